import ManentCatalog
import ManentChat
import ManentChats
import ManentCommandLine
import ManentCore
import ManentPlugins
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// The prompt: a message, its answer, and so on, in one chat.
///
/// On a terminal that can be edited on, lines are edited and the answers are laid out; else a line is read as it is.
final class Prompt {
  let session: Session
  let workspace: Workspace
  /// How the next message is asked; its message is not looked at.
  var request: TurnRequest
  /// Since when nothing has happened in the chat, as far as this prompt knows.
  var lastUse: Timestamp?
  private let reader: PromptReader
  private var lines = MessageLines()
  private var isOver = false

  /// A prompt whose turns are like `request`, each with its own message.
  init(_ session: Session, in workspace: Workspace, request: TurnRequest) {
    self.session = session
    self.request = request
    self.workspace = workspace
    workspace.allowsSecrets = session.invocation[GlobalOptions.allowsSecrets]
    reader = PromptReader(session, keepsHistory: request.isKept)
  }

  /// What turns are taken with.
  var conversation: Conversation { Conversation(in: workspace, providers: session.providers) }

  /// Talks until the end of the input, or until the user leaves.
  func run() throws {
    let provider = try conversation.answererName(for: request, in: nil)
    session.terminal.report(
      Terminal.inert("\(workspace.name), answered by \(provider). /help lists commands; /exit or Ctrl-D leaves."))
    try settleChat()
    if case .chat(let chat) = request.destination {
      session.terminal.report("In the chat '\(Terminal.inertLine(chat.settings.title))'; /new begins another one.")
    }
    let completion = PromptCompletion(self)
    reader.complete = completion.complete
    if !request.isKept { session.terminal.report("Nothing of what is said here is kept on the disk.") }
    try attempt { try sayOpening() }
    while !isOver, !Interruption.isTermination, let line = try nextLine() { try take(line) }
    session.terminal.report("")
    try workspace.commitPending()
    if Interruption.isTermination { throw Interruption() }
  }

  /// Makes a text one that can be found again.
  func remember(_ text: String) { reader.remember(text) }

  /// Ends the prompt after the command that is being run.
  func leave() { isOver = true }

  /// The next line, whatever was dropped before; `nil` at the end.
  private func nextLine() throws -> String? {
    while true {
      switch try reader.readLine(isContinued: lines.isOpen) {
      case .line(let line): return line
      case .end: return nil
      case .cancelled:
        lines.drop()
        if Interruption.isTermination { return nil }
      }
    }
  }

  private func take(_ line: String) throws {
    guard let text = lines.add(line), text.contains(where: { !$0.isWhitespace }) else { return }
    reader.remember(text)
    let entered = ContinuousClock.now
    // With the chat, so that a purge of it finds what was typed; where a command leaves one, with that one.
    let before = chatID
    defer { reader.keepHistory(in: before ?? chatID) }
    try attempt {
      if !lines.isQuoted, let (name, words) = SlashCommand.split(text) {
        try SlashCommand.find(name).run(self, words)
      } else {
        try say(text, since: entered)
      }
    }
  }

  /// Does something that may fail without the prompt's coming to an end.
  private func attempt(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch is Interruption {
      Interruption.reset()
      session.terminal.report("manent: stopped")
    } catch is SilentExit {
      // The command has said why.
    } catch let error as any ManentError {
      session.finishProgress()
      session.terminal.report("manent: " + Terminal.inert("\(error)"))
    }
  }

  /// Sends a message and shows the answer.
  func say(_ message: String, since entered: ContinuousClock.Instant = .now) throws {
    if let lastUse, request.destination != .new, conversation.hasRested(since: lastUse) { request.destination = .new }
    var next = request
    next.message = request.template?.message(for: message) ?? message
    // Before what is typed is hidden, as it is while an answer is waited for.
    try conversation.requireAgreement(for: next)
    try show(since: entered) { [next] in
      let result = try conversation.take(next, began: $0, emit: $1, answered: $2)
      if !next.isKept { noteUnkept(next.message, result.message.content) }
      return result
    }
  }

  /// Asks for the last message again.
  func retry() throws {
    guard request.isKept else {
      throw PromptError("nothing of what is said here is kept (--no-log), so that nothing can be asked again")
    }
    var retry = RetryRequest()
    retry.chat = try chat().id
    retry.provider = request.provider
    retry.model = request.model
    retry.topK = request.topK
    retry.documents = request.documents
    retry.usesDocuments = request.usesDocuments
    try show(since: .now) { try conversation.retry(retry, began: $0, emit: $1, answered: $2) }
  }

  /// What is not kept on the disk is remembered here, so that the conversation can go on.
  private func noteUnkept(_ asked: String, _ answer: String) {
    request.earlier.append(.init(role: "user", content: asked))
    request.earlier.append(.init(role: "assistant", content: answer))
    // The first message has taken its place in the template's.
    request.template?.opening = []
  }

  /// Shows an answer while it comes, and what it was made of below it.
  private func show(
    since entered: ContinuousClock.Instant,
    _ take: (
      _ began: (TurnStart) -> Void, _ emit: (String) throws -> Void, _ answered: (String) throws -> Void
    ) throws -> TurnResult
  ) throws {
    let printer = AnswerPrinter(session, streams: true)
    let status = StatusLine(session, since: entered)
    session.progress.overlay = status
    defer {
      status.hide()
      session.progress.overlay = nil
    }
    do {
      let result = try reader.whileAnswering {
        try take({ [self] start in begin(start, status) }) { piece in
          status.hide()
          try printer.emit(piece)
        } _: { content in
          status.hide()
          try printer.complete(content)
        }
      }
      status.hide()
      try printer.finish(result)
      stay(in: result.chat)
      request.state = result.state
      status.finish(result.chat?.settings.title)
    } catch {
      status.hide()
      try printer.breakOff()
      guard error is Interruption else { throw error }
      Interruption.reset()
      session.terminal.report(
        request.isKept ? "manent: stopped; what had come is kept, /retry asks again" : "manent: stopped")
    }
  }

  /// A turn that has begun has made its chat, whatever becomes of it.
  private func begin(_ start: TurnStart, _ status: StatusLine) {
    if request.isKept { stay(in: start.chat) }
    status.begin(start)
  }

  /// However a turn found its chat, the following ones stay in it.
  func stay(in chat: Chat?) {
    guard let chat else { return }
    request.destination = .chat(chat)
    request.template = nil
    lastUse = workspace.surroundings.clock.now()
  }

  /// Finds the chat that the first message goes on with.
  private func settleChat() throws {
    let isLatest = request.destination == .latest
    guard let chat = try conversation.chat(for: request) else {
      if isLatest { request.destination = .new }
      return
    }
    stay(in: chat)
    // The latest chat may come to rest while nothing is said here; one that was named was meant.
    if isLatest { lastUse = try workspace.catalog().chat(at: chat.path)?.activity ?? lastUse }
  }

  /// The id of the chat that is going on; `nil` before there is one.
  private var chatID: String? { if case .chat(let chat) = request.destination { chat.id } else { nil } }

  /// The chat that is going on, as its files are now.
  func chat() throws -> Chat {
    guard let chat = try currentChat() else {
      throw PromptError("there is no chat yet; say something, or go to one with /switch")
    }
    return chat
  }

  /// The chat that is going on; `nil` before there is one.
  func currentChat() throws -> Chat? {
    switch request.destination {
    case .chat(let chat): try workspace.current(chat)
    default: nil
    }
  }
}
