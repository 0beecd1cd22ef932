/// What stands between a telling word and its value: `"apiKey": "…"`, `TOKEN=…`, `password is …`, `<password>…`.
enum Assignment {
  /// Where the value begins that a name is given, or `nil` when it is given none.
  ///
  /// - Parameters:
  ///   - end: where the telling word ends; the name may go on (`token_value`).
  ///   - isArgument: whether it may also be the next argument of a call, as in `set("token", "…")`.
  static func value(after end: Int, isArgument: Bool, in text: TextWindow) -> Int? {
    var position = text.skip(.base64URL, from: end, limit: 24)
    let name = position
    position = text.skip(closing, from: position, limit: 3)
    let isQuoted = position > name
    position = text.skip(.blanks, from: position, limit: 4)
    switch text[position] {
    case UInt8(ascii: ":"), UInt8(ascii: "="): position = text.skip(signs, from: position, limit: 3)
    case UInt8(ascii: ","):
      guard isArgument, isQuoted else { return nil }
      position += 1
    case UInt8(ascii: ">") where position == name:
      // The content of an element, as in `<password>…</password>`.
      position += 1
      let end = text.end(of: content, from: position, limit: 400)
      return end > position && text.has("</", at: end) ? position : nil
    default:
      guard position > name, text.has("is ", at: position) else { return nil }
      position += 3
      if text[position] == UInt8(ascii: ":") { position += 1 }
    }
    position = text.skip(.blanks, from: position, limit: 4)
    position = text.skip(.quotes, from: position, limit: 3)
    for word: StaticString in ["bearer ", "basic ", "token "] where text.has(word, at: position) {
      return position + word.utf8CodeUnitCount
    }
    return position
  }

  /// ASCII without blanks, controls and `<`.
  private static let content = Alphabet(
    String(decoding: (0x21...0x7E).filter { $0 != 0x3C }.map { UInt8($0) }, as: UTF8.self))
  private static let closing = Alphabet("\"'`\\])*")
  private static let signs = Alphabet(":=>")
}
