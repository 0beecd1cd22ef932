import ManentFormats
import TestSupport
import Testing

@Suite struct YAMLErrorTests {
  static let refused: [(text: String, description: String)] = [
    ("a: &x 1\n", "w.yaml:1:4: anchors are not supported here\na: &x 1\n   ^"),
    ("a: 1\nb: *x\n", "w.yaml:2:4: aliases are not supported here\nb: *x\n   ^"),
    ("a: !!str 1\n", "w.yaml:1:4: tags are not supported here\na: !!str 1\n   ^"),
    ("a: 1\nb: 2\na: 3\n", "w.yaml:3:1: duplicate key 'a'\na: 3\n^"),
    ("c: {x: 1, \"x\": 2}\n", "w.yaml:1:11: duplicate key 'x'\nc: {x: 1, \"x\": 2}\n          ^"),
    ("a: 1\n---\nb: 2\n", "w.yaml:2:1: a second document in the file is not supported here\n---\n^"),
    ("? [a]\n: 1\n", "w.yaml:1:3: a key must be text\n? [a]\n  ^"),
    ("a: 1\n: 2\n", "w.yaml:2:1: expected 'key: value'\n: 2\n^"),
    ("a: 1\n\tb: 2\n", "w.yaml:2:1: a tab cannot indent; use spaces\n\tb: 2\n^"),
    ("a: @b\n", "w.yaml:1:4: text cannot begin with '@'; put it in quotes\na: @b\n   ^"),
    ("a: \"b\nc: 1\n", "w.yaml:1:4: the quoted text is never closed\na: \"b\n   ^"),
    (
      "a: [1, 2\n",
      "w.yaml:1:4: did not find expected ',' or ']' while parsing a flow sequence\na: [1, 2\n   ^"
    ),
    (
      "a: b: c\n",
      "w.yaml:1:5: a ':' is not allowed here; put the text in quotes or correct the indentation\na: b: c\n    ^"
    ),
    (
      "日本: b: c\n",
      "w.yaml:1:6: a ':' is not allowed here; put the text in quotes or correct the indentation\n日本: b: c\n       ^"
    ),
    (
      "a:\t\"e\u{301}\u{1F600}\": c\n",
      "w.yaml:1:9: a ':' is not allowed here; put the text in quotes or correct the indentation\n"
        + "a:\t\"e\u{301}\u{1F600}\": c\n  \t     ^"
    ),
    ("\u{FEFF}a: &x 1", "w.yaml:1:4: anchors are not supported here\na: &x 1\n   ^"),
    ("a: 1\r\nb: *x\r\n", "w.yaml:2:4: aliases are not supported here\nb: *x\n   ^"),
    ("a: \u{1B}[31m\n", "w.yaml:1:4: control characters are not allowed\na: \u{FFFD}[31m\n   ^"),
    ("a: b\0c", "w.yaml:1:5: control characters are not allowed\na: b\u{FFFD}c\n    ^"),
    (
      "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n",
      "w.yaml:2:1: unresolved git conflict in lines 2 to 6; keep what is right and delete the marker lines\n"
        + "<<<<<<< HEAD\n^"
    ),
    (
      "<<<<<<< HEAD\n",
      "w.yaml:1:1: unresolved git conflict in line 1; keep what is right and delete the marker lines\n"
        + "<<<<<<< HEAD\n^"
    ),
  ]

  @Test(arguments: refused)
  func `What settings have no use for is refused at its place`(text: String, description: String) {
    let error = #expect(throws: YAMLError.self) { try YAMLDocument(parsing: Array(text.utf8), file: "w.yaml") }
    #expect(error?.description == description)
  }

  @Test func `Invalid UTF-8 is refused at its place`() {
    let error = #expect(throws: YAMLError.self) {
      try YAMLDocument(parsing: Array("a: é\nb: é".utf8) + [0xFF, 0x0A], file: "w.yaml")
    }
    #expect(error?.description == "w.yaml:2:5: invalid UTF-8\nb: é\u{FFFD}\n    ^")
  }

  @Test func `Nesting and size have limits`() throws {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
      let text = { String(repeating: open, count: $0) + String(repeating: close, count: $0) }
      #expect(throws: Never.self) { try YAMLDocument(parsing: Array(text(64).utf8), file: "w.yaml") }
      let error = #expect(throws: YAMLError.self) { try YAMLDocument(parsing: Array(text(65).utf8), file: "w.yaml") }
      #expect(error?.message == "nested too deeply")
      #expect(throws: YAMLError.self) {
        try YAMLDocument(parsing: Array(String(repeating: open, count: 200_000).utf8), file: "w.yaml")
      }
    }
    let large = Array(repeating: UInt8(ascii: "#"), count: YAMLDocument.maximumSize + 1)
    let error = #expect(throws: YAMLError.self) { try YAMLDocument(parsing: large, file: "w.yaml") }
    #expect(error?.description == "w.yaml:1:1: larger than 1 MiB")
  }

  @Test func `A long line is shown around the place`() {
    let text = "k: [" + String(repeating: "abcdefghi, ", count: 100) + "*x, " + String(repeating: "y, ", count: 100)
    let error = #expect(throws: YAMLError.self) { try YAMLDocument(parsing: Array(text.utf8), file: "w.yaml") }
    let lines = error?.description.split(separator: "\n") ?? []
    #expect(lines.first == "w.yaml:1:1105: aliases are not supported here")
    #expect(lines[1].hasPrefix("…") && lines[1].hasSuffix("…") && lines[1].count == 162)
    #expect(lines[1].dropFirst(lines[2].count - 1).hasPrefix("*x, "))
  }

  @Test func `No string of bytes makes the reader crash`() {
    let alphabet =
      Array("ab:-?{}[],#&*!|>'\"%@ \n\r\t~0.".utf8) + [0x00, 0x1B, 0x80, 0xC3, 0xA9, 0xE2, 0xEF, 0xBB, 0xBF, 0xFF]
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      do {
        let document = try YAMLDocument(parsing: bytes, file: "w.yaml")
        #expect(document.bytes == bytes)
      } catch {
        #expect(error.description.hasPrefix("w.yaml:"))
      }
    }
  }
}
