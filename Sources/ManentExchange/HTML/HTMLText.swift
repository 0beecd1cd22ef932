import ManentCore

/// Text as HTML that can do nothing but be read.
enum HTMLText {
  /// Text with every character that means something in HTML escaped, for elements and for values in double quotes.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    append(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A message's text in Markdown as HTML.
  ///
  /// - Parameters:
  ///   - text: the text, perhaps Markdown.
  ///   - sources: how many sources `[1]` and its like can refer to.
  ///   - anchor: what the ids of the sources begin with.
  static func rendered(_ text: String, sources: Int, anchor: String) -> String {
    let writer = HTMLMarkdown(sources: sources, anchor: anchor)
    let whole = MarkdownFootnotes.shown(MarkdownTables.widened(InertText.of(text)))
    MarkdownParser.parse(Array(whole.utf8), allowsHTML: false, writer)
    return String(decoding: writer.output, as: UTF8.self)
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
}
