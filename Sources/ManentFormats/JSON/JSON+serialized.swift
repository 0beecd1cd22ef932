import ManentCore

extension JSON {
  /// The value on one line without spaces, keys in their order.
  ///
  /// Only what RFC 8259 demands is escaped, and what some reader takes for the end of a line: control characters,
  /// DEL, U+2028 and U+2029.
  public func serialized() -> String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value over several lines, indented by two spaces, without a line end after it.
  public func pretty() -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, indentation: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what ``serialized()`` returns.
  public func append(to bytes: inout [UInt8]) { append(to: &bytes, indentation: nil) }

  /// `indentation` is the depth in steps, or `nil` for one line.
  private func append(to bytes: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number): bytes.append(contentsOf: number.text.utf8)
    case .string(let text): JSON.appendQuoted(text, to: &bytes)
    case .array(let elements):
      JSON.appendBracketed(elements, "[", "]", to: &bytes, indentation) { $0.append(to: &$1, indentation: $2) }
    case .object(let object):
      JSON.appendBracketed(object.entries, "{", "}", to: &bytes, indentation) { entry, bytes, indentation in
        JSON.appendQuoted(entry.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if indentation != nil { bytes.append(UInt8(ascii: " ")) }
        entry.value.append(to: &bytes, indentation: indentation)
      }
    }
  }

  private static func appendBracketed<Element>(
    _ elements: [Element], _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, to bytes: inout [UInt8],
    _ indentation: Int?, _ appendElement: (Element, inout [UInt8], Int?) -> Void
  ) {
    bytes.append(UInt8(ascii: opening))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let indentation { appendLineStart(indentation + 1, to: &bytes) }
      appendElement(element, &bytes, indentation.map { $0 + 1 })
    }
    if let indentation, !elements.isEmpty { appendLineStart(indentation, to: &bytes) }
    bytes.append(UInt8(ascii: closing))
  }

  private static func appendLineStart(_ indentation: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
  }

  /// Appends text in quotes, runs of plain bytes at once.
  static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      var position = 0
      while position < utf8.count {
        let length = escapedLength(at: position, in: utf8)
        if length > 0 {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<position]))
          appendEscape(at: position, in: utf8, to: &bytes)
          start = position + length
        }
        position += max(1, length)
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The length in bytes of the character at `position` if it must be escaped, else 0.
  @inline(__always)
  private static func escapedLength(at position: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
    switch utf8[position] {
    case 0x00..<0x20, 0x22, 0x5C, 0x7F: 1
    case 0xE2 where position + 2 < utf8.count && utf8[position + 1] == 0x80 && utf8[position + 2] & 0xFE == 0xA8: 3
    default: 0
    }
  }

  private static func appendEscape(at position: Int, in utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    switch utf8[position] {
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0xE2: bytes.append(contentsOf: utf8[position + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
    case let byte where byte == 0x22 || byte == 0x5C: bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case let byte:
      bytes.append(contentsOf: "\\u\(byte.padded(to: 4, radix: 16))".utf8)
    }
  }
}
