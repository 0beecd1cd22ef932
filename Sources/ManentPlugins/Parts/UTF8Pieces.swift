/// Turns bytes that come in pieces into text, never cutting a character in two; what is no UTF-8 becomes U+FFFD.
struct UTF8Pieces {
  private var rest: [UInt8] = []

  /// The text of all whole characters so far.
  mutating func take(_ bytes: [UInt8], isLast: Bool) -> String {
    rest += bytes
    let end = isLast ? rest.count : rest.count - Self.unfinished(rest)
    guard end > 0 else { return "" }
    let text = String(decoding: rest[..<end], as: UTF8.self)
    rest.removeFirst(end)
    return text
  }

  /// How many bytes at the end are the beginning of a character that may still become whole.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? back : 0
    }
    return 0
  }
}
