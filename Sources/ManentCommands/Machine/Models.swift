import ManentChat
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentPlugins
import ManentTerminal
import ManentWorkspace

/// `manent models`: what can be asked for with `-m`.
enum ModelsCommand {
  static let provider = OptionalArgument<String>("PROVIDER", completion: .provider, help: "only this one's")

  static var command: Command {
    Command(
      "models", group: "Machine", summary: "list the models that can answer",
      discussion: """
        Names what answers and embeds in this program, which needs no model and no server; then asks each provider plugin that is \
        ready, and it asks its servers. Of a server that does not answer the reason is told (in JSON as the 'error' of an entry without \
        a model); the models of the others are listed all the same. The command ends with status 1 when a server that is set up, or a \
        plugin that is named, has failed. What is listed behind a plugin's name can be given to 'manent chat -m'.
        """,
      examples: [
        Example("manent models", "all of them"),
        Example("manent models openai --json", "one plugin's, as JSON"),
      ], parameters: [provider, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var found: [(provider: String, model: String)] = []
    var problems: [(provider: String, problem: String)] = []
    var hasFailed = false
    for manifest in try manifests(session) {
      do {
        let isNamed = invocation[provider] != nil
        let connection = try PluginConnection.ofMachine(to: manifest, environment: invocation.environment)
        let (names, troubles, hints) = try PluginProvider(connection).models()
        found += names.map { (manifest.name, $0) }
        problems += (troubles + hints).map { (manifest.name, "plugin '\(manifest.name)': \($0)") }
        if !troubles.isEmpty || isNamed && !hints.isEmpty { hasFailed = true }
      } catch let error as PluginError {
        hasFailed = true
        problems.append((manifest.name, error.description))
      }
    }
    if session.wantsJSON {
      let models: [JSON] = found.map { ["provider": .string($0.provider), "model": .string($0.model)] }
      let failed: [JSON] = problems.map {
        ["provider": .string($0.provider), "model": .null, "error": .string($0.problem)]
      }
      try session.print(.array(builtIn(session).map(\.json) + models + failed))
    } else {
      for part in builtIn(session) { try session.sayProse("\(part.name)  (\(part.kind), built in; needs no model)") }
      for (provider, model) in found { try session.sayProse("\(provider):\(model)") }
    }
    for (_, problem) in problems { session.terminal.report("manent: " + Terminal.inert(problem)) }
    if hasFailed { throw SilentExit(code: .failed) }
  }

  /// A part of this program that answers or embeds.
  private struct BuiltInPart {
    var name: String
    var kind: String

    var json: JSON { [kind: .string(name), "model": .null, "built_in": true] }
  }

  /// What answers and embeds without a plugin; only the one that is named, if one is.
  private static func builtIn(_ session: Session) -> [BuiltInPart] {
    let all =
      [BuiltInPart(name: ExtractiveProvider().name, kind: "provider")]
      + BuiltInEmbedders.names.map { BuiltInPart(name: $0, kind: "embedder") }
    guard let name = session.invocation[provider] else { return all }
    return all.filter { $0.name == name }
  }

  private static func manifests(_ session: Session) throws -> [PluginManifest] {
    if let name = session.invocation[provider] { return builtIn(session).isEmpty ? [try session.plugin(name)] : [] }
    return session.plugins.all().filter { $0.rejection == nil }.compactMap(\.manifest).filter {
      $0.kinds.contains(.provider) && $0.dialect == .jsonrpc
    }
  }
}
