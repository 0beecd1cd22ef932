internal import CGit2
package import ManentCore

/// Git's settings at one moment.
package struct GitConfiguration: ~Copyable {
  private let handle: OpaquePointer

  package init(_ handle: OpaquePointer) { self.handle = handle }

  /// The settings of one file.
  package init(file: Path) throws(GitError) {
    var handle: OpaquePointer?
    try GitLibrary.check(git_config_open_ondisk(&handle, file.string), "git_config_open_ondisk")
    guard let handle else { throw GitError(.git, "git_config_open_ondisk", path: file) }
    self.handle = handle
  }

  deinit { git_config_free(handle) }

  /// The settings of the user and of the system, as they are now.
  package static func ofMachine() throws(GitError) -> GitConfiguration {
    try GitLibrary.start()
    var handle: OpaquePointer?
    try GitLibrary.check(git_config_open_default(&handle), "git_config_open_default")
    guard let handle else { throw GitError(.git, "git_config_open_default") }
    return try GitConfiguration(handle).snapshot()
  }

  /// The settings as they are now; text can only be read from a snapshot.
  package func snapshot() throws(GitError) -> GitConfiguration {
    var copy: OpaquePointer?
    try GitLibrary.check(git_config_snapshot(&copy, handle), "git_config_snapshot")
    guard let copy else { throw GitError(.git, "git_config_snapshot") }
    return GitConfiguration(copy)
  }

  /// Gives a setting a value, at once.
  package func set(_ key: String, to value: String) throws(GitError) {
    try GitLibrary.check(git_config_set_string(handle, key, value), "git_config_set_string")
  }

  /// Takes a setting away, at once. One that is not set is no error.
  package func remove(_ key: String) throws(GitError) {
    let status = git_config_delete_entry(handle, key)
    if status != GIT_ENOTFOUND.rawValue { try GitLibrary.check(status, "git_config_delete_entry") }
  }

  /// The value of a setting, or `nil` when it is not set or empty.
  package func text(_ key: String) throws(GitError) -> String? {
    var value: UnsafePointer<CChar>?
    let status = git_config_get_string(&value, handle, key)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try GitLibrary.check(status, "git_config_get_string")
    let text = value.map { String(cString: $0) } ?? ""
    return text.isEmpty ? nil : text
  }

  /// Whether there is a setting whose name, in lower case but for its middle part, is wanted.
  ///
  /// The names are looked through here: given a regular expression, libgit2 1.5 never frees the memory of a match that
  /// fails (10 KB a name).
  package func hasEntry(where isWanted: (String) -> Bool) throws(GitError) -> Bool {
    var iterator: OpaquePointer?
    try GitLibrary.check(git_config_iterator_new(&iterator, handle), "git_config_iterator_new")
    defer { git_config_iterator_free(iterator) }
    while true {
      var entry: UnsafeMutablePointer<git_config_entry>?
      let status = git_config_next(&entry, iterator)
      if status == GIT_ITEROVER.rawValue { return false }
      try GitLibrary.check(status, "git_config_next")
      if let name = entry?.pointee.name, isWanted(String(cString: name)) { return true }
    }
  }

  /// Whether a setting is on, or `nil` when it is not set or no truth value.
  package func flag(_ key: String) throws(GitError) -> Bool? {
    guard let text = try text(key) else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0": return false
    default: return nil
    }
  }
}
