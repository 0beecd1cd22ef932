import ManentChats
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Conversation {
  /// Has a message that is on the disk answered, puts the answer on the disk and commits the turn.
  ///
  /// - Parameters:
  ///   - asked: the message.
  ///   - chat: its chat.
  ///   - material: what there is to send with it.
  ///   - answerer: who answers.
  ///   - request: how to look passages up.
  ///   - old: the answer that the new one is to stand in for.
  ///   - listener: hears how it goes on.
  func answer(
    _ asked: Message, in chat: Chat, with material: ContextMaterial, by answerer: Answerer,
    _ request: TurnRequest, replacing old: Message? = nil, telling listener: TurnListener
  ) throws -> TurnResult {
    let provider = answerer.provider
    var context = ContextFigures(messages: 0, all: material.all)
    var passages: [Passage] = []
    var partial = ""
    var unheard: (any Error)?
    var answer: Answer
    var before: JSON?
    var sent: [AnswerRequest.Turn] = []
    do {
      let ground = try ground(of: request, material, for: provider)
      let chosen = try choose(material, ground.passages, by: answerer, for: chat)
      passages = chosen.passages
      context = chosen.figures
      sent = chosen.messages
      before = try state(of: chat, for: provider, leavingOut: old)
      listener.began(TurnStart(provider, chat: chat, context: context))
      var question = ground.request(sent, passages, state: before, model: answerer.model)
      question.options = request.options
      // Who reads may have gone away (`| head`); the answer is kept whole all the same.
      func tell(_ body: () throws -> Void) throws {
        do {
          if unheard == nil { try body() }
        } catch let stop as Interruption {
          throw stop
        } catch {
          unheard = error
        }
        try Interruption.check()
      }
      answer = try provider.answer(question) { piece in
        partial += piece
        try tell { try listener.emit(piece) }
      } call: { piece in
        try tell { try listener.called(piece) }
      }
      try answer.requireContent(from: question)
    } catch {
      let isInterrupted = error is Interruption
      let reason = "\(error)"
      let name = provider.name
      let keepsOld = old.map { $0.status == nil } ?? false
      _ = try keep(
        Workspace.Draft(parent: keepsOld ? old?.id : asked.id, role: .assistant, content: partial) { message in
          message.provider = name
          message.model = answerer.model
          message.replaces = keepsOld ? nil : old?.id
          message.status = isInterrupted ? .interrupted : .failed
          message.error = isInterrupted ? nil : reason
        }, in: chat, tellsDelay: false)
      throw isInterrupted ? error : ChatError(error, by: provider.name, isSaved: true)
    }
    var stop: Interruption?
    if !observers(of: chat).isEmpty {
      do { if unheard == nil { try listener.answered(answer.content) } } catch { unheard = error }
      (answer.state, stop) = observe(answer, from: passages, after: sent, in: chat, before: before ?? [:])
    }
    let notices = answer.notices + [answer.endNotice].compactMap(\.self)
    if !notices.isEmpty {
      // The text ends its line before anything is told of it.
      do { if unheard == nil { try listener.answered(answer.content) } } catch { unheard = error }
    }
    let message = try keep(
      Workspace.Draft(parent: asked.id, role: .assistant, content: answer.content) { message in
        Self.complete(&message, answer, passages, provider.name)
        message.replaces = old?.id
      }, in: chat)
    for notice in notices { workspace.surroundings.notify(notice) }
    if let failure = unheard ?? stop { throw failure }
    return TurnResult(chat: chat, message: message, passages: passages, context: context)
  }

  /// Appends the last message of a turn and commits. From here on the turn is safe: a commit that fails is made up
  /// for later.
  ///
  /// - Parameter tellsDelay: whether the user is told that; not where the turn's own failure is.
  private func keep(_ draft: Workspace.Draft, in chat: Chat, tellsDelay: Bool = true) throws -> Message {
    let message = try workspace.append(draft, to: chat)
    do {
      try workspace.commitTurn(of: chat)
    } catch {
      if tellsDelay {
        workspace.surroundings.notify("saved, but not committed yet (\(error)); a later command commits it")
      }
    }
    return message
  }

  /// Puts what is known of an answer into its message.
  static func complete(
    _ message: inout Message, _ answer: Answer, _ passages: [Passage], _ provider: String
  ) {
    message.provider = provider
    message.model = answer.model
    message.usage = answer.usage
    message.toolCalls = answer.toolCalls
    message.state = answer.state
    var metadata: JSONObject = [:]
    if let cut = answer.cutReason { metadata["finish_reason"] = .string(cut) }
    if !answer.answered {
      metadata["answered"] = .bool(false)
      if let reason = answer.reason { metadata["reason"] = .string(reason) }
    }
    message.metadata = metadata.entries.isEmpty ? nil : .object(metadata)
    // What holds no answer is no source of one.
    guard answer.answered else { return }
    message.sources = passages.enumerated().map { index, passage in
      Source(passage, quotes: answer.quotes.filter { $0.passage == index }.map(\.range))
    }
  }
}
