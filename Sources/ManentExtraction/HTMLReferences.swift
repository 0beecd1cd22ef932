/// Decodes character references: `&amp;`, `&#233;`, `&#xE9;` (HTML standard, section 13.2.5.72 and after).
package enum HTMLReferences {
  /// Text with its references replaced. In an attribute a name without a semicolon counts only where no word goes on
  /// behind it, so that `?a=1&copy=2` stays what it is.
  package static func decoded(_ text: ArraySlice<UInt8>, isAttribute: Bool = false) -> ArraySlice<UInt8> {
    guard var ampersand = text.firstIndex(of: UInt8(ascii: "&")) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var start = text.startIndex
    while true {
      result.append(contentsOf: text[start..<ampersand])
      if let (characters, end) = reference(at: ampersand, in: text, isAttribute) {
        result.append(contentsOf: characters)
        start = end
      } else {
        result.append(UInt8(ascii: "&"))
        start = ampersand + 1
      }
      guard let next = text[start...].firstIndex(of: UInt8(ascii: "&")) else { break }
      ampersand = next
    }
    result.append(contentsOf: text[start...])
    return result[...]
  }

  private static func reference(
    at ampersand: Int, in text: ArraySlice<UInt8>, _ isAttribute: Bool
  ) -> (characters: [UInt8], end: Int)? {
    let start = ampersand + 1
    guard start < text.endIndex else { return nil }
    return text[start] == UInt8(ascii: "#")
      ? numeric(from: start + 1, in: text) : named(from: start, in: text, isAttribute)
  }

  private static func numeric(from start: Int, in text: ArraySlice<UInt8>) -> (characters: [UInt8], end: Int)? {
    let isHexadecimal = start < text.endIndex && text[start] | 0x20 == UInt8(ascii: "x")
    let digitsStart = isHexadecimal ? start + 1 : start
    var (value, index): (UInt32, Int) = (0, digitsStart)
    while index < text.endIndex, let digit = Character(Unicode.Scalar(text[index])).hexDigitValue, text[index] < 0x80,
      isHexadecimal || digit < 10
    {
      value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
      index += 1
    }
    guard index > digitsStart else { return nil }
    if index < text.endIndex, text[index] == UInt8(ascii: ";") { index += 1 }
    if (0x80..<0xA0).contains(value) { return (HTMLCodePage.windows1252.character(of: UInt8(value)), index) }
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    return (Array(String(scalar ?? "\u{FFFD}").utf8), index)
  }

  private static func named(
    from start: Int, in text: ArraySlice<UInt8>, _ isAttribute: Bool
  ) -> (characters: [UInt8], end: Int)? {
    let word = text[start...].prefix(32).prefix(while: isAlphanumeric)
    let end = word.endIndex
    if end < text.endIndex, text[end] == UInt8(ascii: ";"), let characters = names[string(word)] {
      return (characters, end + 1)
    }
    for length in stride(from: min(word.count, 6), to: 1, by: -1) {
      let name = string(word.prefix(length))
      guard namesWithoutSemicolon.contains(name), let characters = names[name] else { continue }
      if isAttribute, start + length < text.endIndex {
        let next = text[start + length]
        if next == UInt8(ascii: "=") || isAlphanumeric(next) { return nil }
      }
      return (characters, start + length)
    }
    return nil
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  /// The characters of each name, in UTF-8.
  private static let names: [String: [UInt8]] = {
    var names: [String: [UInt8]] = [:]
    for entry in HTMLReferenceNames.all.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: "=")
      guard parts.count == 2 else { continue }
      let scalars = parts[1].split(separator: "+").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      names[String(parts[0])] = scalars.flatMap { Array(String($0).utf8) }
    }
    return names
  }()

  private static let namesWithoutSemicolon = Set(
    HTMLReferenceNames.withoutSemicolon.split(whereSeparator: \.isWhitespace).map(String.init))
}
