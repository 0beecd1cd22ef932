/// What an element does to the text around and inside it. An element that is not listed does nothing: its text runs on.
enum HTMLElement {
  /// A paragraph of its own, with blank lines around it.
  case paragraph
  /// A line of its own.
  case line
  case heading(Int)
  case list(isOrdered: Bool)
  case item
  case table, row, rowGroup, cell
  /// Text that keeps its spaces and lines.
  case preformatted
  case lineBreak
  /// An image or a button with one, for which its alternative text stands.
  case image
  case title
  /// Nothing in it is for readers.
  case skipped

  static func named(_ name: String) -> HTMLElement? { elements[name] }

  private static let elements: [String: HTMLElement] = {
    var elements: [String: HTMLElement] = [
      "h1": .heading(1), "h2": .heading(2), "h3": .heading(3), "h4": .heading(4), "h5": .heading(5), "h6": .heading(6),
      "ul": .list(isOrdered: false), "menu": .list(isOrdered: false), "dir": .list(isOrdered: false),
      "ol": .list(isOrdered: true), "li": .item, "table": .table, "tr": .row, "td": .cell, "th": .cell,
      "br": .lineBreak,
      "img": .image, "area": .image, "input": .image, "title": .title,
    ]
    for name in [
      "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "div", "dl", "dt",
      "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "hr", "html", "legend",
      "main",
      "nav", "p", "search", "section", "summary", "textarea",
    ] {
      elements[name] = .paragraph
    }
    for name in ["dd", "optgroup", "option", "select"] { elements[name] = .line }
    for name in ["thead", "tbody", "tfoot"] { elements[name] = .rowGroup }
    for name in ["pre", "listing", "xmp", "plaintext"] { elements[name] = .preformatted }
    for name in [
      "annotation", "annotation-xml", "datalist", "iframe", "noembed", "noframes", "noscript", "script", "style", "svg",
      "template",
    ] {
      elements[name] = .skipped
    }
    return elements
  }()
}
