/// Shows Markdown readably on a terminal while it comes in pieces.
///
/// What is certain is shown at once: a letter of a paragraph when it comes, a word that stands between marks when the
/// second mark comes, a table when it is whole. Nothing that was shown is taken back but a word that is moved to the
/// next row.
///
/// The text must hold nothing that a terminal obeys; see `Terminal.inert` in `ManentCommands`.
public struct MarkdownDisplay {
  /// How much of a line is held back, unless it is a row of a table, until its kind is known.
  private static let headLimit = 200

  private let isStyled: Bool
  private var flow: TextFlow
  private var marks = InlineMarks()
  /// The beginning of a line whose kind is not known yet.
  private var head: [Unicode.Scalar] = []
  /// The kind of the line, once it is known and its text is being shown.
  private var kind: LineKind?
  private var fence: (mark: Unicode.Scalar, length: Int)?
  private var table = MarkdownTable()

  /// A display with nothing on it.
  ///
  /// - Parameters:
  ///   - width: how many places a row has.
  ///   - isStyled: whether bold, slanted, faint and coloured text may be used; else the marks stay where they are,
  ///     which tell the same.
  public init(width: Int, isStyled: Bool) {
    self.isStyled = isStyled
    flow = TextFlow(width: width)
  }

  /// How many places a row has; a change counts from now on.
  public var width: Int {
    get { flow.width }
    set { flow.width = newValue }
  }

  /// Takes a piece, and gives what is to be written to the terminal for it.
  public mutating func take(_ piece: String) -> String {
    for scalar in piece.unicodeScalars { take(scalar) }
    return flow.takeOutput()
  }

  /// Ends the text: gives what was held back and what ends the last line.
  public mutating func finish() -> String {
    if kind != nil || !head.isEmpty { endLine() }
    endTable()
    fence = nil
    return flow.takeOutput()
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if scalar == "\n" { return endLine() }
    if kind != nil { return show(scalar) }
    head.append(scalar)
    decide(isOver: false)
  }

  /// Begins to show the line as soon as its kind is known.
  private mutating func decide(isOver: Bool) {
    if let fence {
      if !isOver, mayEnd(fence) { return }
      if isOver, endsFence(fence) { return closeFence() }
      kind = .text(quotes: 0, indent: 0)
      if isStyled { flow.set(.code) }
      return showCode(head)
    }
    if !isOver, head.count > Self.headLimit {
      let isRow = head.prefix(Self.headLimit).first { $0 != " " } == "|"
      if isRow, head.count <= MarkdownTable.limit { return }
    }
    let isLong = head.count > Self.headLimit && !isOver
    guard let (found, start) = isLong ? (.text(quotes: 0, indent: 0), 0) : LineKind.of(head, isOver: isOver) else {
      return
    }
    if found == .row { return }
    endTable()
    kind = found
    begin(found)
    for scalar in head[start...] { show(scalar) }
    head = []
  }

  private mutating func endLine() {
    if kind == nil { decide(isOver: true) }
    defer {
      kind = nil
      head = []
    }
    guard let kind else { return endHeldLine() }
    if fence == nil, isStyled { for run in marks.finish() { show(run, in: kind) } }
    flow.endLine()
  }

  /// Ends a line that nothing was shown of: a row of a table, or the end of a fence.
  private mutating func endHeldLine() {
    guard !head.isEmpty, fence == nil, LineKind.of(head, isOver: true)?.kind == .row else { return }
    table.add(text(head))
    if !table.isPlausible { endTable() }
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    if fence != nil { return showCode([scalar]) }
    guard isStyled, let kind else { return flow.add([scalar]) }
    for run in marks.take(scalar) { show(run, in: kind) }
  }

  private mutating func show(_ run: InlineMarks.Run, in kind: LineKind) {
    flow.set(run.style.union(style(of: kind)))
    flow.add(run.text.unicodeScalars)
  }

  private func style(of kind: LineKind) -> TextStyle {
    guard case .heading(let level) = kind else { return [] }
    return level == 1 ? [.bold, .underlined] : .bold
  }

  /// Shows what stands in front of a line.
  private mutating func begin(_ kind: LineKind) {
    let faint: TextStyle = isStyled ? .dim : []
    switch kind {
    case .blank, .row: break
    case .text(let quotes, let indent):
      let prefix = bars(quotes) + String(repeating: " ", count: indent)
      flow.begin(with: prefix, hanging: prefix, style: faint)
    case .item(let quotes, let indent, let marker):
      let prefix = bars(quotes) + String(repeating: " ", count: indent)
      let places = DisplayWidth.of(marker) + 1
      flow.begin(with: prefix + marker + " ", hanging: prefix + String(repeating: " ", count: places), style: faint)
    case .heading(let level):
      let prefix = isStyled ? "" : String(repeating: "#", count: level) + " "
      flow.begin(with: prefix, hanging: "")
    case .rule: flow.write(String(repeating: "─", count: max(3, min(40, width))), faint)
    case .fence(let mark, let length, let label):
      fence = (mark, length)
      let plain = String(repeating: String(mark), count: length) + label
      flow.write(isStyled ? "────" + (label.isEmpty ? "" : " " + label) : plain, faint)
    }
  }

  private func bars(_ quotes: Int) -> String { String(repeating: isStyled ? "│ " : "> ", count: min(quotes, 20)) }

  /// Whether the line so far may be the end of a program's text.
  private func mayEnd(_ fence: (mark: Unicode.Scalar, length: Int)) -> Bool {
    head.drop { $0 == " " || $0 == "\t" }.allSatisfy { $0 == fence.mark } && head.count < 80
  }

  private func endsFence(_ fence: (mark: Unicode.Scalar, length: Int)) -> Bool {
    let rest = head.drop { $0 == " " || $0 == "\t" }
    return rest.count >= fence.length && rest.allSatisfy { $0 == fence.mark }
  }

  private mutating func closeFence() {
    flow.write(isStyled ? "────" : text(head), isStyled ? .dim : [])
    fence = nil
    kind = .rule
  }

  /// A program's text stays in its rows as it is.
  private mutating func showCode(_ code: [Unicode.Scalar]) {
    flow.write(text(code))
    head = []
  }

  /// Shows the table that the lines before were, or the lines when they were none.
  private mutating func endTable() {
    guard !table.isEmpty else { return }
    for line in table.rows(width: width, isStyled: isStyled) ?? table.lines { flow.write(line + "\n") }
    table = MarkdownTable()
  }

  private func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
