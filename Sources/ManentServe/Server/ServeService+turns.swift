import ManentChat
import ManentChats
import ManentCore
import ManentRecords
import ManentWorkspace

extension ServeService {
  /// Begins a turn that a conversation takes.
  ///
  /// - Parameters:
  ///   - caller: whose.
  ///   - chat: the chat's id, where it is known.
  ///   - make: says what is asked, once the workspace is at hand.
  func startTurn(
    for caller: Caller, in chat: String?, _ make: @escaping @Sendable (Workspace) throws -> TurnRequest
  ) throws -> Turn {
    try turns.start(for: caller, in: chat) { [self] handle, turn in
      var request = try make(handle.workspace)
      request.author = caller.user
      if try isPrivate(handle.workspace) { request.isKept = false }
      let conversation = Conversation(in: handle.workspace, providers: handle.providers)
      return try conversation.take(
        request, began: { turn.note($0, in: handle.workspace) }, emit: { turn.add(.delta($0)) })
    }
  }

  /// Begins a turn of a session. A question that is said again because it has no whole answer is answered, and not said
  /// twice.
  ///
  /// - Parameters:
  ///   - asked: the question.
  ///   - caller: whose.
  ///   - chat: the chat's id; `nil` for a new one.
  ///   - tellsState: whether the chat's state comes with the answer.
  func startTurn(_ asked: TurnRequest, of caller: Caller, in chat: String?, tellsState: Bool) throws -> Turn {
    try turns.start(for: caller, in: chat) { [self] handle, turn in
      let workspace = handle.workspace
      var request = asked
      request.author = caller.user
      if try isPrivate(workspace) { request.isKept = false }
      let conversation = Conversation(in: workspace, providers: handle.providers)
      var listener = TurnListener(began: { turn.note($0, in: workspace) }, emit: { turn.add(.delta($0)) })
      var result: TurnResult
      if request.isKept, let chat, let open = try workspace.openQuestion(request.message, by: caller.user, in: chat) {
        listener.began = { turn.add(.began(.init(chat: $0.chat, question: open.1, provider: $0.provider))) }
        result = try conversation.answer(open.1, in: open.0, as: request, replacing: open.broken, telling: listener)
      } else {
        result = try conversation.take(request, telling: listener)
      }
      // An answer whose state cannot be read now is an answer all the same.
      if tellsState, let chat = result.chat { result.state = try? workspace.state(of: chat) }
      return result
    }
  }

  /// Whether nothing of what is said in a workspace is kept (`private: true`, there or on this machine).
  func isPrivate(_ workspace: Workspace) throws -> Bool { try workspace.isPrivate(environment: environment) }

  /// Asks again for the last message of a chat.
  func startRetry(for caller: Caller, in chat: String, _ request: RetryRequest) throws -> Turn {
    try turns.start(for: caller, in: chat) { [self] handle, turn in
      guard try !isPrivate(handle.workspace) else {
        throw ServeError(
          409, "nothing of what is said is kept ('private: true'), so nothing can be asked again", code: "private")
      }
      let conversation = Conversation(in: handle.workspace, providers: handle.providers)
      return try conversation.retry(
        request, began: { turn.note($0, in: handle.workspace) }, emit: { turn.add(.delta($0)) })
    }
  }

  /// The text of a stream may go on for as long as the reader's token is valid; that is looked at once a second.
  func isAllowed(_ caller: Caller) -> @Sendable () -> Bool {
    let last = Monitor(ContinuousClock.now)
    return { [self] in
      let isDue = last.withLock { last -> Bool in
        guard ContinuousClock.now - last > .seconds(1) else { return false }
        last = .now
        return true
      }
      return !isDue || doorman.isValid(caller)
    }
  }
}

extension Turn {
  /// Notes that somebody is asked.
  func note(_ start: TurnStart, in workspace: Workspace) {
    // The question is on the disk; a reader that is not shown it has it in the chat.
    let question = start.chat.flatMap { chat in
      (try? workspace.files(of: chat).readNewest(1))?.filter { $0.role == .user }.max { $0.id < $1.id }
    }
    add(.began(.init(chat: start.chat, question: question, provider: start.provider)))
  }
}
