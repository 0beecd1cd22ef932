import ManentChat
import ManentCore
import ManentExchange
import ManentFormats
import ManentWorkspace

/// `manent chat`: one turn, or the prompt.
enum ChatCommand {
  static let message = Arguments<String>("MESSAGE", help: "what to say; '-' and piped input are joined to it")
  static let continues = Flag(
    "continue", short: "c", help: "go on with the latest chat even if chat.timeout has passed")
  static let chat = Option<String>(
    "cid", value: "ID", completion: .chat, help: "go on with this chat, or begin one of this id")
  static let new = Flag("new", help: "begin a new chat")
  static let provider = Option<String>("provider", short: "p", value: "NAME", help: "who answers")
  static let model = Option<String>(
    "model", short: "m", value: "MODEL", help: "which of its models, or PROVIDER:MODEL ('manent models' lists them)")
  static let noLog = Flag("no-log", short: "n", help: "keep nothing of this turn")
  static let tags = RepeatedOption<String>("tag", value: "TAG", help: "a tag for the chat, if it is new")
  static let count = Option<Int>("top-k", short: "k", value: "N", help: "how many passages to look up")
  static let documents = Option<String>(
    "documents", value: "GLOB", completion: .document, help: "only documents whose name matches ('notes/**', '*.md')")
  static let noDocuments = Flag("no-documents", help: "look nothing up")
  static let noMarkdown = Flag("no-markdown", help: "print Markdown as it is, also on a terminal")
  static let noStream = Flag("no-stream", help: "print the answer when it is whole")

  static var command: Command {
    Command(
      "chat", group: "Chats", summary: "ask, and get an answer from the documents",
      discussion: """
        Goes on with your latest chat. Without a message, on a terminal, you talk at a prompt: /help lists its commands, Ctrl-D \
        leaves. Answers on a terminal are laid out, in a pipe they are as they came.

        The message is on the disk before anybody answers it, and the turn is one commit. The built-in provider 'extractive' quotes the \
        sentences of your documents that answer, and says so when there are none.
        """,
      examples: [
        Example("manent chat \"What is attention?\"", "one turn"),
        Example("manent chat --new --tag work \"Plan the week\"", "in a new chat"),
        Example("git diff | manent chat \"What does this change?\"", "with piped input"),
        Example("manent chat --json \"What is attention?\" | jq .sources", "for scripts"),
      ],
      parameters: [
        message, continues, chat, new, provider, model, noLog, tags, count, documents, noDocuments, noStream,
        noMarkdown, GlobalOptions.allowsSecrets, GlobalOptions.json,
      ], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    if [invocation[continues], invocation[new], invocation[chat] != nil].filter(\.self).count > 1 {
      throw invocation.misuse("'--continue', '--new' and '--cid' exclude each other")
    }
    try checkCount(invocation)
    let words = invocation[message]
    if words.isEmpty, session.terminal.readsFromTerminal {
      if session.wantsJSON { throw invocation.misuse("'--json' needs a message") }
      return try Prompt(session, request: request(invocation, "")).run()
    }
    let request = request(invocation, try joined(words, session))
    let workspace = try session.workspace()
    workspace.allowsSecrets = invocation[GlobalOptions.allowsSecrets]
    let printer = AnswerPrinter(session, streams: !invocation[noStream] && !session.wantsJSON)
    let result = try Conversation(in: workspace, providers: session.providers).take(
      request, began: { session.tell($0.context) }, emit: printer.emit)
    if session.wantsJSON { return try session.print(json(result, in: workspace)) }
    try printer.finish(result)
  }

  /// Refuses a number of passages that makes no sense.
  static func checkCount(_ invocation: Invocation) throws {
    guard let limit = invocation[count], !(1...100).contains(limit) else { return }
    throw invocation.misuse("'--top-k' must be from 1 to 100")
  }

  private static func request(_ invocation: Invocation, _ text: String) -> TurnRequest {
    var request = TurnRequest(message: text)
    if invocation[continues] { request.destination = .latestWithoutTimeout }
    if invocation[new] { request.destination = .new }
    if let id = invocation[chat] { request.destination = .id(id) }
    request.provider = invocation[provider]
    request.model = invocation[model]
    request.topK = invocation[count]
    request.documents = invocation[documents]
    request.usesDocuments = !invocation[noDocuments]
    request.tags = invocation[tags]
    request.isKept = !invocation[noLog]
    return request
  }

  /// The words, and what is piped in, joined by an empty line.
  private static func joined(_ words: [String], _ session: Session) throws -> String {
    var parts = [words.filter { $0 != "-" }.joined(separator: " ")]
    if words.contains("-") || (!session.terminal.readsFromTerminal && StandardInput.isPiped) {
      let bytes = try StandardInput.readToEnd(limit: 100_000_000)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ChatError(.badMessage, "standard input is not UTF-8 text")
      }
      parts.append(text)
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// A turn as scripts read it.
  static func json(_ result: TurnResult, in workspace: Workspace) -> JSON {
    [
      "workspace": .string(workspace.name), "chat": result.chat.map { .string($0.id) } ?? .null,
      "title": result.chat.map { .string($0.settings.title) } ?? .null, "message": result.message.json,
      "sources": .array(result.passages.map(PassageJSON.source)), "context": result.context.json,
    ]
  }
}
