import ManentPlugins
public import ManentRecords
import ManentWorkspace

extension Conversation {
  /// Has a message that is on the disk answered, beside the answers that it has already.
  ///
  /// - Parameters:
  ///   - asked: the message, of the chat's.
  ///   - chat: the chat.
  ///   - request: how to ask; its message and its destination do not count.
  ///   - began: told who is asked and with how much, just before that is done.
  ///   - emit: called with each piece of the answer as it comes.
  /// - Throws: as `take`.
  public func answer(
    _ asked: Message, in chat: Chat, as request: TurnRequest, began: (TurnStart) -> Void = { _ in },
    emit: (String) throws -> Void
  ) throws -> TurnResult {
    try withoutActuallyEscaping(began) { began in
      try withoutActuallyEscaping(emit) { emit in
        try answer(asked, in: chat, as: request, telling: TurnListener(began: began, emit: emit))
      }
    }
  }

  /// The same, with a listener that also hears of tools.
  ///
  /// - Parameter old: an answer that came to no good end, which the new one stands in for.
  public func answer(
    _ asked: Message, in chat: Chat, as request: TurnRequest, replacing old: Message? = nil,
    telling listener: TurnListener
  ) throws -> TurnResult {
    try workspace.requireWritable()
    var request = request
    // What a tool gave is nothing that documents are searched for.
    request.message = asked.role == .user ? asked.content : ""
    request.parent = request.parent ?? asked.parent
    let answerer = try agreed(answerer(for: request, in: chat))
    return try answer(
      asked, in: chat, with: try material(of: chat, upTo: asked, for: request), by: answerer, request,
      replacing: old, telling: listener)
  }
}
