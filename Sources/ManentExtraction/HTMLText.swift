import ManentCore

/// The readable text of an HTML page.
///
/// Paragraphs are separated by blank lines; headings, lists and code keep the marks that Markdown has for them; a
/// table row is a line with ` | ` between the cells. What no reader sees (scripts, styles, templates) is left out.
///
/// The page is read tag by tag and no tree is built, so time and memory grow with its length alone, however hostile
/// its nesting: tree builders for HTML take quadratic time, and some quadratic memory, for tags that are never
/// closed.
enum HTMLText {
  /// The text of a page, without space around it, and its title; any bytes at all give some text.
  ///
  /// The encoding is that of the byte order mark, else the one that the page declares, else UTF-8 if it is that, else
  /// the one that makes words of it.
  ///
  /// - Parameter isXML: whether `<script/>` and its like are whole elements, as in XHTML. In HTML they begin one that is
  ///   never closed.
  static func extract(_ bytes: [UInt8], isXML: Bool = false) -> (text: String, title: String?) {
    let decoded = HTMLEncoding.utf8(of: bytes)?.text
    return extract(decoded: decoded ?? HTMLCodePage.windows1252.utf8(of: bytes), isXML: isXML)
  }

  /// The text of a page that is in UTF-8 already.
  static func extract(decoded bytes: [UInt8], isXML: Bool) -> (text: String, title: String?) {
    var tokenizer = HTMLTokenizer(bytes, isXML: isXML)
    var writer = HTMLTextWriter(isXML: isXML)
    while let token = tokenizer.next() {
      switch token {
      case .text(let range, let decodesReferences):
        let text = tokenizer.bytes[range]
        writer.text(decodesReferences ? HTMLReferences.decoded(text) : text)
      case .tag(let tag):
        writer.tag(tag, in: tokenizer)
      }
    }
    return writer.finish()
  }
}

extension HTMLText {
  /// Whether a page is XHTML: by its file's name, or by an XML declaration with the namespace of XHTML.
  static func isXML(_ bytes: [UInt8], fileName: String) -> Bool {
    if ["xhtml", "xht"].contains(Path(fileName).fileExtension) { return true }
    let head = bytes.prefix(4096)
    return head.starts(with: "<?xml".utf8)
      && String(decoding: head, as: UTF8.self).contains("http://www.w3.org/1999/xhtml")
  }
}
