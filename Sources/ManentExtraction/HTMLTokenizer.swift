/// Splits a page into text and tags, after the tokenizer of the HTML standard (section 13.2.5); comments and
/// declarations are dropped.
struct HTMLTokenizer {
  enum Token {
    /// Text, and whether character references in it are to be decoded.
    case text(Range<Int>, decodesReferences: Bool)
    case tag(HTMLTag)
  }

  /// Elements whose content is text up to their end tag, and whether character references mean anything in it.
  private static let textElements: [String: Bool] = [
    "script": false, "style": false, "xmp": false, "iframe": false, "noembed": false, "noframes": false,
    "textarea": true, "title": true,
  ]

  /// The page in UTF-8.
  let bytes: [UInt8]
  private var position = 0
  /// The element whose text comes next.
  private var textElement: String?
  /// Whether the page is XML, in which a tag that closes itself is a whole element.
  private let isXML: Bool

  init(_ bytes: [UInt8], isXML: Bool = false) {
    self.bytes = bytes
    self.isXML = isXML
  }

  mutating func next() -> Token? {
    if let element = textElement {
      textElement = nil
      let start = position
      position = endTag(of: element, from: start)
      if position > start {
        return .text(start..<position, decodesReferences: Self.textElements[element] ?? false)
      }
    }
    while position < bytes.count {
      let start = position
      guard bytes[start] == UInt8(ascii: "<") else {
        position = index(of: UInt8(ascii: "<"), from: start)
        return .text(start..<position, decodesReferences: true)
      }
      switch byte(at: start + 1) {
      case UInt8(ascii: "!"): skipDeclaration()
      case UInt8(ascii: "?"): position = index(of: UInt8(ascii: ">"), from: start) + 1
      case UInt8(ascii: "/") where isLetter(byte(at: start + 2)): return tag(nameStart: start + 2, isEnd: true)
      case UInt8(ascii: "/") where start + 2 < bytes.count: position = index(of: UInt8(ascii: ">"), from: start) + 1
      case let next where isLetter(next): return tag(nameStart: start + 1, isEnd: false)
      default:
        position = index(of: UInt8(ascii: "<"), from: start + 1)
        return .text(start..<position, decodesReferences: true)
      }
    }
    return nil
  }

  /// The value of an attribute of a tag, with its character references decoded; of two with the same name the first
  /// counts.
  func attribute(_ name: String, of tag: HTMLTag) -> ArraySlice<UInt8>? {
    var position = tag.attributes.lowerBound
    while let attribute = nextAttribute(at: &position), attribute.name.lowerBound < tag.attributes.upperBound {
      if bytes[attribute.name].count == name.utf8.count, lowercased(attribute.name) == name {
        return HTMLReferences.decoded(bytes[attribute.value], isAttribute: true)
      }
    }
    return nil
  }

  // MARK: Tags

  /// The tag whose name begins at `nameStart`; `nil` when the page ends within it.
  private mutating func tag(nameStart: Int, isEnd: Bool) -> Token? {
    var position = nameStart
    while position < bytes.count, !endsName(bytes[position]) { position += 1 }
    let name = lowercased(nameStart..<position)
    let attributesStart = position
    while nextAttribute(at: &position) != nil {}
    self.position = position + 1
    guard position < bytes.count else { return nil }
    let isSelfClosing = position > attributesStart && bytes[position - 1] == UInt8(ascii: "/")
    if !isEnd, !isXML || !isSelfClosing {
      if Self.textElements[name] != nil { textElement = name }
      if name == "plaintext" { textElement = "" }
    }
    return .tag(
      HTMLTag(name: name, isEnd: isEnd, isSelfClosing: isSelfClosing, attributes: attributesStart..<position))
  }

  /// Steps over an attribute; `nil` at the end of the tag, with `position` at its `>`, or at the end of the page.
  private func nextAttribute(at position: inout Int) -> (name: Range<Int>, value: Range<Int>)? {
    while isSpace(byte(at: position)) || byte(at: position) == UInt8(ascii: "/") { position += 1 }
    guard position < bytes.count, bytes[position] != UInt8(ascii: ">") else { return nil }
    let nameStart = position
    position += 1
    while position < bytes.count, !endsName(bytes[position]), bytes[position] != UInt8(ascii: "=") { position += 1 }
    let name = nameStart..<position
    while isSpace(byte(at: position)) { position += 1 }
    guard byte(at: position) == UInt8(ascii: "=") else { return (name, position..<position) }
    position += 1
    while isSpace(byte(at: position)) { position += 1 }
    var valueStart = position
    if let quote = byte(at: position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      valueStart += 1
      let end = index(of: quote, from: valueStart)
      position = min(end + 1, bytes.count)
      return (name, valueStart..<end)
    }
    while position < bytes.count, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
    return (name, valueStart..<position)
  }

  /// Where the end tag of a text element begins, or the end of the page.
  private func endTag(of element: String, from start: Int) -> Int {
    guard !element.isEmpty else { return bytes.count }
    var position = index(of: UInt8(ascii: "<"), from: start)
    while position < bytes.count {
      let end = position + 2 + element.utf8.count
      if byte(at: position + 1) == UInt8(ascii: "/"), end < bytes.count, endsName(bytes[end]),
        lowercased(position + 2..<end) == element
      {
        return position
      }
      position = index(of: UInt8(ascii: "<"), from: position + 1)
    }
    return position
  }

  /// Steps over a comment, a document type or another declaration.
  private mutating func skipDeclaration() {
    let start = position + 2
    guard byte(at: start) == UInt8(ascii: "-"), byte(at: start + 1) == UInt8(ascii: "-") else {
      position = index(of: UInt8(ascii: ">"), from: start) + 1
      return
    }
    // `<!-->` and `<!--->` are whole comments, so the dashes that open one may also close it.
    var end = index(of: UInt8(ascii: ">"), from: start + 2)
    while end < bytes.count {
      let endsInDashes = bytes[end - 1] == UInt8(ascii: "-") && bytes[end - 2] == UInt8(ascii: "-")
      let endsInBang =
        end >= start + 5 && bytes[end - 1] == UInt8(ascii: "!") && bytes[end - 2] == UInt8(ascii: "-")
        && bytes[end - 3] == UInt8(ascii: "-")
      if endsInDashes || endsInBang { break }
      end = index(of: UInt8(ascii: ">"), from: end + 1)
    }
    position = end + 1
  }

  // MARK: Bytes

  private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func index(of byte: UInt8, from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return bytes[start...].firstIndex(of: byte) ?? bytes.count
  }

  private func isLetter(_ byte: UInt8?) -> Bool { byte.map { ($0 | 0x20) &- UInt8(ascii: "a") < 26 } ?? false }

  private func isSpace(_ byte: UInt8?) -> Bool {
    switch byte {
    case 0x20?, 0x0A?, 0x09?, 0x0D?, 0x0C?: true
    default: false
    }
  }

  private func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  /// A name in lower case. No element or attribute that matters here has a longer one than 32 bytes.
  private func lowercased(_ range: Range<Int>) -> String {
    String(
      decoding: bytes[range].prefix(32).map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
