extension JSONParser {
  /// The string whose opening quote is at `position`.
  mutating func string() throws(Failure) -> String {
    position += 1
    let start = position
    skipPlain()
    guard position < bytes.count else { throw failure(.unexpectedEnd) }
    if bytes[position] == UInt8(ascii: "\"") {
      let content = UnsafeBufferPointer(rebasing: bytes[start..<position])
      guard let text = String(validating: content, as: UTF8.self) else { throw invalidUTF8(from: start) }
      position += 1
      return text
    }
    return try escapedString(from: start)
  }

  /// The string from `start`, whose first escape (or forbidden byte) is at `position`.
  private mutating func escapedString(from start: Int) throws(Failure) -> String {
    var content = Array(bytes[start..<position])
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else { throw invalidUTF8(from: start) }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        try escape(into: &content)
        let run = position
        skipPlain()
        content.append(contentsOf: bytes[run..<position])
      default:
        throw failure(.controlCharacter)
      }
    }
    throw failure(.unexpectedEnd)
  }

  private mutating func escape(into content: inout [UInt8]) throws(Failure) {
    guard position + 1 < bytes.count else { throw Failure(code: .unexpectedEnd, position: bytes.count) }
    let letter = bytes[position + 1]
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "u"): return content.append(contentsOf: String(try unicodeEscape()).utf8)
    default: throw failure(.invalidEscape)
    }
    position += 2
  }

  /// The character that `\u` and four hexadecimal digits, or two of these for a surrogate pair, stand for; U+FFFD for
  /// half a pair.
  private mutating func unicodeEscape() throws(Failure) -> Character {
    let unit = try codeUnit(at: position)
    position += 6
    if let scalar = Unicode.Scalar(unit) { return Character(scalar) }
    guard unit < 0xDC00, position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let low = try codeUnit(at: position)
    guard (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
    position += 6
    let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
    return scalar.map(Character.init) ?? "\u{FFFD}"
  }

  private func codeUnit(at escape: Int) throws(Failure) -> UInt16 {
    var unit: UInt16 = 0
    for index in escape + 2..<escape + 6 {
      guard index < bytes.count else { throw Failure(code: .unexpectedEnd, position: bytes.count) }
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue, bytes[index] < 0x80 else {
        throw Failure(code: .invalidEscape, position: escape)
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// Moves `position` to the next quote, backslash or control character, eight bytes at a time.
  ///
  /// The tests for a byte below or equal to another in a word are those of Warren, Hacker's Delight, chapter 6: the
  /// lowest byte that they mark is always right.
  @inline(__always)
  private mutating func skipPlain() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while position &+ 8 <= bytes.count {
      let raw = UnsafeRawBufferPointer(bytes)
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let found =
        ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word) & highs
      if found != 0 {
        position += found.trailingZeroBitCount / 8
        return
      }
      position &+= 8
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return }
      position &+= 1
    }
  }

  private func invalidUTF8(from start: Int) -> Failure {
    let content = UnsafeBufferPointer(rebasing: bytes[start..<position])
    return Failure(code: .invalidUTF8, position: start + (UTF8Validation.firstInvalidByte(in: content) ?? 0))
  }
}
