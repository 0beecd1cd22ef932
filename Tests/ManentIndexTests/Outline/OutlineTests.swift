import TestSupport
import Testing

@testable import ManentIndex

/// How documents are laid out, each unit written as `title > title: lead | unit`.
@Suite struct OutlineTests {
  private func outline(_ text: String, _ format: TextFormat = .plain, isFlat: Bool = false) -> [String] {
    let bytes = Array(text.utf8)
    let outline = bytes.withUnsafeBufferPointer { Outline($0, format: format, isFlat: isFlat) }
    func words(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return outline.units.map { unit in
      let titles = outline.titles(of: unit.section).map(words).joined(separator: " > ")
      let above = [unit.header, unit.lead].compactMap { $0 }.map { words($0) + " | " }.joined()
      return (titles.isEmpty ? "" : titles + ": ") + above + words(unit.range)
    }
  }

  @Test func `options of a manual page have their descriptions, running heads and synopsis are left out`() {
    let page = """
      GREP(1)                          User Commands                         GREP(1)

      SYNOPSIS
             grep [OPTION...] PATTERNS

      OPTIONS
         Pattern Syntax
             --help Output a usage message and exit.

             -E, --extended-regexp
                    Interpret PATTERNS as extended expressions.  With the
                    -v option it is another matter.

             -S     sort by file size

      EXIT STATUS
             Normally 0.

      GNU grep 3.8                      2019-12-29                           GREP(1)
      """
    #expect(
      outline(page) == [
        "OPTIONS > Pattern Syntax > --help: --help | Output a usage message and exit.",
        "OPTIONS > Pattern Syntax > -E, --extended-regexp: -E, --extended-regexp | Interpret PATTERNS as extended expressions.",
        "OPTIONS > Pattern Syntax > -E, --extended-regexp: -E, --extended-regexp | With the -v option it is another matter.",
        "OPTIONS > Pattern Syntax > -S: -S | sort by file size", "EXIT STATUS: Normally 0.",
      ])
  }

  @Test func `questions and terms are titles of what answers them`() {
    #expect(
      outline("Q: How do I wash it?\nA: By hand.\n\nQ: Where?\nA: There.\n") == [
        "How do I wash it?: By hand.", "Where?: There.",
      ])
    #expect(outline("**Is it free?**\n\nYes.\n", .markdown) == ["Is it free?: Yes."])
    #expect(outline("Deductible\n: What you pay.\n", .markdown) == ["Deductible: Deductible | What you pay."])
    #expect(
      outline("-e command\n\n--execute command\n\nExecute it after the others, as if typed.\n", .markdown, isFlat: true)
        == ["-e command --execute command: -e command --execute command | Execute it after the others, as if typed."])
  }

  @Test func `rows are never joined and know their header`() {
    #expect(outline("name,phone\nAda,1\nBo,2\n", .csv) == ["name,phone | Ada,1", "name,phone | Bo,2"])
    #expect(
      outline("| what | value |\n| --- | --- |\n| oil | 5W-30 |\n", .markdown) == ["| what | value | | | oil | 5W-30 |"]
    )
    #expect(outline("2026-05-01 10:00:00 INFO on\n2026-05-01 10:05:00 WARN off\n").count == 2)
    #expect(outline("Net                 213.70\nTo be paid          254.30\n") == ["Net 213.70", "To be paid 254.30"])
  }

  @Test func `items have the lead of their list, code has what introduces it`() {
    #expect(
      outline("Refilling water:\n  1. Switch it off.\n  2. Open the tap.\n") == [
        "Refilling water:", "Refilling water: | 1. Switch it off.", "Refilling water: | 2. Open the tap.",
      ])
    #expect(
      outline("Install it so:\n\n```\npip install it\n```\n", .markdown) == [
        "Install it so:", "Install it so: | pip install it",
      ])
  }

  @Test func `a table of contents is left out`() {
    let text =
      "Contents\n\n1.1. What is it?\n\n1.2. Who made it?\n\n# 1.1. What is it?\n\nA thing.\n\n# 1.2. Who made it?\n\nWe did.\n"
    #expect(outline(text, .markdown) == ["1.1. What is it?: A thing.", "1.2. Who made it?: We did."])
  }

  @Test func `lines of settings have the comment above them and the keys around them`() {
    #expect(outline("# How often\nretries = 7\n", .code) == ["# How often", "# How often | retries = 7"])
    #expect(outline("server:\n  port: 22\n", .code) == ["server:", "server:: port: 22"])
    #expect(
      outline("{\n\"a\": {\"x\": 1, \"y\": 2},\n\"b\": true\n}\n", .json) == [
        "\"a\": {\"x\": 1, \"y\": 2}", "\"b\": true",
      ])
  }

  @Test func `units are in order, do not overlap and lie in the text, whatever it is`() {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "\n", "\n\n", "    ", "\t", "- ", "# ", "1. ", "-x, --long  ", "word ", "Q: ", "A: ", "?", ".", ":", "|", "```\n",
      "===\n", "{", "}", "[", "\"", ",",
      "\u{FFFD}", "é", "漢", "(1)", "CAPS ", "\r\n", "é",
    ]
    for _ in 0..<300 {
      let text = (0..<80).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }.joined()
      let bytes = Array(text.utf8)
      for format in TextFormat.allCases {
        for isFlat in [false, true] {
          let outline = bytes.withUnsafeBufferPointer { Outline($0, format: format, isFlat: isFlat) }
          var end = 0
          for unit in outline.units {
            #expect(unit.range.lowerBound >= end && unit.range.upperBound <= bytes.count, "\(text.debugDescription)")
            end = unit.range.upperBound
            for range in [unit.lead, unit.header, unit.block].compactMap({ $0 }) {
              #expect(range.upperBound <= bytes.count)
            }
          }
        }
      }
    }
  }
}
