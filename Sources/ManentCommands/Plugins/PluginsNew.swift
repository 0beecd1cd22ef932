import ManentCommandLine
import ManentCore
import ManentFormats
import ManentPlugins
import ManentWorkspace

/// `manent plugins new`.
enum PluginsNew {
  static let name = Argument<String>("NAME", help: "what settings will call it: a-z, 0-9, '-', '_' and '.'")
  static let kinds = RepeatedOption<String>(
    "kind", value: "KIND", help: "provider (the default), embedder, extractor or observer; several make one that is all"
  )
  static let dialect = Option<String>(
    "protocol", value: "NAME", help: "text (the default for a provider in shell) or jsonrpc")
  static let language = Option<String>("language", value: "NAME", help: "shell, python or swift")

  static var command: Command {
    Command(
      "new", summary: "make a plugin that works, to be changed",
      examples: [
        Example("manent plugins new hello", "a provider in shell"),
        Example("manent plugins new tags --kind observer --language python", "an observer in Python"),
      ], parameters: [name, kinds, dialect, language, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let kinds: [PluginManifest.Kind] = try invocation[kinds].map { try value($0, of: "--kind", invocation) }
    let given: PluginScaffold.Language? = try invocation[language].map { try value($0, of: "--language", invocation) }
    let isSimple = (kinds.isEmpty || kinds == [.provider]) && given ?? .shell == .shell
    let dialect: PluginManifest.Dialect =
      try invocation[dialect].map { try value($0, of: "--protocol", invocation) } ?? (isSimple ? .text : .jsonrpc)
    let scaffold = try PluginScaffold(
      name: invocation[name], kinds: kinds.isEmpty ? [.provider] : kinds, dialect: dialect,
      language: given ?? (dialect == .text ? .shell : .python))
    let isPlain = PluginManifest.isPlainName(scaffold.name)
    guard isPlain else { throw invocation.misuse("a plugin's name is of a-z, 0-9, '-', '_' and '.'") }
    let folder = session.locator.configuration / "plugins" / scaffold.name
    try scaffold.write(to: folder)
    if session.wantsJSON {
      return try session.print(["name": .string(scaffold.name), "path": .string(folder.string)])
    }
    try session.say("made \(folder)")
    if scaffold.language == .swift { try session.say("compile it with: manent plugins setup \(scaffold.name)") }
    try session.say("then: manent plugins check \(scaffold.name)")
  }

  private static func value<Value: RawRepresentable & CaseIterable>(
    _ text: String, of option: String, _ invocation: Invocation
  ) throws -> Value where Value.RawValue == String {
    if let value = Value(rawValue: text) { return value }
    throw invocation.misuse("'\(option)' is one of: \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}
