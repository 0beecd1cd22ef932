import ManentCommandLine
import ManentCore
import ManentFormats
import ManentWorkspace

/// `manent templates new`.
enum TemplatesNew {
  static let name = Argument<String>("NAME", help: "what it is called: letters, digits, '-', '_' and '.'")

  static var command: Command {
    Command(
      "new", summary: "make a template that works, to be changed",
      examples: [Example("manent templates new review", "makes templates/review.yaml")],
      parameters: [name, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let path = workspace.root / (try workspace.makeTemplate(named: invocation[name]))
    if session.wantsJSON {
      return try session.print(["name": .string(invocation[name]), "path": .string(path.string)])
    }
    try session.say("made \(path)")
    try session.say("begin a chat with it: manent chat -t \(invocation[name])")
  }
}
