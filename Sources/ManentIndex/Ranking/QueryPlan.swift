/// A question made ready: its terms, weighted by the index, from which the search, the ranking and the choice of
/// sentences follow.
///
/// ```swift
/// let plan = try QueryPlan("Who wrote it?", chunkCount: 1_400, vocabulary: catalog)
/// plan.matchExpression   // for FTS5
/// plan.embedding()       // for the vector scan
/// plan.rank(candidates)  // what both found
/// ```
public struct QueryPlan: Sendable {
  /// The distinct terms in the order of the question, ``longest`` at most.
  public internal(set) var terms: [QueryTerm]
  /// The languages other than English that the passages are in and a question can be cut by.
  public let languages: [TextLanguage]
  /// The question, folded for its vector.
  let text: FoldedText
  /// The weights of all terms together; more than 0 when there are terms.
  var totalWeight: Float

  /// The weight of a word that no passage holds: the most that a term can weigh.
  let rarest: Float

  /// Terms that are looked at; a longer question is a pasted text, whose beginning tells what it is about.
  public static let longest = 128
  /// Bytes of a question that are looked at.
  static let longestText = 16_384

  /// Looks the terms of a question up.
  /// - Parameters:
  ///   - question: in any language.
  ///   - chunkCount: how many chunks the index holds.
  ///   - vocabulary: the terms of the full-text index.
  /// - Throws: what the vocabulary throws.
  public init(_ question: String, chunkCount: Int, vocabulary: some Vocabulary) throws {
    var question = question
    text = question.withUTF8 { FoldedText(UnsafeBufferPointer(rebasing: $0.prefix(Self.longestText))) }
    let words = question.withUTF8 {
      FoldedText(UnsafeBufferPointer(rebasing: $0.prefix(Self.longestText)), for: .terms)
    }
    languages = try Terms.languages(in: vocabulary)
    var terms = Self.distinctTerms(of: words, in: Array(question.utf8), languages)
    var spelling = Spelling()
    for index in terms.indices {
      let held = try terms[index].indexed.reduce(0) { try $0 + vocabulary.chunks(containing: $1) }
      terms[index].chunks = min(held, chunkCount)
      var known = terms[index].chunks
      if known == 0, terms[index].hasLikenesses {
        let alternatives = try spelling.alternatives(to: terms[index].word, in: vocabulary)
        terms[index].alternatives = alternatives.map(\.term)
        known = alternatives.map(\.chunks).max() ?? 0
      }
      terms[index].weight = TermWeight.weight(chunks: known, of: chunkCount, isCommon: terms[index].isCommon)
    }
    self.terms = terms
    rarest = TermWeight.weight(chunks: 0, of: chunkCount, isCommon: false)
    totalWeight = terms.reduce(0) { $0 + $1.weight }
  }

  /// A word as the question has it, from where it begins to the next blank or mark.
  private static func surface(
    at start: Int, in question: [UInt8], script: WordScript, _ term: UnsafeBufferPointer<UInt8>
  ) -> String {
    let isOption = term.first == 0xE2 && start > 0
    let start = isOption ? start - 1 : start
    guard script == .spaced else { return String(decoding: term, as: UTF8.self) }
    let end =
      question[(isOption ? start + 1 : start)...].firstIndex { $0 < 0x80 && Folding.ascii($0) == nil } ?? question.count
    return String(decoding: question[start..<end], as: UTF8.self)
  }

  private static func distinctTerms(
    of text: FoldedText, in question: [UInt8], _ languages: [TextLanguage]
  ) -> [QueryTerm] {
    var terms: [QueryTerm] = []
    var numbering = HashNumbering()
    let stemmer = Stemmer()
    let language = LanguageGuess.language(of: text)
    func note(_ term: UnsafeBufferPointer<UInt8>, _ word: FoldedWord, _ surface: UnsafeBufferPointer<UInt8>) -> Bool {
      guard terms.count < longest, numbering.number(of: Hash64.of(term)).isNew else { return false }
      terms.append(
        QueryTerm(
          term: String(decoding: term, as: UTF8.self), word: String(decoding: surface, as: UTF8.self),
          surface: Self.surface(at: Int(word.source), in: question, script: word.script, term),
          isCommon: word.script == .spaced
            ? FunctionWords.areCommon(surface, in: language) : CommonPhrases.contain(term), chunks: 0,
          script: word.script))
      return true
    }
    text.forEachWord { word, folded, written in
      guard word.script == .spaced else {
        Terms.forEachGram(in: folded, of: word.script.gram) { _ = note($0, word, $0) }
        return
      }
      stemmer.stem(folded, written: written)
      guard stemmer.word.withUnsafeBufferPointer({ note($0, word, folded) }) else { return }
      terms[terms.count - 1].forms = TermForm.forms(of: folded, written: written, in: languages, stemmer)
    }
    return terms
  }
}
