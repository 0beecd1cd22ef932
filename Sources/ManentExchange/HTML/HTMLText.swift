/// Text as HTML that can do nothing but be read.
enum HTMLText {
  /// Text with every character that means something in HTML escaped, for elements and for values in double quotes.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    append(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A message's text: what is fenced as code, paragraphs, headings; in them code, emphasis, addresses and references
  /// to sources. What is no such thing stands as it was written.
  ///
  /// - Parameters:
  ///   - text: the text, perhaps Markdown.
  ///   - sources: how many sources `[1]` and its like can refer to.
  ///   - anchor: what the ids of the sources begin with.
  static func rendered(_ text: String, sources: Int, anchor: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count * 5 / 4)
    let inline = HTMLInline(sources: sources, anchor: anchor)
    var paragraph: [Substring.UTF8View] = []
    var fence: (mark: UInt8, length: Int)?
    func endParagraph() {
      guard !paragraph.isEmpty else { return }
      output += "<p>".utf8
      inline.append(Array(paragraph.joined(separator: [0x0A])), to: &output)
      output += "</p>\n".utf8
      paragraph.removeAll()
    }
    for line in Substring(text).utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if let open = fence {
        if let close = Self.fence(line), close.mark == open.mark, close.length >= open.length, close.info.isEmpty {
          output += "</code></pre>\n".utf8
          fence = nil
        } else {
          append(line, to: &output)
          output.append(0x0A)
        }
      } else if let open = Self.fence(line) {
        endParagraph()
        if !open.info.isEmpty {
          output += "<p class=\"about\">".utf8
          append(open.info, to: &output)
          output += "</p>\n".utf8
        }
        output += "<pre><code>".utf8
        fence = (open.mark, open.length)
      } else if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        endParagraph()
      } else if isHeading(line) {
        endParagraph()
        output += "<p class=\"heading\">".utf8
        inline.append(Array(line.drop { $0 == UInt8(ascii: "#") }.dropFirst()), to: &output)
        output += "</p>\n".utf8
      } else {
        paragraph.append(line)
      }
    }
    endParagraph()
    if fence != nil { output += "</code></pre>\n".utf8 }
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends text with every character that means something in HTML escaped; characters that control programs, and
  /// marks that turn the direction of text around so that it reads as something else, become U+FFFD.
  static func append(_ text: some Collection<UInt8>, to output: inout [UInt8]) {
    var before: (UInt8, UInt8) = (0, 0)
    for byte in text {
      defer { before = (before.1, byte) }
      switch byte {
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      case UInt8(ascii: "'"): output += "&#39;".utf8
      case 0x09, 0x0A: output.append(byte)
      case 0..<0x20, 0x7F: output += "\u{FFFD}".utf8
      case 0x80..<0xA0 where before.1 == 0xC2:
        output.removeLast()
        output += "\u{FFFD}".utf8
      case 0xAA...0xAE where before == (0xE2, 0x80), 0xA6...0xA9 where before == (0xE2, 0x81):
        output.removeLast(2)
        output += "\u{FFFD}".utf8
      default: output.append(byte)
      }
    }
  }

  /// Three or more backticks or tildes at the beginning of a line, and what stands behind them.
  private static func fence(
    _ line: Substring.UTF8View
  ) -> (mark: UInt8, length: Int, info: Substring.UTF8View)? {
    let line = line.drop { $0 == 0x20 }
    guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let length = line.prefix { $0 == mark }.count
    let info = line.dropFirst(length).drop { $0 == 0x20 || $0 == 0x09 }
    guard length >= 3, mark != UInt8(ascii: "`") || !info.contains(mark) else { return nil }
    return (mark, length, info)
  }

  private static func isHeading(_ line: Substring.UTF8View) -> Bool {
    let level = line.prefix { $0 == UInt8(ascii: "#") }.count
    return (1...6).contains(level) && line.dropFirst(level).first == 0x20
  }
}
