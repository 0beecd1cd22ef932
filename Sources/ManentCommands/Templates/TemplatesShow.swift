import ManentCommandLine
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent templates show`.
enum TemplatesShow {
  static let name = Argument<String>("NAME", completion: .template, help: "the template")

  static var command: Command {
    Command(
      "show", summary: "print a template",
      examples: [
        Example("manent templates show explain", "the file"),
        Example("manent templates show explain --json | jq .variables", "what can be put in"),
      ], parameters: [name, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    if session.wantsJSON {
      let template = try workspace.template(named: invocation[name])
      return try session.print(TemplatesList.json(.init(name: template.name, template: template)))
    }
    // What cannot be used is shown all the same: whoever wants to mend it has to see it.
    let text = String(decoding: try workspace.templateText(named: invocation[name]).bytes, as: UTF8.self)
    try session.terminal.write(session.terminal.writesToTerminal ? Terminal.inert(text) : text)
  }
}
