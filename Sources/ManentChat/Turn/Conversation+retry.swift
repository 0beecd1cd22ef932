import ManentChats
import ManentRecords
import ManentWorkspace

extension Conversation {
  /// Asks again for the last message of the user, answered or not. The new answer stands in for the old one, which is
  /// neither shown nor sent any more.
  ///
  /// An answer that comes to no good end (it fails, or the user stops it) stands in for another such one only: a whole
  /// answer is never given up for a broken one.
  ///
  /// - Parameters:
  ///   - request: the chat and how to ask.
  ///   - began: told who is asked and with how much, just before that is done.
  ///   - emit: called with each piece of the answer as it comes.
  ///   - answered: called with the whole answer, when it is to be shown to observers before it is kept.
  /// - Throws: `ChatError.Code.nothingToRetry` when the chat shows no message of the user; else as `take`.
  public func retry(
    _ request: RetryRequest, began: (TurnStart) -> Void = { _ in }, emit: (String) throws -> Void,
    answered: (String) throws -> Void = { _ in }
  ) throws -> TurnResult {
    try withoutActuallyEscaping(began) { began in
      try withoutActuallyEscaping(emit) { emit in
        try withoutActuallyEscaping(answered) { answered in
          try retry(request, telling: TurnListener(began: began, emit: emit, answered: answered))
        }
      }
    }
  }

  /// The same, with a listener that also hears of tools.
  public func retry(_ request: RetryRequest, telling listener: TurnListener) throws -> TurnResult {
    try workspace.requireWritable()
    let chat = try workspace.chat(matching: request.chat)
    let (asked, old, later) = try lastQuestion(of: chat)
    var turn = TurnRequest(message: asked.content)
    turn.provider = request.provider
    turn.model = request.model
    let answerer = try agreed(answerer(for: turn, in: chat))
    turn.topK = request.topK
    turn.documents = request.documents
    turn.usesDocuments = request.usesDocuments
    return try answer(
      asked, in: chat, with: try material(of: chat, upTo: asked, before: later, for: turn), by: answerer, turn,
      replacing: old, telling: listener)
  }

  /// The last message of the user and the answer that is to be replaced, if there is one: a whole one, or else the
  /// newest; and how many messages follow.
  private func lastQuestion(of chat: Chat) throws -> (asked: Message, old: Message?, later: Int) {
    let files = try workspace.files(of: chat)
    // The end of the chat nearly always has it; the whole of a long one is read only when it has not.
    for lines in [{ try files.readNewest(64) }, { try files.readAll().messages }] {
      let transcript = Transcript(try lines(), clearedBefore: chat.settings.clearedBefore)
      guard let newest = transcript.newest else { continue }
      let branch = transcript.branch(to: newest.id, limit: .max)
      guard let place = branch.lastIndex(where: { $0.role == .user }) else { continue }
      let answers = branch[(place + 1)...].filter { $0.role == .assistant }
      return (branch[place], answers.last { $0.status == nil } ?? answers.last, branch.count - place - 1)
    }
    throw ChatError(.nothingToRetry, "the chat '\(chat.settings.title)' shows no message that could be answered again")
  }
}
