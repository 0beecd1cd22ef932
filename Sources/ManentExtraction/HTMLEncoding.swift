import ManentCore

/// Finds how a page is encoded and gives its bytes in UTF-8.
enum HTMLEncoding {
  /// How much of a page may come before the declaration of its encoding; the standard asks for 1024 bytes, pages need
  /// more.
  private static let declarationReach = 4096

  /// The page in UTF-8, or `nil` when nothing tells its encoding. Bytes that are invalid in the encoding stay so or
  /// become U+FFFD.
  static func utf8(of bytes: [UInt8]) -> TextDecoding.Decoded? {
    // A unit of UTF-16 may end in the byte of an end mark.
    if let utf16 = utf16(of: bytes) { return .init(text: utf16, encoding: "utf-16") }
    let bytes = Array(EndMark.removed(from: bytes))
    if let label = declaredLabel(of: bytes) {
      let named = EncodingName(label: label)
      let census = UTF8Census(bytes)
      // A page that names UTF-16 in ASCII cannot be UTF-16; the standard takes it for UTF-8.
      if label.hasPrefix("utf") || named?.isUTF16 == true {
        if census.invalid <= max(1, bytes.count / 50) {
          return .init(text: bytes, encoding: nil, replaced: census.invalid)
        }
      } else if let named, !named.isContradicted(by: bytes, census), let page = named.decode(bytes) {
        return page
      }
    }
    if String(validating: bytes, as: UTF8.self) != nil { return .init(text: bytes, encoding: nil) }
    return TextDecoding.decodeOther(bytes, declared: nil)
  }

  private static func utf16(of bytes: [UInt8]) -> [UInt8]? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(EndMark.removed(from: bytes.dropFirst(3))) }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf8(ofUTF16: bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf8(ofUTF16: bytes.dropFirst(2), isBigEndian: true) }
    if bytes.starts(with: [0x3C, 0x00]) { return utf8(ofUTF16: bytes[...], isBigEndian: false) }
    if bytes.starts(with: [0x00, 0x3C]) { return utf8(ofUTF16: bytes[...], isBigEndian: true) }
    return nil
  }

  private static func utf8(ofUTF16 bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    let pairs = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2)
    let units = pairs.map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// What the page calls its encoding, in lower case: `<meta charset>`, its older form in `content`, or an XML
  /// declaration.
  private static func declaredLabel(of bytes: [UInt8]) -> String? {
    let beginning = Array(bytes.prefix(declarationReach))
    if beginning.starts(with: "<?xml".utf8) {
      let declaration = beginning.prefix { $0 != UInt8(ascii: ">") }
      if let label = value(after: "encoding", in: declaration) { return label }
    }
    var tokenizer = HTMLTokenizer(beginning)
    while let token = tokenizer.next() {
      guard case .tag(let tag) = token, tag.name == "meta", !tag.isEnd else { continue }
      if let label = tokenizer.attribute("charset", of: tag) { return text(label) }
      if let content = tokenizer.attribute("content", of: tag), let label = value(after: "charset", in: content) {
        return label
      }
    }
    return nil
  }

  /// The word behind `name=`, with or without quotes.
  private static func value(after name: String, in bytes: ArraySlice<UInt8>) -> String? {
    let text = text(bytes)
    guard let range = text.firstRange(of: name) else { return nil }
    let rest = text[range.upperBound...].drop { $0 == " " }
    guard rest.first == "=" else { return nil }
    let value = rest.dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" }
    return String(value.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ":" })
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased().filter { !$0.isNewline }
  }
}
