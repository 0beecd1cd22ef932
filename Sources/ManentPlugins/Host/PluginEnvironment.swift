import ManentCore

extension PluginManifest {
  /// What every plugin gets to see of the environment, beside variables that begin with `LC_`.
  static let usualVariables = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR"]

  /// The environment of the plugin's program: a short list, and what the plugin names.
  func environment(from all: [String: String]) -> [String: String] {
    let named = environment.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 }
    let allowed = Set(Self.usualVariables + named)
    return all.filter { allowed.contains($0.key) || $0.key.hasPrefix("LC_") }
  }
}
