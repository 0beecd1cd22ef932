import ManentCore
import Testing

@testable import ManentTerminal

@Suite struct OutputTests {
  @Test func `Columns are as wide as their widest cell, wide characters told`() {
    var table = Table(["NAME", "BYTES", "TITLE"], rightAligned: [1])
    table.add(["日本", "5", "a"])
    table.add(["cafe\u{301}", "1000", "👩‍👩‍👧 b"])
    #expect(
      table.text == """
        NAME  BYTES  TITLE
        日本      5  a
        cafe\u{301}   1000  👩‍👩‍👧 b

        """)
    #expect(Table(["A", "B"]).text == "A  B\n")
  }

  @Test(arguments: 40...100) func `A row fits into the terminal, and numbers stay whole`(width: Int) {
    for wraps in [true, false] {
      var table = Table(["NAME", "BYTES", "WHAT IT IS"], rightAligned: [1], wrapsLast: wraps, width: width)
      table.add([
        "a rather long name, with 日本", "123456", "words that go on for longer than any row of this table has room",
      ])
      table.add(["b", "7", "short"])
      let lines = table.text.split(separator: "\n")
      for line in lines { #expect(DisplayWidth.of(line) <= width, "\(table.text)") }
      #expect(table.text.contains("123456") && table.text.contains("short"))
      #expect(wraps ? lines.count > 3 && table.text.contains("room") : lines.count == 3 && table.text.contains("…"))
    }
  }

  @Test(arguments: 20...100) func `Text is broken between words, and its rows fit`(width: Int) {
    let words = "a rather long sentence, with 日本語の文章 and 👩‍👩‍👧 in it and"
    let parts: [TextRows.Part] = [(words, []), (" the find", .bold), ("\nthat is soughtsoughtsoughtsought for.", [])]
    let rows = TextRows.laid(parts, first: "* ", margin: "  ", width: width)
    let lines = StyledText.plain(rows).split(separator: "\n")
    for line in lines {
      #expect(DisplayWidth.of(line) <= width && (line.hasPrefix("* ") || line.hasPrefix("  ")), "\(rows)")
    }
    #expect(StyledText.plain(rows).contains("sentence,") && rows.contains("\u{1B}[1m") && rows.hasSuffix("\n"))
    #expect(StyledText.plain(rows).filter { !$0.isWhitespace }.contains("andthefindthatissoughtsought"), "\(rows)")
  }

  @Test func `A cell stays on its line, and what a terminal would obey is shown`() {
    var table = Table(["A", "B"])
    table.add(["one\ntwo\tthree", "\u{1B}[31mred"])
    #expect(table.text == "A              B\none two three  \u{FFFD}[31mred\n")
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("日本語", 6), ("e\u{301}", 1), ("ｆｕｌｌ", 8), ("한글", 4), ("🪁", 2), ("a\u{200B}", 1), ("é", 1),
    ("🇩🇪", 2), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
  ])
  func `The places that text takes are told`(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

  @Test(arguments: [
    ("plain é 日本\n\ttab", "plain é 日本\n\ttab"), ("\u{1B}]0;title\u{7}x", "\u{FFFD}]0;title\u{FFFD}x"),
    ("a\rb\u{8}c", "a\u{FFFD}b\u{FFFD}c"), ("\u{9B}31m", "\u{FFFD}31m"), ("\r\n", "\n"),
    ("evil\u{202E}txt.exe", "evil\u{FFFD}txt.exe"), ("\u{2066}x\u{7F}\0", "\u{FFFD}x\u{FFFD}\u{FFFD}"),
  ])
  func `What a terminal would obey is made visible`(text: String, shown: String) {
    #expect(Terminal.inert(text) == shown)
  }

  @Test func `A row of numbers that a terminal is too narrow for is a block`() {
    var table = Table(["WORKSPACE", "SIZE", "CHATS", "GIT"], rightAligned: [1, 2, 3], width: 24)
    table.add(["work", "123.4 MB", "12.3 MB", "1.2 GB"])
    table.add(["a workspace of a long name", "1 B", "", "2 B"])
    #expect(
      table.text == """
        work
          SIZE       123.4 MB
          CHATS      12.3 MB
          GIT        1.2 GB
        a workspace of a long n…
          SIZE       1 B
          GIT        2 B

        """)
  }

  @Test func `Prose is broken between words, and its margin kept`() {
    #expect(WrappedText.rows("one two three four", width: 9) == ["one two", "three", "four"])
    #expect(WrappedText.rows("  12 KB  a/b, c/d", width: 12) == ["  12 KB a/b,", "  c/d"])
    #expect(WrappedText.rows("one two", width: nil) == ["one two"])
  }
}
