import ManentCommandLine
import ManentFormats
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent templates list`.
enum TemplatesList {
  static var command: Command {
    Command(
      "list", summary: "list the templates",
      examples: [
        Example("manent templates list", "with what they are for"),
        Example("manent templates --json | jq '.[].name'", "as JSON"),
      ], parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let listed = try session.workspace().templates()
    if session.wantsJSON { return try session.print(.array(listed.map(json))) }
    if listed.isEmpty { return try session.say("no templates; 'manent templates new NAME' makes one") }
    var table = Table(["template", "variables", "for"])
    for entry in listed {
      let variables = entry.template?.variables.map(\.name).joined(separator: " ") ?? ""
      table.add([
        entry.name, variables, entry.problem.map { "cannot be used: \($0)" } ?? entry.template?.description ?? "",
      ])
    }
    try session.terminal.write(Terminal.inert(table.text))
  }

  /// A template as scripts read it.
  static func json(_ entry: Workspace.TemplateListing) -> JSON {
    guard let template = entry.template else {
      return ["name": .string(entry.name), "problem": .string(entry.problem ?? "")]
    }
    var object: JSONObject = ["name": .string(entry.name)]
    let texts = [
      ("description", template.description), ("instructions", template.instructions),
      ("opening", template.opening.isEmpty ? nil : template.message(for: "{{message}}")),
      ("provider", template.provider), ("model", template.model),
    ]
    for (key, text) in texts { if let text { object[key] = .string(text) } }
    object["tags"] = .array(template.tags.map(JSON.string))
    if let window = template.window { object["window"] = JSON(window) }
    object["private"] = .bool(template.isPrivate)
    object["variables"] = .array(
      template.variables.map { variable in
        var object: JSONObject = ["name": .string(variable.name)]
        if let description = variable.description { object["description"] = .string(description) }
        if let preset = variable.preset { object["default"] = .string(preset) }
        return .object(object)
      })
    return .object(object)
  }
}
