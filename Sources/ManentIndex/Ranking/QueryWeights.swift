/// What a question's terms weigh as features of its vector.
struct QueryWeights {
  private var weights: [UInt64: (sum: Float, count: Float)] = [:]
  /// The same of whole words.
  private var words: [UInt64: Float] = [:]
  /// What a feature weighs of which nothing is known: the mean of all terms.
  private let average: Float

  init(_ plan: QueryPlan) {
    average = plan.terms.isEmpty ? 1 : plan.totalWeight / Float(plan.terms.count)
    for term in plan.terms {
      var text = term.term
      text.withUTF8 { bytes in
        note(bytes, term.weight)
        // A part of terms weighs what they weigh on average.
        guard term.script != .spaced else {
          words[Hash64.of(term.word.utf8)] = term.weight
          return
        }
        for size in 1..<term.script.gram { Terms.forEachGram(in: bytes, of: size) { note($0, term.weight) } }
      }
    }
  }

  private mutating func note(_ bytes: UnsafeBufferPointer<UInt8>, _ weight: Float) {
    weights[Hash64.of(bytes), default: (0, 0)].sum += weight
    weights[Hash64.of(bytes), default: (0, 0)].count += 1
  }

  /// The weight of a folded word that is one of the question's; `nil` for another one with the stem of one.
  func weight(ofWord word: UnsafeBufferPointer<UInt8>) -> Float? { words[Hash64.of(word)] }

  /// The weight of a stem, or of a character n-gram of a script without spaces.
  func weight(of feature: UnsafeBufferPointer<UInt8>, _ script: WordScript) -> Float {
    if let known = weights[Hash64.of(feature)] { return known.sum / known.count }
    guard script != .spaced else { return average }
    // What holds several terms weighs what they weigh on average.
    var (sum, count): (Float, Float) = (0, 0)
    Terms.forEachGram(in: feature, of: script.gram) { term in
      guard let known = weights[Hash64.of(term)] else { return }
      sum += known.sum / known.count
      count += 1
    }
    return count > 0 ? sum / count : average
  }
}
