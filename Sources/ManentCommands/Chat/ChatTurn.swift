import ManentChat
import ManentChats
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentExchange
import ManentFormats
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent chat`: one turn, or the prompt.
enum ChatCommand {
  static let message = Arguments<String>("MESSAGE", help: "what to say; '-' and piped input are joined to it")
  static let continues = Flag(
    "continue", short: "c", help: "go on with the latest chat even if chat.timeout has passed")
  static let chat = Option<String>(
    "cid", value: "ID", completion: .chat, help: "go on with this chat, or begin one of this id")
  static let new = Flag("new", help: "begin a new chat")
  static let provider = Option<String>(
    "provider", short: "p", value: "NAME", completion: .provider, help: "who answers; stays with a chat that it begins")
  static let model = Option<String>(
    "model", short: "m", value: "MODEL", completion: .model,
    help: "which of its models, or PROVIDER:MODEL ('manent models' lists them); stays with a chat that it begins")
  static let template = Option<String>(
    "template", short: "t", value: "NAME", completion: .template, help: "begin a new chat from this template")
  static let variables = RepeatedOption<String>(
    "var", value: "NAME=VALUE", help: "what to put in for a variable of the template")
  static let system = Option<String>(
    "system", short: "s", value: "TEXT", help: "instructions to the provider: kept in a new chat, else for this turn")
  static let noLog = Flag("no-log", short: "n", help: "keep nothing of this turn on the disk")
  static let dryRun = Flag("dry-run", help: "print what would be sent, send nothing, write nothing")
  static let tags = RepeatedOption<String>(
    "tag", value: "TAG", completion: .tag, help: "a tag for the chat, if it is new")
  static let count = Option<Int>("top-k", short: "k", value: "N", help: "how many passages to look up")
  static let documents = Option<String>(
    "documents", value: "GLOB", completion: .document, help: "only documents whose name matches ('notes/**', '*.md')")
  static let noDocuments = Flag("no-documents", help: "look nothing up")
  static let noStream = Flag("no-stream", help: "print the answer when it is whole")

  static var command: Command {
    Command(
      "chat", group: "Chats", summary: "ask, and get an answer from the documents",
      discussion: """
        Goes on with your latest chat. Without a message, on a terminal, you talk at a prompt: /help lists its commands, Ctrl-D \
        leaves. Answers on a terminal are laid out, in a pipe they are as they came.

        Of a long chat as much is sent as chat.window, chat.tokens and the model allow, whole turns, the newest first; what is left out \
        is told. 'manent pin' keeps messages in. With --no-log, or 'private: true' in the settings of the workspace, of the machine or \
        in the template, nothing of what is said is written to the disk.

        The message is on the disk before anybody answers it, and the turn is one commit. The built-in provider 'extractive' quotes the \
        sentences of your documents that answer, and says so when there are none.
        """,
      examples: [
        Example("manent chat \"What is attention?\"", "one turn"),
        Example("manent chat --new --tag work \"Plan the week\"", "in a new chat"),
        Example("manent chat -t explain \"What is attention?\"", "begun from a template"),
        Example("manent chat --dry-run --json \"And then?\" | jq .params", "what a plugin would be asked"),
        Example("git diff | manent chat \"What does this change?\"", "with piped input"),
        Example("manent chat --json \"What is attention?\" | jq .sources", "for scripts"),
      ],
      parameters: [
        message, continues, chat, new, provider, model, template, variables, system, noLog, dryRun, tags, count,
        documents, noDocuments, noStream,
        GlobalOptions.noMarkdown, GlobalOptions.allowsSecrets, GlobalOptions.json,
      ], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    try checkUse(invocation)
    let words = invocation[message]
    let begun = try ChatBeginning(invocation)
    var (session, workspace, request) = (begun.session, begun.workspace, begun.request)
    if words.isEmpty, session.terminal.readsFromTerminal, !invocation[dryRun] {
      if session.wantsJSON { throw invocation.misuse("'--json' needs a message") }
      return try Prompt(session, in: workspace, request: request).run()
    }
    let said = try joined(words, session)
    request.message = request.template?.message(for: said) ?? said
    let conversation = Conversation(in: workspace, providers: session.providers)
    try checkChat(request, workspace, session)
    if invocation[dryRun] { return try session.tell(conversation.rehearse(request), in: workspace) }
    workspace.allowsSecrets = invocation[GlobalOptions.allowsSecrets]
    let printer = AnswerPrinter(session, streams: !invocation[noStream] && !session.wantsJSON)
    let result: TurnResult
    do {
      result = try conversation.take(
        request, began: session.tell, emit: printer.emit, answered: printer.complete)
    } catch {
      // What had come is a line of its own, and what is wrong another.
      try printer.breakOff()
      throw error
    }
    if session.wantsJSON { return try session.print(json(result, in: workspace)) }
    try printer.finish(result)
  }

  /// Eight hexadecimal digits are how lists show ids, so one that nobody has is rather mistyped than meant for a new chat.
  private static func checkChat(_ request: TurnRequest, _ workspace: Workspace, _ session: Session) throws {
    guard case .id(let id) = request.destination, id.utf8.count == 8, id.allSatisfy(\.isHexDigit) else { return }
    do {
      _ = try workspace.chat(matching: id)
    } catch let error as WorkspaceError where error.code == .noChat {
      guard session.canAsk else { return session.surroundings.notify("no chat has the id '\(id)'; this begins one") }
      guard try session.confirms("No chat has the id '\(id)'. Begin one of this id?") else { throw error }
    }
  }

  private static func checkUse(_ invocation: Invocation) throws {
    if [invocation[continues], invocation[new], invocation[chat] != nil].filter(\.self).count > 1 {
      throw invocation.misuse("'--continue', '--new' and '--cid' exclude each other")
    }
    if invocation[template] != nil, invocation[continues] {
      throw invocation.misuse("a template is for a new chat; '--continue' goes on with another")
    }
    if invocation[template] == nil, !invocation[variables].isEmpty {
      throw invocation.misuse("'--var' is for a variable of a template ('--template')")
    }
    try checkCount(invocation)
  }

  /// Refuses a number of passages that makes no sense.
  static func checkCount(_ invocation: Invocation) throws {
    guard let limit = invocation[count], !(1...100).contains(limit) else { return }
    throw invocation.misuse("'--top-k' must be from 1 to 100")
  }

  /// What the options ask for.
  static func request(_ invocation: Invocation) -> TurnRequest {
    var request = TurnRequest(message: "")
    if invocation[continues] { request.destination = .latestWithoutTimeout }
    if invocation[new] || invocation[template] != nil { request.destination = .new }
    if let id = invocation[chat] { request.destination = .id(id) }
    request.provider = invocation[provider]
    request.model = invocation[model]
    request.instructions = invocation[system]
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
      "title": result.chat.map { .string($0.settings.title) } ?? .null, "answered": .bool(result.answered),
      "reason": result.reason.map { .string($0) } ?? .null, "message": result.message.json,
      "sources": .array(result.answered ? result.passages.map(PassageJSON.source) : []), "context": result.context.json,
    ]
  }
}
