/// What a text calls its own encoding.
enum DeclaredEncoding {
  /// The label in the first lines: an XML declaration, CSS's `@charset`, TeX's `inputenc`, or `coding:` and its like as
  /// Python and editors have it. `nil` when there is none.
  static func label(in bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self)
    if head.hasPrefix("<?xml"), let end = head.firstIndex(of: ">") {
      return value(after: "encoding", in: head[..<end])
    }
    if head.hasPrefix("@charset") { return word(head.dropFirst(8)) }
    let lines = head.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    for line in lines.prefix(2) {
      for mark in ["coding", "fileencoding", "charset"] { if let label = value(after: mark, in: line) { return label } }
    }
    let tail = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    if let place = tail.firstRange(of: "]{inputenc}"), let open = tail[..<place.lowerBound].lastIndex(of: "[") {
      return word(tail[tail.index(after: open)..<place.lowerBound])
    }
    return nil
  }

  /// The word behind `name=` or `name:`.
  private static func value(after name: String, in text: Substring) -> String? {
    guard let range = text.firstRange(of: name) else { return nil }
    let rest = text[range.upperBound...].drop { $0 == " " }
    guard let mark = rest.first, mark == "=" || mark == ":" else { return nil }
    return word(rest.dropFirst())
  }

  private static func word(_ text: Substring) -> String? {
    let begun = text.drop { $0 == " " || $0 == "\"" || $0 == "'" }
    let word = begun.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
    return word.isEmpty ? nil : word.lowercased()
  }
}
