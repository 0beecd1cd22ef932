/// A term of a question, with what the index knows about it.
public struct QueryTerm: Sendable, Hashable {
  /// The term as it lies in the full-text index.
  public let term: String
  /// What the word is in texts of other languages than English: as each of them cuts it.
  public internal(set) var forms: [TermForm] = []
  /// The folded word that it comes from; the term itself in scripts without spaces.
  public let word: String
  /// The word as the question has it.
  public internal(set) var surface: String
  /// Whether the word says nothing about a subject: "what", "the", "please".
  public let isCommon: Bool
  /// Whether it comes from an earlier question that this one goes on with, and counts less.
  public internal(set) var isEarlier = false
  /// How many chunks hold the term in one of its forms.
  public internal(set) var chunks: Int
  /// For a term that no chunk holds: terms of the index that may be meant, the nearest first.
  public internal(set) var alternatives: [String] = []
  /// How much the term tells chunks apart (`TermWeight`).
  public internal(set) var weight: Float = 0

  let script: WordScript

  /// The different terms that it lies in the index as.
  public var indexed: [String] {
    forms.reduce(into: [term]) { terms, form in if !terms.contains(form.term) { terms.append(form.term) } }
  }

  /// Whether words like it are worth looking for; short words and numbers resemble too many others.
  var hasLikenesses: Bool {
    script == .spaced && !isCommon && word.unicodeScalars.count >= WordSimilarity.shortest && !isCode
  }

  /// Whether the question at hand asks for it: a word with a meaning, and none of an earlier question.
  public var isAsked: Bool { !isCommon && !isEarlier }

  /// Whether it is a number or has digits in it: an article, a version, the code of an error. No slip makes another of
  /// it.
  var isCode: Bool { word.utf8.contains { $0 &- 0x30 < 10 } || isOption }

  /// Whether it is an option of one letter: `-z`.
  var isOption: Bool { word.unicodeScalars.first?.value == FoldedText.optionMark }

  /// Whether it is a word of one character in a script without spaces.
  var isSingle: Bool { script == .paired && word.unicodeScalars.count == 1 }
}
