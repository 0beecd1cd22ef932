/// The readable text of an HTML page.
///
/// Paragraphs are separated by blank lines; headings, lists and code keep the marks that Markdown has for them; a
/// table row is a line with ` | ` between the cells. What no reader sees (scripts, styles, templates) is left out.
///
/// The page is read tag by tag and no tree is built, so time and memory grow with its length alone, however hostile
/// its nesting: tree builders for HTML take quadratic time, and some quadratic memory, for tags that are never
/// closed.
public enum HTMLText {
  /// The text of a page, without space around it, and its title; any bytes at all give some text.
  ///
  /// The encoding is that of the byte order mark, else the one that the page declares, else UTF-8 if it is that, else
  /// windows-1252.
  public static func extract(_ bytes: [UInt8]) -> (text: String, title: String?) {
    var tokenizer = HTMLTokenizer(HTMLEncoding.utf8(of: bytes))
    var writer = HTMLTextWriter()
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
