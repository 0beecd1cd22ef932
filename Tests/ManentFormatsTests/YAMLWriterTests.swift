import ManentFormats
import TestSupport
import Testing

@Suite struct YAMLWriterTests {
  private func value(of text: String) throws -> JSON {
    try YAMLMapping(YAMLDocument(parsing: Array(text.utf8), file: "written.yaml")).json
  }

  @Test func `A document is in blocks at the top and in brackets below`() {
    let text = YAMLWriter.text(of: [
      ("manent", 1), ("name", "alice"), ("chat", .mapping([("window", 20), ("timeout", "never")])),
      ("tags", .strings(["pinned", "a, b"])), ("shared", .strings([])), ("retention", .mapping([])), ("ratio", 0.5),
      ("versioned", false), ("model", .null), ("title", "What is attention, really?"),
      ("url", "https://example.org/a?b#c"),
      ("instructions", "Answer briefly.\n\n  Cite: always.\n"), ("greeting", "Hi\nthere"),
    ])
    #expect(
      text == """
        manent: 1
        name: alice
        chat: {window: 20, timeout: never}
        tags: [pinned, "a, b"]
        shared: []
        retention: {}
        ratio: 0.5
        versioned: false
        model: null
        title: What is attention, really?
        url: https://example.org/a?b#c
        instructions: |
          Answer briefly.

            Cite: always.
        greeting: |-
          Hi
          there

        """)
  }

  @Test(arguments: [
    "", " ", "yes", "No", "ON", "y", "null", "~", "True", "1", "-1", "+1", "1.5", ".5", "1e3", "0x1F", "0o7", "1_000",
    "12:30", "2026-01-01", "2026-01-01T10:00:00Z", ".inf", ".nan", "a: b", "a:", "a #b", "#a", "- a", "-", "? a", "[a",
    "{a", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a", " a", "a ", "=", "<<", "---", "...",
    "<<<<<<< a",
  ])
  func `Text that some reader may take for something else is quoted`(text: String) {
    #expect(YAMLWriter.text(of: [("k", .string(text))]).hasPrefix("k: \""))
  }

  @Test(arguments: [
    "alice", "a b", "180d", "1GB", "2026 plans", "What is attention?", "it's", "a-b", "a:b", "C#", "/home/a b", "日本",
    "é",
    "e-mail", "nobody", "yes sir", "a, b", "f(x) = [1]", "hashed-1024-v1", "50%", "a\"b",
  ])
  func `Text that every reader takes for text is plain`(text: String) {
    #expect(YAMLWriter.text(of: [("k", .string(text))]) == "k: \(text)\n")
  }

  @Test(arguments: ["a\t\nb", "\na", " a\nb", "a \nb", "a\n\n", "\n", "a\r\nb", "a\n \nb", "a\n\u{1B}b"])
  func `Text of several lines that a block could spoil is quoted`(text: String) throws {
    let written = YAMLWriter.text(of: [("k", .string(text))])
    #expect(written.hasPrefix("k: \"") && written.hasSuffix("\"\n"))
    #expect(try value(of: written) == ["k": .string(text)])
  }

  @Test func `A key of any length can be written`() throws {
    for length in [999, 1000, 1024, 1025, 100_000] {
      let key = String(repeating: "k", count: length)
      let text = YAMLWriter.text(of: [(key, .mapping([(key, .int(1))])), ("b", 2)])
      #expect(try value(of: text) == [key: [key: 1], "b": 2])
    }
  }

  @Test func `Of two entries with the same key the later value takes the earlier place`() {
    #expect(YAMLWriter.text(of: [("a", 1), ("b", 2), ("a", 3)]) == "a: 3\nb: 2\n")
  }

  @Test func `What is written reads back as the same value`() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<3000 {
      let entries = RandomValue.entries(using: &random)
      let text = YAMLWriter.text(of: entries)
      let expected = YAMLValue.mapping(entries).json
      #expect((try? value(of: text)) == expected, "\(text.debugDescription)")
    }
  }

  @Test(.enabled(if: PythonYAML.isPresent))
  func `Python reads the same values`() throws {
    var random = SeededGenerator(seed: 2)
    let documents = (0..<1500).map { _ in RandomValue.entries(using: &random) }
    let values = try PythonYAML.values(of: documents.map { YAMLWriter.text(of: $0) })
    #expect(values.count == documents.count)
    for (entries, value) in zip(documents, values) {
      let expected = entries.isEmpty ? .null : pairs(YAMLValue.mapping(entries).json)
      #expect(same(value, expected), "\(YAMLWriter.text(of: entries).debugDescription)")
    }
  }

  private func pairs(_ json: JSON) -> JSON {
    switch json {
    case .array(let values): .array(values.map(pairs))
    case .object(let object): .array(object.entries.map { [.string($0.key), pairs($0.value)] })
    default: json
    }
  }

  /// Equal but for the spelling of numbers.
  private func same(_ left: JSON, _ right: JSON) -> Bool {
    switch (left, right) {
    case (.array(let left), .array(let right)): left.count == right.count && zip(left, right).allSatisfy(same)
    case (.number(let left), .number(let right)): left.double == right.double
    default: left == right
    }
  }
}
