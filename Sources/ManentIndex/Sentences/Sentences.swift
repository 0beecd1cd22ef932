/// Finds the sentences of a text, in any script.
///
/// The lines come first: a heading, a list item, a table row and a line of code are units of their own, and lines
/// that were only wrapped are joined. Within a unit a sentence ends
/// - at `.`, `!`, `?` or `…` before white space, unless an abbreviation, an initial, an ordinal or a small letter
///   says otherwise;
/// - at the full stops of scripts that have their own: `。！？；`, `।`, `؟`, `۔`, `။`, `។`, `።`;
/// - at a space in Thai, Lao, Khmer and Burmese, which put spaces between clauses and sentences rather than words,
///   once the
///   sentence has a fair length.
///
/// The rules follow the practice of Unicode Standard Annex 29 and of Kiss and Strunk (2006), "Unsupervised
/// Multilingual Sentence Boundary Detection": what comes after the stop decides as much as the word before it.
public enum Sentences {
  /// Longer sentences are cut at a clause or a space: nobody quotes more than this, in bytes.
  public static let defaultLimit = 600

  /// The byte ranges of the sentences within a part of a text.
  ///
  /// The ranges are in order, do not overlap, begin and end with something that is not blank, never cut a character
  /// and together hold every letter and digit. Lines without either are left out, and so are the fences around code.
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - range: the part to look at; what lies outside `text` is ignored.
  ///   - format: decides whether lines are joined; a line of code, CSV or JSON is never joined to the next.
  ///   - limit: the length in bytes beyond which a sentence is cut.
  public static func ranges(
    in text: UnsafeBufferPointer<UInt8>, within range: Range<Int>, format: TextFormat = .plain,
    limit: Int = defaultLimit
  ) -> [Range<Int>] {
    let bytes = TextBytes(text)
    var scanner = SentenceScanner(bytes, within: range.clamped(to: 0..<text.count), limit: max(limit, 16))
    var units = LineUnits(bytes, within: scanner.range, format: format)
    units.forEach { unit, isWhole in scanner.scan(unit, isWhole: isWhole) }
    return scanner.found
  }

  /// The byte ranges of the sentences of a text.
  public static func ranges(
    in text: [UInt8], format: TextFormat = .plain, limit: Int = defaultLimit
  ) -> [Range<Int>] {
    text.withUnsafeBufferPointer { ranges(in: $0, within: 0..<text.count, format: format, limit: limit) }
  }

  /// The sentences of a text.
  public static func split(_ text: String, format: TextFormat = .plain, limit: Int = defaultLimit) -> [String] {
    let bytes = Array(text.utf8)
    return ranges(in: bytes, format: format, limit: limit).map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}
