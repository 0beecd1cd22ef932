internal import CGit2

extension GitRepository {
  /// Sets some of the repository's own settings (`.git/config`); comments and the rest of the file stay.
  package func set(_ settings: [(key: String, value: String)]) throws(GitError) {
    var all: OpaquePointer?
    try GitLibrary.check(git_repository_config(&all, handle), "git_repository_config")
    defer { git_config_free(all) }
    var own: OpaquePointer?
    try GitLibrary.check(git_config_open_level(&own, all, GIT_CONFIG_LEVEL_LOCAL), "git_config_open_level")
    defer { git_config_free(own) }
    for (key, value) in settings {
      try GitLibrary.check(git_config_set_string(own, key, value), "git_config_set_string")
    }
  }
}
