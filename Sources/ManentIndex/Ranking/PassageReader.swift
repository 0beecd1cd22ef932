/// Reads passages for what they hold of a question.
struct PassageReader {
  private var matcher: WordMatcher
  private let weights: [Float]
  private let totalWeight: Float
  /// Whether the question has words of one character in a script without spaces.
  private let hasSingles: Bool
  private var reading: PassageReading
  private var passagePairs: Adjacency
  private var sentencePairs: Adjacency
  /// The best similarity in the sentence, by term.
  private var held: [Float]
  /// The same in the trail, halved.
  private var inTrail: [Float]
  /// Places of the last matches.
  private var recent: [(position: Int, matches: Range<Int>)] = []

  /// What a word counts that stands not in the passage but above it.
  private static let trailShare: Float = 0.5

  init(_ plan: QueryPlan) {
    let count = plan.terms.count
    matcher = WordMatcher(plan)
    weights = plan.terms.map(\.weight)
    hasSingles = plan.terms.contains(where: \.isSingle)
    totalWeight = max(plan.totalWeight, TermWeight.least)
    reading = PassageReading(exact: [], similar: [])
    passagePairs = Adjacency(terms: count)
    sentencePairs = Adjacency(terms: count)
    held = [Float](repeating: 0, count: count)
    inTrail = held
  }

  /// Reads a passage.
  /// - Parameters:
  ///   - text: the passage in UTF-8.
  ///   - trail: the name of its document and the headings above it.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, trail: String) -> PassageReading {
    reading = PassageReading(
      exact: [Float](repeating: 0, count: weights.count), similar: [Float](repeating: 0, count: weights.count))
    passagePairs.clear()
    recent.removeAll(keepingCapacity: true)
    let folded = FoldedText(text, for: .terms)
    matcher.begin(folded)
    readTrail(trail)
    startSentence()
    let ranges = Sentences.ranges(in: text, within: 0..<text.count)
    var sentence = 0
    folded.forEachWord { word, characters, written in
      while sentence < ranges.count, word.source >= ranges[sentence].upperBound {
        finishSentence(ranges[sentence])
        sentence += 1
      }
      if word.script == .spaced {
        read(characters, written, .spaced)
      } else {
        Terms.forEachGram(in: characters, of: word.script.gram) { read($0, $0, word.script) }
        if hasSingles, word.script == .paired, word.characters > 1 {
          Terms.forEachGram(in: characters, of: 1) { read($0, $0, word.script) }
        }
      }
    }
    while sentence < ranges.count {
      finishSentence(ranges[sentence])
      sentence += 1
    }
    reading.adjacency = passagePairs.sum(weights: weights) / totalWeight
    return reading
  }

  private mutating func readTrail(_ trail: String) {
    for index in inTrail.indices { inTrail[index] = 0 }
    guard !trail.isEmpty else { return }
    let folded = FoldedText(Array(trail.utf8), for: .terms)
    folded.forEachWord { word, characters, written in
      if word.script == .spaced {
        noteTrail(characters, written, .spaced)
      } else {
        Terms.forEachGram(in: characters, of: word.script.gram) { noteTrail($0, $0, word.script) }
      }
    }
    for (term, share) in inTrail.enumerated() { reading.exact[term] = share }
  }

  private mutating func noteTrail(
    _ term: UnsafeBufferPointer<UInt8>, _ written: UnsafeBufferPointer<UInt8>, _ script: WordScript
  ) {
    for index in matcher.find(term, written: written, script) {
      let match = matcher.matches[index]
      inTrail[match.term] = max(inTrail[match.term], match.similarity * Self.trailShare)
    }
  }

  @inline(__always)
  private mutating func read(
    _ term: UnsafeBufferPointer<UInt8>, _ written: UnsafeBufferPointer<UInt8>, _ script: WordScript
  ) {
    reading.length += 1
    let range = matcher.find(term, written: written, script)
    guard !range.isEmpty else { return }
    for index in range {
      let match = matcher.matches[index]
      if match.similarity == 1 {
        reading.exact[match.term] += 1
      } else {
        reading.similar[match.term] += match.similarity
      }
      if match.similarity > held[match.term] { held[match.term] = match.similarity }
    }
    if script == .spaced { notePairs(range) }
  }

  @inline(__always)
  private mutating func notePairs(_ range: Range<Int>) {
    let position = reading.length
    recent.removeAll { position - $0.position > Adjacency.window }
    for earlier in recent {
      for first in earlier.matches {
        for second in range {
          let distance = position - earlier.position
          passagePairs.note(matcher.matches[first], matcher.matches[second], distance: distance)
          sentencePairs.note(matcher.matches[first], matcher.matches[second], distance: distance)
        }
      }
    }
    recent.append((position, range))
  }

  private mutating func startSentence() {
    for index in held.indices { held[index] = inTrail[index] }
    sentencePairs.clear()
  }

  private mutating func finishSentence(_ range: Range<Int>) {
    var coverage: Float = 0
    for index in held.indices { coverage += held[index] * weights[index] }
    reading.sentences.append(
      PassageReading.Sentence(
        range: range, coverage: coverage / totalWeight,
        adjacency: sentencePairs.sum(weights: weights) / totalWeight))
    startSentence()
  }
}
