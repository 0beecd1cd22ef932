/// Reads the units of passages for what they hold of a question.
struct UnitReader {
  private let plan: QueryPlan
  private var matcher: WordMatcher
  private let weights: [Float]
  private let totalWeight: Float
  private let hasSingles: Bool

  /// What a word counts that stands not in the unit but in its lead, its header, a title above it, the document's name.
  struct Shares: Sendable {
    var lead: Float = 1
    var header: Float = 0.8
    var title: Float = 0.7
    var outer: Float = 0.2
    var name: Float = 1
    /// What a common word of the question counts.
    var common: Float = 0.2
  }
  static let shares = Shares()

  init(_ plan: QueryPlan) {
    self.plan = plan
    matcher = WordMatcher(plan)
    weights = plan.terms.map { ($0.isCommon ? Self.shares.common : 1) * $0.weight }
    hasSingles = plan.terms.contains(where: \.isSingle)
    totalWeight = max(weights.reduce(0, +), TermWeight.least)
  }

  /// What a stretch of text holds.
  private struct Holding {
    var held: [Float]
    var adjacency: Float
    var hasNumber: Bool
    /// The telling words that it has, and those among them that stand for a term.
    var words: Float = 0
    var matched: Float = 0
    var firstMatches = false
    var precision: Float { words > 0 ? matched / words : 0 }
  }

  /// Reads the units of a passage.
  mutating func read(_ passage: PassageText) -> [UnitReading] {
    var known: [Int: Holding] = [:]
    matcher.begin(FoldedText(Array(passage.text[passage.range]), for: .terms))
    let name = holding(of: Array(passage.name.utf8))
    let header = passage.header.isEmpty ? nil : holding(of: Array(passage.header.utf8))
    var above: [Int: (held: [Float], whole: [Float])] = [:]
    var titlePrecision: [Int: Float] = [:]
    return passage.units.map { index in
      let unit = passage.outline.units[index]
      let body = holding(of: passage.text[unit.range])
      var held = body.held
      var whole = body.held
      var adjacency = body.adjacency
      func raise(_ other: [Float], _ share: Float) {
        for term in held.indices where other[term] > 0 {
          held[term] = max(held[term], other[term] * share)
          whole[term] = max(whole[term], other[term])
        }
      }
      var precision: Float = 0
      if let lead = unit.lead {
        let found = lookUp(lead, passage, &known)
        precision = found.precision
        raise(found.held, Self.shares.lead)
        adjacency = max(adjacency, found.adjacency)
      }
      if let range = unit.header {
        raise(lookUp(range, passage, &known).held, Self.shares.header)
      } else if let header {
        raise(header.held, Self.shares.header)
      }
      if above[unit.section] == nil {
        var all = name.held.map { $0 * Self.shares.name }
        var complete = name.held
        let titles = passage.outline.titles(of: unit.section)
        for (depth, title) in titles.enumerated() {
          let found = lookUp(title, passage, &known)
          if depth == titles.count - 1 { titlePrecision[unit.section] = found.precision }
          let share = depth == titles.count - 1 ? Self.shares.title : Self.shares.outer
          for term in all.indices where found.held[term] > 0 {
            all[term] = max(all[term], found.held[term] * share)
            complete[term] = max(complete[term], found.held[term])
          }
        }
        above[unit.section] = (all, complete)
      }
      if let titles = above[unit.section] {
        raise(titles.held, 1)
        for term in whole.indices { whole[term] = max(whole[term], titles.whole[term]) }
      }
      return UnitReading(
        unit: index, own: body.held, held: held, whole: whole, ownShare: share(of: body.held), share: share(of: held),
        adjacency: adjacency, hasNumber: body.hasNumber, precision: body.precision,
        abovePrecision: max(precision, titlePrecision[unit.section] ?? 0), words: body.words,
        named: share(of: name.held), begins: body.firstMatches,
        isEcho: unit.kind != .code
          && (isQuestion(passage, unit)
            || (unit.lead == nil && !body.hasNumber && body.words >= 2 && body.precision > 0.95))
      )
    }
  }

  private func isQuestion(_ passage: PassageText, _ unit: AnswerUnit) -> Bool {
    guard let last = passage.text[unit.range].last else { return false }
    return last == UInt8(ascii: "?")
  }

  /// The share of the question's weight.
  func share(of held: [Float]) -> Float {
    var sum: Float = 0
    for index in held.indices { sum += held[index] * weights[index] }
    return sum / totalWeight
  }

  private mutating func lookUp(_ range: Range<Int>, _ passage: PassageText, _ known: inout [Int: Holding]) -> Holding {
    if let found = known[range.lowerBound] { return found }
    let found = holding(of: passage.text[range.clamped(to: 0..<passage.text.count)])
    known[range.lowerBound] = found
    return found
  }

  private mutating func holding(of text: some Collection<UInt8>) -> Holding {
    var holding = Holding(held: [Float](repeating: 0, count: weights.count), adjacency: 0, hasNumber: false)
    var pairs = Adjacency(terms: weights.count)
    var recent: [(position: Int, matches: Range<Int>)] = []
    var position = 0
    let folded = FoldedText(Array(text), for: .terms)
    folded.forEachWord { word, characters, written in
      func note(_ term: UnsafeBufferPointer<UInt8>, _ written: UnsafeBufferPointer<UInt8>) {
        position += 1
        let range = matcher.find(term, written: written, word.script)
        if word.script != .spaced || !matcher.isCommon(characters) {
          if holding.words == 0 { holding.firstMatches = !range.isEmpty }
          holding.words += 1
          holding.matched += range.map { matcher.matches[$0].similarity }.max() ?? 0
        }
        if range.isEmpty {
          if let first = term.first, first &- 0x30 < 10 { holding.hasNumber = true }
          return
        }
        for index in range {
          let match = matcher.matches[index]
          if match.similarity > holding.held[match.term] { holding.held[match.term] = match.similarity }
        }
        guard word.script == .spaced else { return }
        recent.removeAll { position - $0.position > Adjacency.window }
        for earlier in recent {
          for first in earlier.matches {
            for second in range {
              pairs.note(matcher.matches[first], matcher.matches[second], distance: position - earlier.position)
            }
          }
        }
        recent.append((position, range))
      }
      if word.script == .spaced {
        note(characters, written)
      } else {
        Terms.forEachGram(in: characters, of: word.script.gram) { note($0, $0) }
        if hasSingles, word.script == .paired, word.characters > 1 {
          Terms.forEachGram(in: characters, of: 1) { note($0, $0) }
        }
      }
    }
    holding.adjacency = pairs.sum(weights: weights) / totalWeight
    return holding
  }
}
