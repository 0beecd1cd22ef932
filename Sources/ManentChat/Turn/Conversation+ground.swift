import ManentDocuments
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Conversation {
  /// Looks up what a message can be answered from.
  func ground(of request: TurnRequest, _ material: ContextMaterial, for provider: any AnswerProvider) throws -> Ground {
    guard !request.message.isEmpty else { return Ground() }
    let turns = EarlierTurn.all(of: material.recent)
    let talks = provider is ExtractiveProvider
    let last = turns.last { $0.isAnswered }
    if talks, let reply = try talk(request.message, after: last?.quoted.first?.document) { return Ground(reply: reply) }
    guard request.usesDocuments else { return Ground() }
    guard let followUp = FollowUp(request.message, after: turns) else {
      return Ground(finding: try find(request.message, request))
    }
    return try ground(of: followUp, request, weighsAlone: talks)
  }

  private func ground(of followUp: FollowUp, _ request: TurnRequest, weighsAlone: Bool) throws -> Ground {
    let documents = Set(followUp.quoted.map(\.document))
    var continuation = Continuation(wish: followUp.wish, quoted: followUp.quoted)
    guard followUp.wish == .other else {
      var finding = try find(followUp.subject, request, among: documents.isEmpty ? nil : documents)
      finding.passages = near(followUp.quoted, finding.passages)
      return Ground(finding: finding, continuation: continuation)
    }
    guard followUp.isMarked || weighsAlone else { return Ground(finding: try find(request.message, request)) }
    let alone = try find(followUp.message, request)
    let hasOwn = alone.plan.terms.contains(where: \.isAsked)
    if !hasOwn, documents.isEmpty {
      return Ground(finding: try find("\(followUp.subject) \(followUp.message)", request))
    }
    if !documents.isEmpty {
      var within = try find(followUp.message, request, among: documents, following: followUp.subject)
      let (here, anywhere) = (alone.plan.coverage(in: within.passages), alone.plan.coverage(in: alone.passages))
      let stays =
        !within.passages.isEmpty
        && (!hasOwn || (followUp.isMarked ? here > 0 && here >= anywhere * 0.5 : here > 0.6 && here >= anywhere * 0.99))
      if stays {
        within.passages = near(followUp.quoted, within.passages)
        return Ground(finding: within, continuation: continuation)
      }
    }
    continuation.quoted = []
    // A few words that go on with something are no question by themselves; many are.
    let own = alone.plan.terms.count(where: \.isAsked)
    guard followUp.isMarked, own <= 2 else { return Ground(finding: alone) }
    return Ground(finding: try find("\(followUp.message) \(followUp.subject)", request))
  }

  private func find(
    _ question: String, _ request: TurnRequest, among documents: Set<String>? = nil, following earlier: String? = nil
  ) throws -> Finding {
    try workspace.find(
      question, limit: request.topK ?? workspace.settings.topK, documents: request.documents, among: documents,
      following: earlier)
  }

  /// Passages, those scored higher that were quoted, or stand beside what was: what goes on is mostly near.
  private func near(_ quoted: [Continuation.Place], _ passages: [Passage]) -> [Passage] {
    passages.map { passage in
      var passage = passage
      let distance = quoted.filter { $0.document == passage.document }.map { place in
        max(0, passage.range.lowerBound - place.range.upperBound, place.range.lowerBound - passage.range.upperBound)
      }.min()
      if let distance { passage.score = min(1, passage.score + (distance == 0 ? 0.1 : distance < 1500 ? 0.05 : 0)) }
      return passage
    }
  }
}

extension QueryPlan {
  /// The most that one of some passages holds of the question, with the name of its document.
  fileprivate func coverage(in passages: [Passage]) -> Float {
    passages.map { coverage(of: "\($0.document) \($0.text)") }.max() ?? 0
  }
}
