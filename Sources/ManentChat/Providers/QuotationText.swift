import ManentIndex

/// A quotation as it is shown: word for word, on one line.
enum QuotationText {
  /// What is quoted, with “…” where something is left out between its parts.
  /// - Parameter limit: bytes from which on it is cut, at a blank.
  static func text(_ quotation: AnswerChoice.Quotation, in passage: PassageText, limit: Int = .max) -> String {
    let parts = quotation.ranges.map { folded(passage.text[$0]) }
    let cuts = quotation.cuts(in: passage)
    let text = (cuts.before ? "… " : "") + parts.joined(separator: " … ") + (cuts.after ? " …" : "")
    guard text.utf8.count > limit else { return text }
    var cut = String(decoding: text.utf8.prefix(limit), as: UTF8.self)
    while let last = cut.unicodeScalars.last, last == "\u{FFFD}" { cut.unicodeScalars.removeLast() }
    if let blank = cut.lastIndex(of: " "), cut.distance(from: cut.startIndex, to: blank) > limit / 2 {
      cut = String(cut[..<blank])
    }
    return cut + " …"
  }

  /// The header of a quoted row, before it.
  static func introduction(_ quotation: AnswerChoice.Quotation, in passage: PassageText) -> String {
    let header = quotation.header.map { folded(passage.text[$0]) } ?? passage.header
    return header.isEmpty || header.utf8.count > 300 ? "" : "\(header): "
  }

  /// Text whose white space is single spaces, and whose words are whole where a line ended within them.
  private static func folded(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: LineEndings.joined(bytes), as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
  }
}
