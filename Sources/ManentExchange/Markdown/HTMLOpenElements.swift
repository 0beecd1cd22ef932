/// The elements that a piece of HTML leaves open.
enum HTMLOpenElements {
  private static let empty: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]
  /// The names that begin a block of HTML in CommonMark (its conditions 1 and 6).
  private static let blocks: Set<String> = [
    "pre", "script", "style", "textarea", "address", "article", "aside", "blockquote", "body", "caption", "center",
    "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "iframe", "legend", "li", "main",
    "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
  ]
  /// Elements in a line that look otherwise, and what follows them as long as they are open.
  private static let looks: Set<String> = [
    "a", "b", "big", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strike",
    "strong", "sub", "sup", "tt", "u", "var",
  ]

  /// Whether a tag is one of HTML, and not a type such as `Vec<T>`: a parameter is one great letter, or stands behind a word.
  ///
  /// - Parameters:
  ///   - name: the name in a tag within a line.
  ///   - behindWord: whether a letter or digit comes right before the tag.
  static func isElement(_ name: String, behindWord: Bool) -> Bool {
    let lowered = name.lowercased()
    if behindWord, name.count == 1 || name != lowered { return false }
    return blocks.contains(lowered) || looks.contains(lowered) && name == lowered
  }

  /// More than this many are closed by nobody.
  private static let limit = 200

  /// The tags that close them, innermost first, on one line; `nil` when there are none.
  ///
  /// - Parameter html: the tags and blocks of a text, without its words.
  static func ends(of html: [UInt8]) -> String? {
    var open: [String] = []
    var comment = ""
    var position = 0
    while let start = html[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if html[position...].starts(with: "!--".utf8) {
        guard let end = end(of: "-->", in: html, from: position + 3) else {
          comment = "-->"
          break
        }
        position = end
        continue
      }
      let isEnd = position < html.count && html[position] == UInt8(ascii: "/")
      if isEnd { position += 1 }
      let nameStart = position
      while position < html.count, isName(html[position]) { position += 1 }
      guard position > nameStart, position - nameStart <= 32 else { continue }
      let name = String(decoding: html[nameStart..<position], as: UTF8.self).lowercased()
      var quote: UInt8?
      while position < html.count, quote != nil || html[position] != UInt8(ascii: ">") {
        let byte = html[position]
        if byte == quote { quote = nil } else if quote == nil, byte == 0x22 || byte == 0x27 { quote = byte }
        position += 1
      }
      if isEnd {
        if let place = open.lastIndex(of: name) { open.removeSubrange(place...) }
      } else if !empty.contains(name), blocks.contains(name) || looks.contains(name), position > 0,
        html[min(position, html.count) - 1] != UInt8(ascii: "/"),
        open.count < limit
      {
        open.append(name)
      }
    }
    let ends = comment + open.reversed().map { "</\($0)>" }.joined()
    return ends.isEmpty ? nil : ends
  }

  private static func end(of mark: String, in html: [UInt8], from start: Int) -> Int? {
    let mark = Array(mark.utf8)
    var position = min(start, html.count)
    while let found = html[position...].firstIndex(of: mark[0]) {
      if html[found...].starts(with: mark) { return found + mark.count }
      position = found + 1
    }
    return nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }
}
