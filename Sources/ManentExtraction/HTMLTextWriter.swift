/// Turns the text and tags of a page into its readable text.
struct HTMLTextWriter {
  /// The page's text and, above it, that of every open table cell.
  private var flows = [HTMLTextFlow()]
  private var tables: [HTMLTextTable] = []
  /// Tables opened inside the deepest one that is still laid out; their cells are paragraphs.
  private var flattenedTables = 0
  /// The element that is skipped, and how many of its name are open.
  private var skipped: (name: String, depth: Int)?
  private var preformatted: [UInt8]?
  private var titleFlow: HTMLTextFlow?
  private var title: String?

  /// Whether the page is XML, in which a tag that closes itself is a whole element.
  private let isXML: Bool

  init(isXML: Bool = false) { self.isXML = isXML }

  /// The deepest nesting of tables that is laid out; a cell's text is copied once for every table around it.
  private static let deepestTable = 16

  mutating func text(_ bytes: ArraySlice<UInt8>) {
    if skipped != nil { return }
    if titleFlow != nil {
      titleFlow?.append(bytes)
    } else if preformatted != nil {
      appendPreformatted(bytes)
    } else {
      flows[flows.count - 1].append(bytes)
    }
  }

  mutating func tag(_ tag: HTMLTag, in page: HTMLTokenizer) {
    let element = HTMLElement.named(tag.name)
    if skips(tag, element) { return }
    if preformatted != nil, !endsPreformatted(tag, element) { return }
    guard let element else { return }
    if tag.isEnd { return end(element) }
    start(element, tag, page)
    if isXML, tag.isSelfClosing, tag.name != "br" { end(element) }
  }

  /// The text and title of the page that has ended.
  mutating func finish() -> (text: String, title: String?) {
    endPreformatted()
    endTitle()
    while !tables.isEmpty { endTable() }
    return (String(decoding: flows[0].text, as: UTF8.self), title)
  }

  private mutating func start(_ element: HTMLElement, _ tag: HTMLTag, _ page: HTMLTokenizer) {
    let flow = flows.count - 1
    switch element {
    case .paragraph: flows[flow].breakLines(2)
    case .line: flows[flow].breakLines(1)
    case .heading(let level): flows[flow].startHeading(level)
    case .list(let isOrdered):
      let start = page.attribute("start", of: tag).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
      flows[flow].startList(firstNumber: isOrdered ? start ?? 1 : nil)
    case .item: flows[flow].startItem()
    case .table: startTable()
    case .row, .rowGroup: endRow()
    case .cell: startCell()
    case .preformatted: preformatted = []
    case .lineBreak: flows[flow].breakLine()
    case .image:
      let space = [UInt8(ascii: " ")][...]
      for part in [space, page.attribute("alt", of: tag) ?? [], space] { text(part) }
    case .title: titleFlow = HTMLTextFlow()
    case .skipped: break
    }
  }

  private mutating func end(_ element: HTMLElement) {
    let flow = flows.count - 1
    switch element {
    case .paragraph: flows[flow].breakLines(2)
    case .line: flows[flow].breakLines(1)
    case .heading: flows[flow].endHeading()
    case .list: flows[flow].endList()
    case .item: flows[flow].endItem()
    case .table: endTable()
    case .row, .rowGroup: endRow()
    case .cell: endCell()
    case .preformatted: endPreformatted()
    case .lineBreak: flows[flow].breakLine()
    case .title: endTitle()
    case .image, .skipped: break
    }
  }
}

// MARK: What is not plain flow

extension HTMLTextWriter {
  /// Whether the tag begins, ends or is inside something that is skipped.
  private mutating func skips(_ tag: HTMLTag, _ element: HTMLElement?) -> Bool {
    guard let (name, depth) = skipped else {
      guard case .skipped? = element, !tag.isEnd, !tag.isSelfClosing || tag.name != "svg" && !isXML else {
        return false
      }
      skipped = (tag.name, 1)
      return true
    }
    if tag.name == name {
      if isXML, tag.isSelfClosing { return true }
      let depth = depth + (tag.isEnd ? -1 : 1)
      skipped = depth > 0 ? (name, depth) : nil
      return true
    }
    // An HTML element inside a drawing ends it (HTML standard, section 13.2.6.5).
    if name == "svg", !tag.isEnd, let element, element.endsDrawing {
      skipped = nil
      return false
    }
    return true
  }

  /// In preformatted text only its own end, the end of a cell or table and line breaks count.
  private mutating func endsPreformatted(_ tag: HTMLTag, _ element: HTMLElement?) -> Bool {
    switch element {
    case .preformatted? where tag.isEnd: return true
    case .lineBreak?:
      preformatted?.append(0x0A)
      return false
    case .cell?, .row?, .rowGroup?, .table?:
      endPreformatted()
      return true
    default: return false
    }
  }

  private mutating func appendPreformatted(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (kind, length) = HTMLCharacter.kind(at: index, in: bytes)
      switch kind {
      case .space where length > 1: preformatted?.append(0x20)
      case .space where bytes[index] == 0x0D:
        if index + 1 == bytes.endIndex || bytes[index + 1] != 0x0A { preformatted?.append(0x0A) }
      case .invisible: break
      case .space, .visible: preformatted?.append(contentsOf: bytes[index..<index + length])
      }
      index += length
    }
  }

  private mutating func endPreformatted() {
    guard let content = preformatted else { return }
    preformatted = nil
    flows[flows.count - 1].appendPreformatted(content)
  }

  /// The first title with text in it is the page's.
  private mutating func endTitle() {
    if let text = titleFlow?.text, !text.isEmpty, title == nil { title = String(decoding: text, as: UTF8.self) }
    titleFlow = nil
  }

  private mutating func startTable() {
    if tables.count == Self.deepestTable {
      flattenedTables += 1
      flows[flows.count - 1].breakLines(2)
      return
    }
    flows[flows.count - 1].breakLines(2)
    tables.append(HTMLTextTable())
  }

  private mutating func endTable() {
    if flattenedTables > 0 {
      flattenedTables -= 1
    } else if !tables.isEmpty {
      endRow()
      tables.removeLast()
    }
    flows[flows.count - 1].breakLines(2)
  }

  private mutating func endRow() {
    guard flattenedTables == 0, !tables.isEmpty else { return flows[flows.count - 1].breakLines(2) }
    endCell()
    tables[tables.count - 1].endRow(into: &flows[flows.count - 1])
  }

  private mutating func startCell() {
    guard flattenedTables == 0, !tables.isEmpty else { return flows[flows.count - 1].breakLines(2) }
    endCell()
    tables[tables.count - 1].hasOpenCell = true
    flows.append(HTMLTextFlow())
  }

  private mutating func endCell() {
    guard flattenedTables == 0, let table = tables.last else { return flows[flows.count - 1].breakLines(2) }
    guard table.hasOpenCell else { return }
    tables[tables.count - 1].hasOpenCell = false
    tables[tables.count - 1].add(flows.removeLast())
  }
}

extension HTMLElement {
  fileprivate var endsDrawing: Bool {
    switch self {
    case .title, .skipped: false
    default: true
    }
  }
}
