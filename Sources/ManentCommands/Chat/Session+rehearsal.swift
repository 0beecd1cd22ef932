import ManentChat
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentTerminal
import ManentWorkspace

extension Session {
  /// Prints what would be sent: as JSON the request as the plugin would get it, else for people.
  func tell(_ rehearsal: Rehearsal, in workspace: Workspace) throws {
    let plugin = plugins.plugin(named: rehearsal.answerer.provider)?.manifest
    let dialect = plugin?.dialect
    let endpoint = try plugin.flatMap { try self.endpoint(for: rehearsal.answerer.model, of: $0) }
    if wantsJSON {
      var object: JSONObject = ["workspace": .string(workspace.name), "provider": .string(rehearsal.answerer.provider)]
      if let model = rehearsal.answerer.model { object["model"] = .string(model) }
      if let endpoint { object["endpoint"] = .string(endpoint) }
      object["chat"] = rehearsal.chat.map { .string($0.id) } ?? .null
      object["context"] = rehearsal.context.json
      if dialect == .text {
        object["input"] = .string(PromptText.text(of: rehearsal.request))
      } else {
        object["method"] = "answer"
        object["params"] = rehearsal.request.json
      }
      return try print(.object(object))
    }
    var lines = ["provider: \(rehearsal.answerer.provider)\(dialect.map { " (plugin, \($0.rawValue))" } ?? "")"]
    if let model = rehearsal.answerer.model { lines.append("model: \(model)") }
    if let endpoint { lines.append("endpoint: \(endpoint)") }
    lines.append(
      "chat: " + (rehearsal.chat.map { "\(Terminal.inertLine($0.settings.title)) (\($0.id))" } ?? "a new one"))
    lines.append("context: \(Self.words(for: rehearsal.context))")
    if dialect == .text {
      lines += ["", "--- standard input", PromptText.text(of: rehearsal.request)]
    } else {
      lines.append("state: \((rehearsal.request.state ?? [:]).serialized())")
      for message in rehearsal.request.messages { lines += ["", "--- \(message.role)", message.content] }
      for (index, passage) in rehearsal.request.passages.enumerated() {
        let place = passage.page.map { "page \($0)" } ?? "line \(passage.line)"
        lines += ["", "--- passage \(index + 1): \(Terminal.inertLine(passage.document)), \(place)", passage.text]
      }
    }
    for line in lines { try say(line) }
  }

  private static func words(for context: ContextFigures) -> String {
    let limit = context.limit.map { " of \($0.grouped)" } ?? ""
    return "\(context.messages) of \(context.all) messages, \(context.passages) of \(context.foundPassages) passages, "
      + "about \(context.tokens.grouped)\(limit) tokens"
  }

  /// The server that a plugin would ask, where the machine's settings name it; never a key.
  private func endpoint(for model: String?, of plugin: PluginManifest) throws -> String? {
    guard plugin.wantsEndpoints else { return nil }
    let endpoints = try MachineSettings.load(from: locator.configuration).endpoints
    let named = model.flatMap { model in endpoints.first { model.hasPrefix($0.name + "/") } }
    guard let endpoint = named ?? endpoints.first else { return nil }
    return endpoint.name + (endpoint.baseURL.map { " at \($0)" } ?? "")
  }
}
