/// Looks for a mark at the beginning of some text.
struct MarkParser {
  /// What the text means up to some length.
  typealias Found = (runs: [InlineMarks.Run], length: Int)

  private let text: [Unicode.Scalar]
  private let before: Unicode.Scalar?
  private let isOver: Bool

  /// A parser of text that begins with a possible mark.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - before: what stands in front of it.
  ///   - isOver: whether nothing follows it.
  init(_ text: [Unicode.Scalar], before: Unicode.Scalar?, isOver: Bool) {
    self.text = text
    self.before = before
    self.isOver = isOver
  }

  /// What the beginning means; `nil` when that cannot be told before more has come, or, where nothing follows, when it
  /// is no mark.
  func parse() -> Found? {
    switch text[0] {
    case "\\": escape()
    case "`": code()
    case "[": link(at: 0)
    case "!": image()
    default: emphasis()
    }
  }

  /// The first scalars as plain text.
  private func plain(_ count: Int) -> Found { ([run(text[..<count])], count) }

  private func run(_ scalars: some Sequence<Unicode.Scalar>, _ style: TextStyle = []) -> InlineMarks.Run {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return InlineMarks.Run(text: String(text), style: style)
  }

  private func escape() -> Found? {
    guard text.count > 1 else { return nil }
    return text[1].isASCII && text[1].properties.isPunctuationOrSymbol ? ([run(text[1..<2])], 2) : plain(1)
  }

  /// How often the scalar at a place is repeated there; `nil` when more of it may come.
  private func length(of mark: Unicode.Scalar, at start: Int) -> Int? {
    let length = text[start...].prefix { $0 == mark }.count
    return start + length == text.count && !isOver ? nil : length
  }

  private func code() -> Found? {
    guard let marks = length(of: "`", at: 0) else { return nil }
    var place = marks
    while place < text.count {
      guard text[place] == "`" else {
        place += 1
        continue
      }
      guard let end = length(of: "`", at: place) else { return nil }
      if end == marks { return ([run(trimmed(text[marks..<place]), .code)], place + end) }
      place += end
    }
    return isOver ? plain(marks) : nil
  }

  /// Code without the one space on both sides that keeps backticks apart.
  private func trimmed(_ code: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    guard code.count > 2, code.first == " ", code.last == " ", code.contains(where: { $0 != " " }) else { return code }
    return code.dropFirst().dropLast()
  }

  private func emphasis() -> Found? {
    let mark = text[0]
    guard let marks = length(of: mark, at: 0) else { return nil }
    guard marks <= (mark == "~" ? 2 : 3), mark != "~" || marks == 2, marks < text.count else { return plain(marks) }
    let isInsideWord = before.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    let isRefused = mark == "_" ? isInsideWord : isInsideWord && marks == 1 && before.map(\.isASCII) == true
    guard !isRefused, !text[marks].properties.isWhitespace else { return plain(marks) }
    guard let end = closing(mark, marks) else { return isOver ? plain(marks) : nil }
    let styles: [TextStyle] = mark == "~" ? [[], [], .struck] : [[], .italic, .bold, [.bold, .italic]]
    var inner = InlineMarks.runs(of: run(text[marks..<end]).text)
    for index in inner.indices { inner[index].style.formUnion(styles[marks]) }
    return (inner, end + marks)
  }

  /// Where the mark ends that the text begins with, code and escapes passed over; `nil` when that has not come.
  private func closing(_ mark: Unicode.Scalar, _ marks: Int) -> Int? {
    var place = marks
    while place < text.count {
      switch text[place] {
      case "\\": place += 2
      case "`":
        guard let ticks = length(of: "`", at: place) else { return nil }
        var end = place + ticks
        while end < text.count, !(text[end...].starts(with: repeatElement("`", count: ticks))) { end += 1 }
        // Backticks without another end are text.
        place = end < text.count ? end + ticks : isOver ? place + ticks : text.count
      case mark:
        guard let length = length(of: mark, at: place) else { return nil }
        let next = place + length < text.count ? text[place + length] : nil
        let endsWord =
          mark != "_" || next.map { !($0.properties.isAlphabetic || $0.properties.numericType != nil) } ?? true
        let isClosing = !text[place - 1].properties.isWhitespace && endsWord
        if isClosing, length == marks { return place }
        if isClosing, length > marks { return place + length - marks }
        place += length
      default: place += 1
      }
    }
    return nil
  }

  private func image() -> Found? {
    guard text.count > 1 else { return nil }
    return text[1] == "[" ? link(at: 1) : plain(1)
  }

  /// `[text](address)`: the text, and the address behind it.
  private func link(at start: Int) -> Found? {
    var depth = 0
    var end: Int?
    for place in start..<text.count {
      if text[place] == "[", place == start || text[place - 1] != "\\" { depth += 1 }
      if text[place] == "]", text[place - 1] != "\\" { depth -= 1 }
      if depth == 0 {
        end = place
        break
      }
    }
    guard let end else { return isOver ? plain(start + 1) : nil }
    guard end + 1 < text.count else { return isOver ? plain(start + 1) : nil }
    guard text[end + 1] == "(" else { return plain(start + 1) }
    guard let close = text[(end + 1)...].firstIndex(of: ")") else { return isOver ? plain(start + 1) : nil }
    let label = text[(start + 1)..<end]
    let address = text[(end + 2)..<close]
    guard !address.isEmpty else { return plain(start + 1) }
    var runs = InlineMarks.runs(of: run(label).text)
    for index in runs.indices { runs[index].style.insert(.underlined) }
    if !label.elementsEqual(address) {
      runs.append(run(Array((label.isEmpty ? "" : " (").unicodeScalars) + address + (label.isEmpty ? [] : [")"]), .dim))
    }
    return (runs, close + 1)
  }
}

extension Unicode.Scalar.Properties {
  /// Whether the scalar is neither a letter nor a digit nor white space, as what a backslash can stand in front of.
  fileprivate var isPunctuationOrSymbol: Bool {
    switch generalCategory {
    case .openPunctuation, .closePunctuation, .dashPunctuation, .connectorPunctuation, .otherPunctuation,
      .initialPunctuation, .finalPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      true
    default: false
    }
  }
}
