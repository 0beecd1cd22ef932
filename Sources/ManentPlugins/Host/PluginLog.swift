import ManentCore

/// Where a plugin's standard error goes: a file of its own, of which the last half is kept when it grows.
struct PluginLog {
  static let limit = 1 << 20

  let path: Path

  /// The log of a plugin, in `$XDG_STATE_HOME/manent/plugins`; `nil` when there is no place for one, or when nothing is
  /// to be kept.
  init?(of plugin: String, environment: [String: String]) {
    guard environment[PluginManifest.privateVariable] == nil else { return nil }
    let state: Path
    if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
      state = Path(folder)
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      state = Path(home) / ".local/state"
    } else {
      return nil
    }
    path = state / "manent/plugins" / "\(plugin).log"
  }

  /// Appends what the plugin has said. A log that cannot be written must not keep anybody from an answer.
  func append(_ words: [UInt8]) {
    guard !words.isEmpty else { return }
    try? Files.makeFolders(path.parent, mode: 0o700)
    if let size = (try? Files.status(path))??.size, size + words.count > Self.limit,
      let bytes = try? Files.read(path, limit: 4 * Self.limit)
    {
      try? Files.writeAtomically(
        Array(bytes.suffix(Self.limit / 2)) + words.suffix(Self.limit / 2), to: path, mode: 0o600)
    } else {
      try? Files.append(Array(words.suffix(Self.limit / 2)), to: path, mode: 0o600)
    }
  }
}
