extension QueryPlan {
  /// BM25's saturation: how soon more of the same term adds nothing.
  private static let saturation: Float = 1.2
  /// BM25's share of the length: how much longer chunks are held to have a term by chance.
  private static let lengthShare: Float = 0.75

  /// Ranks what full text and the vectors have found by both and by a closer look at the text; the best first.
  ///
  /// Of equal scores the candidate that came first stays first.
  public func rank(_ candidates: [Candidate]) -> [RankedCandidate] {
    guard !terms.isEmpty else { return [] }
    var reader = PassageReader(self)
    let readings = candidates.map { candidate in
      var text = candidate.text
      return text.withUTF8 { reader.read($0, trail: candidate.trail) }
    }
    let meanLength = max(1, Float(readings.reduce(0) { $0 + $1.length }) / Float(max(1, readings.count)))
    // What the vector scan did not find is no nearer than the least that it found.
    let leastCosine = candidates.compactMap(\.cosine).filter(\.isFinite).min() ?? 0
    let ranked = zip(candidates, readings).enumerated().map { index, pair in
      var evidence = evidence(pair.1, meanLength: meanLength)
      evidence.cosine = pair.0.cosine.map { $0.isFinite ? $0 : 0 } ?? leastCosine
      return RankedCandidate(index: index, score: evidence.score, evidence: evidence)
    }
    return ranked.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
  }

  private func evidence(_ reading: PassageReading, meanLength: Float) -> Evidence {
    let length = 1 - Self.lengthShare + Self.lengthShare * Float(reading.length) / meanLength
    var evidence = Evidence()
    for (index, term) in terms.enumerated() {
      let exact = reading.exact[index]
      let similar = exact > 0 ? 0 : reading.similar[index]
      evidence.exact += term.weight * exact / (exact + Self.saturation * length)
      evidence.similar += term.weight * similar / (similar + Self.saturation * length)
    }
    evidence.exact /= totalWeight
    evidence.similar /= totalWeight
    evidence.sentence = reading.sentences.map(\.coverage).max() ?? 0
    evidence.adjacency = reading.adjacency
    return evidence
  }
}
