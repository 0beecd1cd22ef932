import ManentChat
import ManentCommandLine
import ManentCore
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
        Asks each provider plugin that is ready, and it asks its servers. Of a server that does not answer the reason is told (in JSON as \
        the 'error' of an entry without a model), and the command ends with status 1 then; the models of the others are listed all the \
        same. What is listed can be given to 'manent chat -m'.
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
    for manifest in try manifests(session) {
      do {
        let connection = try PluginConnection.ofMachine(to: manifest, environment: invocation.environment)
        let (names, troubles) = try PluginProvider(connection).models()
        found += names.map { (manifest.name, $0) }
        problems += troubles.map { (manifest.name, "plugin '\(manifest.name)': \($0)") }
      } catch let error as PluginError {
        problems.append((manifest.name, error.description))
      }
    }
    if session.wantsJSON {
      let models: [JSON] = found.map { ["provider": .string($0.provider), "model": .string($0.model)] }
      let failed: [JSON] = problems.map {
        ["provider": .string($0.provider), "model": .null, "error": .string($0.problem)]
      }
      try session.print(.array(models + failed))
    } else {
      for (provider, model) in found { try session.say("\(provider):\(model)") }
    }
    for (_, problem) in problems { session.terminal.report("manent: " + Terminal.inert(problem)) }
    if !problems.isEmpty { throw SilentExit(code: .failed) }
  }

  private static func manifests(_ session: Session) throws -> [PluginManifest] {
    if let name = session.invocation[provider] { return [try session.plugin(name)] }
    return session.plugins.all().filter { $0.rejection == nil }.compactMap(\.manifest).filter {
      $0.kinds.contains(.provider) && $0.dialect == .jsonrpc
    }
  }
}
