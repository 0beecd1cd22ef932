import ManentChat
import ManentCommandLine
import ManentCore
import ManentFormats
import ManentMCP
import ManentTerminal

/// `manent mcp`: speaks the Model Context Protocol on standard input and output.
enum MCPCommand {
  static let writes = Flag("write", help: "also the tools that change something")
  static let config = Option<String>(
    "print-config", value: "CLIENT", choices: MCPConfiguration.allCases.map(\.rawValue),
    help: "print what to paste into the settings of a client")

  static var command: Command {
    Command(
      "mcp", group: "Serving", summary: "give the workspace to agents and editors (Model Context Protocol)",
      discussion: """
        A client starts this and speaks with it, a message of JSON a line. It searches, reads and asks; with --write it can also add \
        documents, note, tag and forget. Notices go to standard error.
        """,
      examples: [
        Example("manent mcp --print-config claude", "what to paste into Claude's settings"),
        Example("manent mcp -w notes --write", "what the client starts then"),
      ],
      parameters: [writes, config], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    if let name = invocation[config], let client = MCPConfiguration(rawValue: name) {
      var words = ["mcp"]
      if let workspace = invocation[GlobalOptions.workspace] { words += ["-w", workspace] }
      if invocation[writes] { words.append("--write") }
      session.terminal.report("manent: this goes into \(client.place):")
      return try session.terminal.line(
        client.text(command: Platform.executable?.string ?? "manent", arguments: words))
    }
    var options = MCPServer.Options()
    options.canWrite = invocation[writes]
    let server = MCPServer(of: try session.workspace(), providers: session.providers, options: options)
    try MCPConversation(server, read: StandardInput.readLine) { try session.terminal.line($0.serialized()) }.run()
  }
}
