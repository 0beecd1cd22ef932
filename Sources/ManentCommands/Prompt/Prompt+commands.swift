import ManentChat
import ManentChats
import ManentCommandLine
import ManentCore
import ManentExchange
import ManentRecords
import ManentTerminal
import ManentWorkspace

extension Prompt {
  /// Runs a command line of the tool on the workspace of the prompt.
  func call(_ words: [String]) throws {
    switch try parse(words) {
    case .run(let invocation): try invocation.run()
    case .help(let path): try session.terminal.write(HelpText.render(path, width: min(100, session.terminal.width)))
    case .version: break
    }
  }

  private func parse(_ words: [String]) throws -> ParsedCommandLine {
    try CommandLineParser.parse(
      ["--workspace", workspace.root.string] + words, environment: session.invocation.environment,
      root: session.invocation.path.root)
  }

  /// `/help`.
  func help(_ name: String) throws {
    let commands =
      name.isEmpty ? SlashCommand.all : [try SlashCommand.find(name.hasPrefix("/") ? String(name.dropFirst()) : name)]
    var table = Table(["command", "does"], wrapsLast: true)
    for command in commands {
      table.add(["/\(command.name)" + (command.arguments.isEmpty ? "" : " \(command.arguments)"), command.help])
    }
    try session.terminal.write(table.text)
    guard name.isEmpty else { return }
    try session.terminal.write(
      """

      A backslash at the end of a line, Alt-Enter, or \"\"\" in front and behind: a message of several lines.
      Tab completes, Up and Ctrl-R find what was typed, Ctrl-C stops an answer and keeps what has come.

      """)
  }

  /// `/new`.
  func beginAnew() {
    request.destination = .new
    request.template = nil
    request.earlier = []
    request.state = nil
    session.terminal.report("The next message begins a new chat.")
  }

  /// `/switch`.
  func change(to reference: String) throws {
    guard !reference.isEmpty else { throw PromptError("say which chat, as in '/switch 9f2c41aa'; /chats lists them") }
    let chat = try workspace.chat(matching: SlashWords.split(reference).joined(separator: " "))
    stay(in: chat)
    request.state = nil
    session.terminal.report("In the chat '\(Terminal.inertLine(chat.settings.title))'.")
  }

  /// `/fork`.
  func fork(_ text: String) throws {
    guard case .run(let invocation) = try parse(["fork", try chat().id] + SlashWords.split(text)) else { return }
    stay(in: try ForkCommand.fork(invocation))
  }

  /// `/forget`.
  func forget() throws {
    try call(["forget", try chat().id])
    request.destination = .new
  }

  /// `/export`.
  func export(_ text: String) throws {
    var words = SlashWords.split(text)[...]
    let format = words.first.flatMap(ExportFormat.init(rawValue:)) ?? .markdown
    if words.first == format.rawValue { words.removeFirst() }
    guard words.count <= 1 else { throw PromptError("say a form and a file, as in '/export html chat.html'") }
    let output = words.first.map { ["--output", expanded($0)] } ?? []
    try call(["export", try chat().id, "--format", format.rawValue] + output)
  }

  /// `/attach`.
  func attach(_ text: String) throws {
    let paths = SlashWords.split(text)
    guard !paths.isEmpty else { throw PromptError("say which file, as in '/attach notes.md'") }
    try call(["add", "--"] + paths.map(expanded))
  }

  /// A path with the user's home for `~`, which no shell has put in.
  private func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return session.locator.userHome.string + path.dropFirst()
  }

  /// `/show`.
  func show(_ text: String) throws {
    guard let count = text.isEmpty ? "1" : text == "all" ? nil : text as String? else {
      return try call(["show", try chat().id, "--pager"])
    }
    try call(["show", try chat().id, "--pager", "--last", count])
  }

  /// `/provider`.
  func provider(_ name: String) throws {
    let chat = try currentChat()
    if !name.isEmpty {
      var next = request
      next.provider = name
      // One that was chosen before is another provider's.
      next.model = nil
      _ = try session.providers.provider(for: try conversation.answererName(for: next, in: chat))
      request = next
    }
    let current = try conversation.answererName(for: request, in: chat)
    for name in session.providers.names { try session.say(name == current.provider ? "* \(current)" : "  \(name)") }
  }
}
