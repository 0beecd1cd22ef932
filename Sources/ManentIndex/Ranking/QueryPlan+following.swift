extension QueryPlan {
  /// What a word of the conversation before counts beside one of the question at hand.
  private static let shareOfEarlier: Float = 0.5

  /// A question that goes on with an earlier one: the earlier one's terms are looked for too, count less, and are
  /// nothing that an answer must hold.
  ///
  /// - Parameters:
  ///   - question: the question at hand.
  ///   - earlier: the one that it goes on with.
  ///   - chunkCount: how many chunks the index holds.
  ///   - vocabulary: the terms of the full-text index.
  /// - Throws: what the vocabulary throws.
  public init(_ question: String, following earlier: String, chunkCount: Int, vocabulary: some Vocabulary) throws {
    let own = try QueryPlan(question, chunkCount: chunkCount, vocabulary: vocabulary)
    self = try QueryPlan("\(question) \(earlier)", chunkCount: chunkCount, vocabulary: vocabulary)
    let asked = Set(own.terms.lazy.filter { !$0.isCommon }.map(\.term))
    guard !asked.isEmpty else { return }
    for index in terms.indices where !asked.contains(terms[index].term) {
      terms[index].weight *= Self.shareOfEarlier
      terms[index].isEarlier = true
    }
    totalWeight = terms.reduce(0) { $0 + $1.weight }
  }

  /// The share of the question's weight, common words left out, whose terms a text holds; 1 when there is nothing but
  /// common words.
  public func coverage(of text: String) -> Float {
    let sought = terms.filter(\.isAsked)
    let total = sought.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return 1 }
    var text = text
    let bytes = text.withUTF8 { Terms.indexText($0, trail: "") }
    let held = Set(bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) })
    let found = sought.reduce(Float(0)) { sum, term in
      if term.indexed.contains(where: held.contains) { return sum + term.weight }
      return term.alternatives.contains(where: held.contains) ? sum + term.weight * 0.8 : sum
    }
    return found / total
  }
}
