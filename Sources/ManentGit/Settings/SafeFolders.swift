internal import CGit2
public import ManentCore

/// The folders that the user has told git to trust although they belong to somebody else (`safe.directory`).
///
/// As with git, only what the user and the system say counts: a repository cannot vouch for itself.
public struct SafeFolders: Sendable, Equatable {
  private let values: [String]
  private let home: Path?

  /// The values in the order in which they are said; an empty one forgets those before it.
  init(_ values: [String], home: Path? = nil) {
    self.values = values
    self.home = home
  }

  /// What the settings of the user and of the system say, and `GIT_CONFIG_COUNT` and its like.
  public static func ofMachine(_ environment: [String: String]) throws(GitError) -> SafeFolders {
    try GitLibrary.start()
    var configuration: OpaquePointer?
    try GitLibrary.check(git_config_open_default(&configuration), "git_config_open_default")
    defer { git_config_free(configuration) }
    var iterator: OpaquePointer?
    try GitLibrary.check(
      git_config_multivar_iterator_new(&iterator, configuration, "safe.directory", nil),
      "git_config_multivar_iterator_new")
    defer { git_config_iterator_free(iterator) }
    var values: [String] = []
    while true {
      var entry: UnsafeMutablePointer<git_config_entry>?
      let status = git_config_next(&entry, iterator)
      if status == GIT_ITEROVER.rawValue { break }
      try GitLibrary.check(status, "git_config_next")
      values.append(entry?.pointee.value.map { String(cString: $0) } ?? "")
    }
    for number in 0..<min(1000, environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0)
    where environment["GIT_CONFIG_KEY_\(number)"]?.lowercased() == "safe.directory" {
      values.append(environment["GIT_CONFIG_VALUE_\(number)"] ?? "")
    }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? Path($0) : nil }
    return SafeFolders(values, home: home)
  }

  /// Whether the user trusts a folder: it is named, or lies below one named with `/*`, or all are trusted (`*`).
  public func contains(_ folder: Path) -> Bool {
    var isSafe = false
    for value in values {
      if value.isEmpty {
        isSafe = false
      } else if value == "*" {
        isSafe = true
      } else {
        isSafe = isSafe || matches(value, folder)
      }
    }
    return isSafe
  }

  private func matches(_ value: String, _ folder: Path) -> Bool {
    var text = value
    if text.hasPrefix("~/"), let home { text = (home / String(text.dropFirst(2))).string }
    if text.hasPrefix("%(prefix)/") { return false }
    let isTree = text.hasSuffix("/*")
    if isTree { text.removeLast(2) }
    let named = Path(text)
    let place = (try? Files.resolvingLinks(named)) ?? named
    return isTree ? folder.relative(to: place).map { !$0.isEmpty } ?? false : folder == place
  }
}
