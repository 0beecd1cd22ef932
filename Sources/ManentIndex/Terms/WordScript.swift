/// How the terms of a run of letters are found.
enum WordScript: UInt8, Sendable {
  /// Blanks stand between words: the word is the term.
  case spaced
  /// Chinese, Japanese and Korean: overlapping pairs of characters, as in Lucene's `CJKAnalyzer`.
  case paired
  /// Thai, Lao, Khmer and Burmese: overlapping triples. Their vowels and tones are characters of their own, so that a
  /// pair is often less than a syllable.
  case tripled

  /// Characters in a term of a script without spaces.
  var gram: Int {
    switch self {
    case .spaced: 1
    case .paired: 2
    case .tripled: 3
    }
  }
}
