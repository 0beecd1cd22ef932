import ManentPlugins
import ManentRecords

extension Conversation {
  /// Makes a turn ready as far as the request to the provider, and says what it would be. Nobody is asked for an
  /// answer, and nothing is written.
  ///
  /// - Throws: as `take`, for what would keep the request from being made.
  public func rehearse(_ request: TurnRequest) throws -> Rehearsal {
    try check(request)
    let existing = try chat(for: request)
    let answerer = try answerer(for: request, in: existing)
    let (asked, context) = try prepare(request, in: existing, for: answerer)
    return Rehearsal(
      answerer: AnswererName(provider: answerer.provider.name, model: answerer.model), chat: existing, request: asked,
      context: context)
  }

  /// What is asked of a provider for a message that is not on the disk.
  func prepare(
    _ request: TurnRequest, in chat: Chat?, for answerer: Answerer
  ) throws -> (request: AnswerRequest, context: ContextFigures) {
    let material = try material(of: chat, for: request)
    let ground = try ground(of: request, material, for: answerer.provider)
    let chosen = try choose(material, ground.passages, by: answerer, for: chat)
    let state = try request.state ?? state(of: chat, for: answerer.provider)
    var asked = ground.request(chosen.messages, chosen.passages, state: state, model: answerer.model)
    asked.options = request.options
    return (asked, chosen.figures)
  }
}
