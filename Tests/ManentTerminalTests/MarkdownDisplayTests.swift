import ManentTerminal
import Testing

@Suite struct `Markdown on a terminal` {
  /// What a text is shown as when it comes in pieces of a size; sequences of style are named in brackets.
  private func shown(_ text: String, width: Int = 80, styled: Bool = true, pieces size: Int = 1) -> String {
    var display = MarkdownDisplay(width: width, isStyled: styled)
    var rest = Array(text.unicodeScalars)[...]
    var output = ""
    while !rest.isEmpty {
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: rest.prefix(size))
      output += display.take(String(piece))
      rest = rest.dropFirst(size)
    }
    return Screen.text(output + display.finish())
  }

  @Test(arguments: 20...60, [true, false])
  func `text that comes whole has nothing in it that is taken back`(width: Int, styled: Bool) {
    let text =
      "# A heading of some words\n\nPlain words *with slanted ones among them* and `some code` besides, so it is.\n\n"
    let whole = text + "- an item with words enough to be longer than a row of any width that is tried here\n"
    var display = MarkdownDisplay(width: width, isStyled: styled)
    let output = display.take(whole) + display.finish()
    #expect(!output.contains("\r") && !output.contains("\u{1B}[K"), "\(output)")
    // It looks as it does when it comes in pieces.
    #expect(Screen.text(output) == shown(whole, width: width, styled: styled))
  }

  @Test(arguments: 8...60) func `a row of a table is never wider than the terminal`(width: Int) {
    let table = "| name | what it is, in some words |\n|---|---|\n| first one | words and some more words of it |\n"
    var display = MarkdownDisplay(width: max(width, 12), isStyled: false)
    let output = display.take(table) + display.finish()
    for line in output.split(separator: "\n") { #expect(DisplayWidth.of(line) <= max(width, 12), "\(output)") }
  }

  @Test(arguments: [
    ("plain", "plain\n"), ("a *b* c", "a <3>b<> c\n"), ("a **b** c", "a <1>b<> c\n"), ("***b***", "<1;3>b<>\n"),
    ("a `b*c*` d", "a <36>b*c*<> d\n"), ("``a ` b``", "<36>a ` b<>\n"), ("~~no~~ ~yes~", "<9>no<> ~yes~\n"),
    ("**a *b* c**", "<1>a <><1;3>b<><1> c<>\n"), ("_a_ snake_case_name __b__", "<3>a<> snake_case_name <1>b<>\n"),
    ("2*3*4 and 2 * 3 * 4", "2*3*4 and 2 * 3 * 4\n"), ("这是**重点**吗", "这是<1>重点<>吗\n"),
    ("**never closed", "**never closed\n"), ("a ` b", "a ` b\n"), ("\\*a\\* \\n", "*a* \\n\n"),
    ("see [1] and [2].", "see [1] and [2].\n"), ("![cat](c.png)", "<4>cat<><2> (c.png)<>\n"),
    ("[text](https://a.b \"title\")", "<4>text<><2> (https://a.b \"title\")<>\n"), ("[a](a)", "<4>a<>\n"),
    ("[](x)", "<2>x<>\n"),
    ("[**b**](u)", "<1;4>b<><2> (u)<>\n"), ("[never closed", "[never closed\n"), ("[a](never", "[a](never\n"),
    ("*a\nb*", "*a\nb*\n"), ("`*a*` *`b`*", "<36>*a*<> <3;36>b<>\n"), ("hi! [x", "hi! [x\n"), ("a ****", "a ****\n"),
  ])
  func `marks inside a line are shown by styles, and what is no mark stays`(text: String, expected: String) {
    for size in [1, 2, 3, 1000] { #expect(shown(text, pieces: size) == expected, "in pieces of \(size)") }
  }

  @Test(arguments: [
    ("# One\ntext", "<1;4>One<>\ntext\n"), ("### Three *b*", "<1>Three <><1;3>b<>\n"), ("#hashtag", "#hashtag\n"),
    ("####### seven", "####### seven\n"), ("- a\n- b\n  - c", "<2>• <>a\n<2>• <>b\n<2>  • <>c\n"),
    ("* a\n+ b", "<2>• <>a\n<2>• <>b\n"), ("1. a\n2) b", "<2>1. <>a\n<2>2) <>b\n"), ("1.5 litres", "1.5 litres\n"),
    ("> a\n> > b\n>", "<2>│ <>a\n<2>│ │ <>b\n<2>│ <>\n"), ("> - a", "<2>│ • <>a\n"), ("a\n\nb\n\n", "a\n\nb\n\n"),
    ("***", "<2>────────────────────────────────────────<>\n"), ("-5 degrees", "-5 degrees\n"), ("--", "--\n"),
    ("**bold** first", "<1>bold<> first\n"), ("-", "-\n"), ("2026", "2026\n"), ("    deep", "    deep\n"),
  ])
  func `lines are shown as what they are`(text: String, expected: String) {
    for size in [1, 2, 3, 1000] { #expect(shown(text, pieces: size) == expected, "in pieces of \(size)") }
  }

  @Test func `a program's text stays as it is, up to the end that fits its beginning`() {
    let text = "```swift\nlet a = \"**b**\"\n\n  # no heading\n``\n~~~\n```\nafter *it*"
    let expected =
      "<2>──── swift<>\n<36>let a = \"**b**\"<>\n<36><>\n<36>  # no heading<>\n<36>``<>\n<36>~~~<>\n<2>────<>\nafter <3>it<>\n"
    for size in [1, 3, 1000] { #expect(shown(text, pieces: size) == expected) }
    #expect(shown("~~~\na") == "<2>────<>\n<36>a<>\n")
    #expect(shown("```not` a fence") == "```not` a fence\n")
    #expect(shown("  ```\n  a\n  ```\nb") == "<2>────<>\n<36>  a<>\n<2>────<>\nb\n")
  }

  @Test func `a table stands in columns, wide characters and alignment told`() {
    let text = "| Name | Price |\n|:--|--:|\n| 日本 | 5 |\n| a \\| `b` | **1000** |\n\nafter"
    let expected = """
      <1>Name<>   <1>Price<>
      <2>─────  ─────<>
      日本       5
      a | <36>b<>   <1>1000<>

      after

      """
    for size in [1, 5, 1000] { #expect(shown(text, pieces: size) == expected) }
    #expect(shown("| a | b |\nno table") == "| a | b |\nno table\n")
    #expect(shown("| a | b |\n| c | d |") == "| a | b |\n| c | d |\n")
  }

  @Test func `a table that is too wide is broken between the words of its widest columns`() {
    let text = "| Key | What it means |\n|---|---|\n| one | a long explanation of it |\n"
    #expect(
      shown(text, width: 20, styled: false) == """
        Key  What it means
        ───  ───────────────
        one  a long
             explanation of
             it

        """)
  }

  @Test func `words are moved whole to the next row, which hangs below the first`() {
    #expect(
      Screen(width: 20).showing(shown("one two three four five six", width: 20)) == ["one two three four", "five six"])
    #expect(
      Screen(width: 20).showing(shown("- one two three **four five** six", width: 20, pieces: 3))
        == ["• one two three four", "  five six"])
    #expect(
      Screen(width: 20).showing(shown("> eins zwei drei vier fünf", width: 20)) == ["│ eins zwei drei", "│ vier fünf"])
    #expect(Screen(width: 20).showing(shown("日本語日本語日本語日本語", width: 20)) == ["日本語日本語日本語日", "本語"])
    #expect(
      Screen(width: 20).showing(shown("abcdefghijklmnopqrstuvwxyz", width: 20)) == ["abcdefghijklmnopqrst", "uvwxyz"])
    #expect(Screen(width: 20).showing(shown("exactly 20 places it", width: 20)) == ["exactly 20 places it"])
    #expect(Screen(width: 20).showing(shown("exactly 20 places it is", width: 20)) == ["exactly 20 places it", "is"])
  }

  @Test func `a style goes on in the next row, and the hanging space has none`() {
    #expect(
      shown("- **aaaa bbbb cccc dddd eeee**", width: 20) == "<2>• <><1>aaaa bbbb cccc <>\n  <1>dddd eeee<>\n")
  }

  @Test func `a piece of plain text is shown at once`() {
    var display = MarkdownDisplay(width: 80, isStyled: true)
    #expect(["Hel", "lo", " wor", "ld"].map { display.take($0) } == ["Hel", "lo", " wor", "ld"])
    #expect(display.take(" **b") == " " && display.take("old** x") == "\u{1B}[1mbold\u{1B}[0m x")
  }

  @Test func `without styles the marks stay, and the layout is the same`() {
    #expect(
      shown("# One\n- **a** `b`\n> c\n```sh\nd\n```", styled: false) == "# One\n• **a** `b`\n> c\n```sh\nd\n```\n")
  }

  @Test(arguments: [
    "*", "_", "`", "[", "|", "> ", "#", "-", "\\", "~", "![", "1", "*_", "**a ", "[a](", "| a |\n",
  ])
  func `a hostile text costs no more than its length`(piece: String) {
    var display = MarkdownDisplay(width: 80, isStyled: true)
    let count = 20_000
    var length = 0
    for _ in 0..<count { length += display.take(piece).unicodeScalars.count }
    length += display.finish().unicodeScalars.count
    #expect(length >= count / 2 && length < count * 60, "\(length)")
  }

  @Test(arguments: 0..<200)
  func `every letter is shown, however the text comes in pieces`(seed: Int) {
    var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let parts = [
      "a", "bc ", "*", "**", "_", "`", "```", "\n", "# ", "- ", "1. ", "> ", "|", "[", "](", ")", "日", " ", "\\", "é",
    ]
    let text = (0..<60).map { _ in parts[next(parts.count)] }.joined()
    let whole = shown(text, pieces: 10_000)
    for size in [1, 2, 7] { #expect(shown(text, pieces: size) == whole, "seed \(seed): \(text)") }
    let letters = Set("abcé日1")
    let plain = Screen.plain(whole)
    // The address of a link and what opens a program's text are shown elsewhere or in another form, but not left out.
    for letter in letters {
      let count = text.filter { $0 == letter }.count
      #expect(plain.filter { $0 == letter }.count >= (letter == "1" ? 0 : count), "seed \(seed): \(text)")
    }
  }
}

