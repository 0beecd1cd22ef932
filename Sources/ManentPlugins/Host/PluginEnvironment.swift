import ManentCore

extension PluginManifest {
  /// Set when nothing of what is said is to be kept on the disk; plugins are told by it, and get no log.
  public static let privateVariable = "MANENT_PRIVATE"

  /// What every plugin gets to see of the environment, beside variables that begin with `LC_`.
  static let usualVariables = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", privateVariable,
  ]

  /// The environment of the plugin's program: a short list, and what the plugin names.
  func environment(from all: [String: String]) -> [String: String] {
    let named = environment.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 }
    let allowed = Set(Self.usualVariables + named)
    return all.filter { allowed.contains($0.key) || $0.key.hasPrefix("LC_") }
  }
}
