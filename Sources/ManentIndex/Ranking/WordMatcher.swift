/// Says which terms of a question a word stands for. Each distinct word is compared once, however often it comes.
struct WordMatcher {
  /// A term that a word stands for.
  struct Match {
    var term: Int
    /// 1 for the term itself, less for a word like it (`WordSimilarity`).
    var similarity: Float
  }

  private var terms: [UInt64: Int] = [:]
  /// Which bytes the terms begin with. A stem begins as its word does, so that most words need not be cut.
  private var beginnings = [Bool](repeating: false, count: 256)
  private var likeable: [(term: Int, word: ComparableWord)] = []
  private var numbering = HashNumbering(capacity: 2_048)
  /// Where the matches of each word lie, by the number of the word.
  private var ranges: [Range<Int>] = []
  private(set) var matches: [Match] = []
  private let stemmer = Stemmer()
  private var similarity = WordSimilarity()

  init(_ plan: QueryPlan) {
    for (index, term) in plan.terms.enumerated() {
      terms[Hash64.of(term.term.utf8)] = index
      if let first = term.term.utf8.first { beginnings[Int(first)] = true }
      guard term.hasLikenesses else { continue }
      likeable.append((index, ComparableWord(term.word)))
    }
  }

  /// Where in ``matches`` those of a word lie.
  @inline(__always)
  mutating func find(_ word: UnsafeBufferPointer<UInt8>, _ script: WordScript) -> Range<Int> {
    let (number, isNew) = numbering.number(of: Hash64.of(word, kind: script.rawValue))
    if isNew { ranges.append(compare(word, script)) }
    return ranges[number]
  }

  private mutating func compare(_ word: UnsafeBufferPointer<UInt8>, _ script: WordScript) -> Range<Int> {
    let start = matches.count
    let same = term(of: word, script)
    if let same { matches.append(Match(term: same, similarity: 1)) }
    guard script == .spaced else { return start..<matches.count }
    compareLikeness(word, except: same)
    return start..<matches.count
  }

  private mutating func term(of word: UnsafeBufferPointer<UInt8>, _ script: WordScript) -> Int? {
    guard let first = word.first, beginnings[Int(first)] else { return nil }
    guard script == .spaced else { return terms[Hash64.of(word)] }
    stemmer.stem(word)
    return terms[Hash64.of(stemmer.word)]
  }

  private mutating func compareLikeness(_ word: UnsafeBufferPointer<UInt8>, except same: Int?) {
    let outline = ComparableWord.Outline(word)
    var candidate: ComparableWord?
    for index in likeable.indices {
      guard WordSimilarity.isPossible(likeable[index].word.outline, outline), likeable[index].term != same else {
        continue
      }
      // Common words are looked up last: few come this far.
      if candidate == nil, CommonWords.contains(word) { return }
      let compared = candidate ?? ComparableWord(word)
      candidate = compared
      let alike = similarity.similarity(likeable[index].word, compared)
      if alike > 0 { matches.append(Match(term: likeable[index].term, similarity: alike)) }
    }
  }
}
