public import ManentCore

/// A new plugin: a small one that works, for its author to change.
public struct PluginScaffold: Sendable {
  /// What the program is written in.
  public enum Language: String, Sendable, CaseIterable {
    /// A shell script.
    case shell
    /// Python 3, with nothing but its standard library.
    case python
    /// One file of Swift, compiled by `plugins setup`.
    case swift
  }

  /// The plugin's name.
  public var name: String
  /// What it is to do.
  public var kinds: [PluginManifest.Kind]
  /// How one talks to it.
  public var dialect: PluginManifest.Dialect
  /// What it is written in.
  public var language: Language

  /// A plugin from its parts.
  ///
  /// - Throws: `PluginError` for parts that do not go together.
  public init(
    name: String, kinds: [PluginManifest.Kind], dialect: PluginManifest.Dialect, language: Language
  ) throws(PluginError) {
    if dialect == .text, kinds != [.provider] {
      throw PluginError(.unusable, name, "with the protocol 'text' a plugin can only be a provider")
    }
    if dialect == .jsonrpc, language == .shell {
      throw PluginError(.unusable, name, "a shell cannot speak JSON; take --language python or swift")
    }
    self.name = name
    self.kinds = kinds
    self.dialect = dialect
    self.language = language
  }

  /// The files by name, with whether they can be run.
  public var files: [(name: String, text: String, isExecutable: Bool)] {
    switch (language, dialect) {
    case (.shell, _): [manifest("./answer.sh"), ("answer.sh", Self.shell, true)]
    case (.python, .text): [manifest("./answer.py"), ("answer.py", Self.pythonText, true)]
    case (.python, .jsonrpc): [manifest("./plugin.py"), ("plugin.py", python, true)]
    case (.swift, .text): [manifest("./plugin", compiling: true), ("main.swift", Self.swiftText, false)]
    case (.swift, .jsonrpc): [manifest("./plugin", compiling: true), ("main.swift", swift, false)]
    }
  }

  /// Writes the plugin into a folder that must not be there yet.
  public func write(to folder: Path) throws {
    guard !Files.exists(folder) else { throw PluginError(.unusable, name, "\(folder) is there already") }
    try Files.makeFolders(folder)
    do {
      for file in files {
        try Files.writeNew(Array(file.text.utf8), to: folder / file.name, mode: file.isExecutable ? 0o755 : 0o644)
      }
    } catch {
      try? Files.removeTree(folder)
      throw error
    }
  }

  private func manifest(
    _ program: String, compiling: Bool = false
  ) -> (name: String, text: String, isExecutable: Bool) {
    var lines = [
      "name: \(name)", "version: 0.1.0", "description: says what it is for in one sentence",
      "kinds: [\(kinds.map(\.rawValue).joined(separator: ", "))]", "protocol: \(dialect.rawValue)",
      "command: [\(program)]",
    ]
    if kinds.contains(.extractor) { lines += ["extensions: [sample]", "media_types: [text/x-sample]"] }
    if compiling { lines.append("setup: [swiftc, -O, main.swift, -o, plugin]") }
    let programs = compiling ? [] : language == .python ? ["python3"] : ["sh"]
    if !programs.isEmpty { lines.append("requires: {programs: [\(programs.joined(separator: ", "))]}") }
    return (PluginManifest.fileName, lines.joined(separator: "\n") + "\n", false)
  }
}
