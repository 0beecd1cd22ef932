/// A run of letters and digits of one script in a `FoldedText`.
struct FoldedWord {
  /// Where it lies in the folded bytes.
  var start: Int32
  var end: Int32
  /// Where it began in the text, in bytes.
  var source: Int32
  /// Its length in characters.
  var characters: Int32
  var script: WordScript
  /// Where it lies in `FoldedText.written` with its accents; empty for a word that has none, or is a part of one.
  var written: Range<Int32> = 0..<0

  /// Where it lies in the folded bytes.
  @inline(__always) var range: Range<Int> { Int(start)..<Int(end) }
}
