extension QueryPlan {
  /// The FTS5 `MATCH` expression that finds the chunks with any of the terms worth looking for; nothing when there
  /// are none.
  ///
  /// Common words and those that most chunks hold are left out as long as something else remains: BM25 gives them
  /// next to no weight, and they cost the most time.
  public var matchExpression: String? {
    let words = searchTerms
    return words.isEmpty ? nil : words.map(Self.quoted).joined(separator: " OR ")
  }

  /// The terms that are looked for.
  public var searchTerms: [String] {
    let known = terms.filter { $0.chunks > 0 || !$0.alternatives.isEmpty }
    var sought = known.filter { !$0.isCommon }
    if sought.isEmpty { sought = known }
    let telling = sought.filter { $0.weight > TermWeight.telling }
    if !telling.isEmpty { sought = telling }
    return sought.flatMap { $0.chunks > 0 ? $0.indexed : $0.alternatives }
  }

  /// A string of FTS5's query language. Terms hold no quotes, but what the vocabulary gave need not be a term of ours.
  private static func quoted(_ term: String) -> String {
    var quoted = "\""
    for scalar in term.unicodeScalars where scalar != "\0" {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// The vector of the question for ``HashedEmbedder``, each word weighted by how few chunks hold it.
  public func embedding() -> [Float] {
    let weights = QueryWeights(self)
    let stemmer = Stemmer()
    return HashedEmbedder().embed(text) { word, script in
      guard script == .spaced else { return weights.weight(of: word, script) }
      if let known = weights.weight(ofWord: word) { return known }
      stemmer.stem(word)
      return stemmer.word.withUnsafeBufferPointer { weights.weight(of: $0, script) }
    }
  }
}
