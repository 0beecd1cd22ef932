import ManentCore

/// Finds out how a file's bytes are to be read as text.
enum TextDecoding {
  /// Text that was read from bytes.
  struct Decoded: Equatable {
    var text: [UInt8]
    /// The name of the encoding; `nil` for UTF-8.
    var encoding: String?
    /// How many bytes stand for no character; they are U+FFFD.
    var replaced = 0
  }

  /// The text as UTF-8, or `nil` when the bytes are no text, or text in an encoding that nothing tells.
  ///
  /// UTF-8 stays as it is, and a stray byte in it is U+FFFD. UTF-16 and UTF-32 are told by their byte order mark, UTF-16
  /// also by what it holds. Else bytes without NUL and with hardly any control characters are read in the encoding that they declare, or in the one that makes words of
  /// some language of them; see ``EncodingGuess``.
  static func decode(_ bytes: [UInt8]) -> Decoded? {
    if WideText.isMarked(bytes) { return WideText.marked(bytes) }
    // NUL marks binary content, as for git, but for text in units of two bytes; other control characters may stand here
    // and there.
    if bytes.contains(0) { return WideText.unmarked(bytes) }
    let bytes = bytes.last == 0x1A ? Array(EndMark.removed(from: bytes)) : bytes
    let controls = bytes.reduce(0) { count, byte in
      count + (byte < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains(byte) ? 1 : 0)
    }
    if controls * 100 > bytes.count { return nil }
    if String(validating: bytes, as: UTF8.self) != nil {
      return shifted(bytes) ?? Decoded(text: bytes, encoding: nil)
    }
    return decodeOther(bytes, declared: DeclaredEncoding.label(in: bytes))
  }

  /// Text that is not UTF-8 throughout.
  ///
  /// - Parameter label: what the text itself calls its encoding.
  static func decodeOther(_ bytes: [UInt8], declared label: String?) -> Decoded? {
    let declared = label.flatMap(EncodingName.init(label:))
    if let declared, declared != .utf8, !declared.isUTF16 { return declared.decode(bytes) ?? guessed(bytes) }
    let census = UTF8Census(bytes)
    let isUTF8 =
      census.characters > 0 && census.characters >= census.invalid || census.invalid == 1 && census.isCut
      || declared == .utf8 && census.invalid * 50 <= bytes.count
    return isUTF8 ? repaired(bytes) : guessed(bytes)
  }

  private static func repaired(_ bytes: [UInt8]) -> Decoded {
    let repaired = TextConversion(repairing: bytes)
    return Decoded(text: repaired.text, encoding: nil, replaced: repaired.replaced)
  }

  private static func guessed(_ bytes: [UInt8]) -> Decoded? { EncodingGuess(bytes).best?.decode(bytes) }

  /// Text in ASCII but for sequences that lead to other characters: ISO-2022-JP by its escapes, HZ when it says so.
  private static func shifted(_ bytes: [UInt8]) -> Decoded? {
    if HZText.mayBe(bytes), let label = DeclaredEncoding.label(in: bytes), EncodingName(label: label) == .hz {
      return EncodingName.hz.decode(bytes)
    }
    guard let escape = bytes.firstIndex(of: 0x1B),
      bytes[escape...].starts(with: "\u{1B}$B".utf8) || bytes[escape...].starts(with: "\u{1B}$@".utf8),
      let decoded = EncodingName("iso-2022-jp").decode(bytes), decoded.replaced == 0
    else { return nil }
    return decoded
  }
}
