import ManentChat
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
    try turns.start(for: caller, in: chat) { handle, turn in
      var request = try make(handle.workspace)
      request.author = caller.user
      let conversation = Conversation(in: handle.workspace, providers: handle.providers)
      return try conversation.take(
        request, began: { turn.note($0, in: handle.workspace) }, emit: { turn.add(.delta($0)) })
    }
  }

  /// Asks again for the last message of a chat.
  func startRetry(for caller: Caller, in chat: String, _ request: RetryRequest) throws -> Turn {
    try turns.start(for: caller, in: chat) { handle, turn in
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
