/// Says which terms of a question a word stands for. Each distinct word is compared once, however often it comes.
struct WordMatcher {
  /// A term that a word stands for.
  struct Match {
    var term: Int
    /// 1 for the term itself, less for a word like it (`WordSimilarity`).
    var similarity: Float
  }

  /// The terms by their forms, each with the language that it is a form of.
  private var terms: [UInt64: Int] = [:]
  /// The language of the text at hand.
  private var language = TextLanguage.english
  /// Whether the index has languages that are told apart.
  private let guesses: Bool
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
    guesses = !plan.languages.isEmpty
    for (index, term) in plan.terms.enumerated() {
      terms[Hash64.of(term.term.utf8)] = index
      if let first = term.term.utf8.first { beginnings[Int(first)] = true }
      for form in term.forms {
        terms[Hash64.of(form.stem.utf8, kind: form.language.rawValue)] = index
        if let first = form.stem.utf8.first { beginnings[Int(first)] = true }
      }
      guard term.hasLikenesses else { continue }
      likeable.append((index, ComparableWord(term.word)))
    }
  }

  /// Begins a passage, by whose language its words and those above it are cut.
  mutating func begin(_ passage: FoldedText) {
    if guesses { language = LanguageGuess.language(of: passage) }
  }

  /// Whether a word says nothing about a subject in the passage at hand.
  func isCommon(_ word: UnsafeBufferPointer<UInt8>) -> Bool { FunctionWords.areCommon(word, in: language) }

  /// Where in ``matches`` those of a word lie.
  /// - Parameters:
  ///   - word: the folded word, or a part of one in a script without spaces.
  ///   - written: the word with its accents.
  @inline(__always)
  mutating func find(
    _ word: UnsafeBufferPointer<UInt8>, written: UnsafeBufferPointer<UInt8>, _ script: WordScript
  ) -> Range<Int> {
    let kind = script.rawValue | language.rawValue << 2
    let (number, isNew) = numbering.number(of: Hash64.of(written, kind: kind))
    if isNew { ranges.append(compare(word, written, script)) }
    return ranges[number]
  }

  private mutating func compare(
    _ word: UnsafeBufferPointer<UInt8>, _ written: UnsafeBufferPointer<UInt8>, _ script: WordScript
  ) -> Range<Int> {
    let start = matches.count
    let same = term(of: word, written, script)
    if let same { matches.append(Match(term: same, similarity: 1)) }
    guard script == .spaced else { return start..<matches.count }
    compareLikeness(word, except: same)
    return start..<matches.count
  }

  private func term(
    of word: UnsafeBufferPointer<UInt8>, _ written: UnsafeBufferPointer<UInt8>, _ script: WordScript
  ) -> Int? {
    guard let first = word.first else { return nil }
    guard script == .spaced else { return beginnings[Int(first)] ? terms[Hash64.of(word)] : nil }
    guard beginnings[Int(first)] || (Stemmer.language(of: word, in: language)?.cutsBeginnings ?? false) else {
      return nil
    }
    stemmer.stem(word, written: written, language)
    return terms[Hash64.of(stemmer.word, kind: stemmer.tag?.rawValue ?? 0)]
  }

  private mutating func compareLikeness(_ word: UnsafeBufferPointer<UInt8>, except same: Int?) {
    let outline = ComparableWord.Outline(word)
    var candidate: ComparableWord?
    for index in likeable.indices {
      guard WordSimilarity.isPossible(likeable[index].word.outline, outline), likeable[index].term != same else {
        continue
      }
      // Common words are looked up last: few come this far.
      if candidate == nil, isCommon(word) { return }
      let compared = candidate ?? ComparableWord(word)
      candidate = compared
      let alike = similarity.similarity(likeable[index].word, compared)
      if alike > 0 { matches.append(Match(term: likeable[index].term, similarity: alike)) }
    }
  }
}