/// A terminal that knows what the display makes use of.
struct Screen {
  let width: Int

  /// Output with each sequence of style as its codes in `<>`; words that were moved stand where they were moved to.
  static func text(_ output: String) -> String {
    var lines: [String] = [""]
    var rest = output[...]
    while let character = rest.first {
      if rest.hasPrefix("\r\u{1B}[") {
        // Back to a column, and the rest of the row is cleared: counted without the sequences.
        rest = rest.dropFirst(3)
        let column = Int(rest.prefix { $0.isNumber }) ?? 0
        rest = rest.dropFirst(String(column).count + 1 + 3)
        lines[lines.count - 1] = cut(lines[lines.count - 1], at: column)
      } else if rest.hasPrefix("\u{1B}[") {
        rest = rest.dropFirst(2)
        let codes = rest.prefix { $0 != "m" }
        rest = rest.dropFirst(codes.count + 1)
        lines[lines.count - 1] += codes == "0" ? "<>" : "<\(codes)>"
      } else if character == "\n" {
        lines.append("")
        rest = rest.dropFirst()
      } else {
        lines[lines.count - 1].append(character)
        rest = rest.dropFirst()
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The text of a shown line without its styles.
  static func plain(_ line: String) -> String {
    var isCode = false
    return line.filter { character in
      if character == "<" { isCode = true }
      defer { if character == ">" { isCode = false } }
      return !isCode && character != ">"
    }
  }

  /// The first places of a line, with the styles in it.
  private static func cut(_ line: String, at column: Int) -> String {
    var (places, isCode, kept) = (0, false, "")
    for character in line {
      if character == "<" { isCode = true }
      if !isCode {
        guard places < column else { continue }
        places += DisplayWidth.of(String(character))
      }
      kept.append(character)
      if character == ">" { isCode = false }
    }
    return kept
  }

  /// The rows that shown text takes, without styles and white space at their ends.
  func showing(_ shown: String) -> [String] {
    var rows = Self.plain(shown).split(separator: "\n", omittingEmptySubsequences: false).map { row in
      String(row.reversed().drop { $0 == " " }.reversed())
    }
    if rows.last == "" { rows.removeLast() }
    for row in rows { #expect(DisplayWidth.of(row) <= width) }
    return rows
  }
}
