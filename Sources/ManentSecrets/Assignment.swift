/// What stands between a telling word and its value: `"apiKey": "…"`, `TOKEN=…`, `password is …`.
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

  private static let closing = Alphabet("\"'`\\])*")
  private static let signs = Alphabet(":=>")
}
