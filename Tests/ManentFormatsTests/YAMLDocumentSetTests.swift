import ManentFormats
import TestSupport
import Testing

@Suite struct YAMLDocumentSetTests {
  private func edited(_ text: String, _ path: [String], _ value: YAMLValue?) throws -> String {
    var document = try YAMLDocument(parsing: Array(text.utf8), file: "w.yaml")
    try document.set(value, at: path)
    return document.text
  }

  private static let workspace = """
    # Alice's workspace
    manent: 1                     # layout version

    name: "alice"                 # who
    chat: {window: 20, timeout: never}        # messages of context
    tags:          # mine
      # first
      - a
      - b  # second
    # about the index
    index:
      versioned: true   # in git
      deep:
        x: 1
    empty:    # nothing yet
    # the end

    """

  @Test(
    arguments: [
      (["name"], "bob", "name: \"alice\"  ", "name: bob  "),
      (["name"], "1", "name: \"alice\"  ", "name: \"1\"  "),
      (["manent"], 2, "manent: 1", "manent: 2"),
      (["chat", "window"], 40, "window: 20", "window: 40"),
      (["chat", "timeout"], "a, b", "timeout: never", "timeout: \"a, b\""),
      (["chat", "new"], true, "timeout: never}", "timeout: never, new: true}"),
      (["chat"], .null, "{window: 20, timeout: never}", "null"),
      (["chat", "window"], nil, "{window: 20, ", "{"),
      (["chat", "timeout"], nil, ", timeout: never}", "}"),
      (
        ["tags"], .strings(["c"]), "tags:          # mine\n  # first\n  - a\n  - b  # second\n",
        "tags: [c]          # mine\n  # first\n"
      ),
      (["tags"], nil, "tags:          # mine\n  # first\n  - a\n  - b  # second\n", ""),
      (["index", "versioned"], false, "versioned: true", "versioned: false"),
      (["index", "deep", "x"], "z", "x: 1", "x: z"),
      (["index", "deep", "z"], 3, "x: 1\n", "x: 1\n    z: 3\n"),
      (["index", "deep", "x"], nil, "deep:\n    x: 1\n", "deep: {}\n"),
      (["index", "deep"], nil, "  deep:\n    x: 1\n", ""),
      (["index", "new", "a"], 1, "    x: 1\n", "    x: 1\n  new: {a: 1}\n"),
      (
        ["index"], .mapping([("versioned", false)]), "index:\n  versioned: true   # in git\n  deep:\n    x: 1\n",
        "index: {versioned: false}\n"
      ),
      (["empty"], "full", "empty:    # nothing yet", "empty: full    # nothing yet"),
      (["empty", "a", "b"], 1, "empty:    # nothing yet", "empty: {a: {b: 1}}    # nothing yet"),
      (["empty"], nil, "empty:    # nothing yet\n", ""),
      (["name"], nil, "name: \"alice\"                 # who\n", ""),
      (["new"], "x", "empty:    # nothing yet\n", "empty:    # nothing yet\nnew: x\n"),
      (
        ["name"], "One.\nTwo.", "name: \"alice\"                 # who\n",
        "name: |-                 # who\n  One.\n  Two.\n"
      ),
      (["empty"], "One.\n", "empty:    # nothing yet", "empty: |    # nothing yet\n  One."),
      (["name"], "alice", "", ""), (["chat", "window"], 20, "", ""), (["absent"], nil, "", ""),
      (["absent", "deep"], nil, "", ""), (["empty", "deep"], nil, "", ""),
    ] as [([String], YAMLValue?, String, String)])
  func `Only the bytes of the value change`(path: [String], value: YAMLValue?, old: String, new: String) throws {
    let expected = Self.workspace.replacing(old, with: new)
    #expect(try edited(Self.workspace, path, value) == (old.isEmpty ? Self.workspace : expected))
    let windows = try edited(Self.workspace.replacing("\n", with: "\r\n"), path, value)
    #expect(windows == (old.isEmpty ? Self.workspace : expected).replacing("\n", with: "\r\n"))
  }

  @Test(
    arguments: [
      ("", ["a"], 1, "a: 1\n"),
      ("# only this", ["a"], 1, "# only this\na: 1\n"),
      ("---\n# x\n...\n", ["a"], 1, "---\na: 1\n# x\n...\n"),
      ("a: 1\n...\n", ["b"], 2, "a: 1\nb: 2\n...\n"),
      ("a: 1", ["b"], 2, "a: 1\nb: 2\n"),
      ("a: 1\n", ["a"], nil, ""),
      ("{}", ["a"], 1, "{a: 1}"),
      ("{a: 1}", ["a"], nil, "{}"),
      ("{a: 1,}", ["b"], 2, "{a: 1, b: 2,}"),
      ("{a: , b}", ["a"], 1, "{a: 1 , b}"),
      ("{a: , b}", ["b"], 2, "{a: , b: 2}"),
      ("{\"a\":1}", ["a"], 2, "{\"a\":2}"),
      ("a: |\n  x\n  y\n\n\nb: 1\n", ["a"], "z", "a: z\n\n\nb: 1\n"),
      ("a: |\n  x\n  y\n\n\n", ["b"], 1, "a: |\n  x\n  y\nb: 1\n\n\n"),
      ("a: >-\n  x\n  y\nb: 1\n", ["a"], nil, "b: 1\n"),
      ("a:\n  \"x\n  y\"\nb: 1\n", ["a"], "z", "a:\n  z\nb: 1\n"),
      ("a:\n- 1\n- 2\nb: 1\n", ["a"], .strings([]), "a: []\nb: 1\n"),
      ("a:\n-\n-\n", ["a"], 1, "a: 1\n"),
      ("a:\n  b:\n", ["a"], 1, "a: 1\n"),
      ("a:\n  b:\n", ["a", "c"], 1, "a:\n  b:\n  c: 1\n"),
      ("a:\n  - x", ["a"], 1, "a: 1\n"),
      ("\u{FEFF}a: 1\n", ["a"], 2, "\u{FEFF}a: 2\n"),
      ("\u{FEFF}", ["a"], 2, "\u{FEFF}a: 2\n"),
      ("é: ü  # ß\n", ["é"], "ö", "é: ö  # ß\n"),
      ("? a\n: 1\nb: 2\n", ["a"], 3, "? a\n: 3\nb: 2\n"),
      ("a: 1\n    # note\n", ["a"], "x\ny", "a: \"x\\ny\"\n    # note\n"),
      ("a: 1\n    # note\n", ["b"], "x\ny", "a: 1\nb: \"x\\ny\"\n    # note\n"),
      ("a: |\n  x\nb: [c]\n  # note\n\n    # more\nd: 1\n", ["b"], nil, "a: |\n  x\n# note\n\n# more\nd: 1\n"),
      (
        "m:\n  a: |\n    x\n  b: 1\n     # note\n  c: 1\n", ["m", "b"], nil,
        "m:\n  a: |\n    x\n  # note\n  c: 1\n"
      ),
      ("~\n", ["a"], 1, "a: 1\n"),
      ("a: {\n  b: 1, # one\n  c: 2  # two\n}\n", ["a", "d"], 3, "a: {\n  b: 1, # one\n  c: 2, d: 3  # two\n}\n"),
    ] as [(String, [String], YAMLValue?, String)])
  func `Every layout is edited in its own way`(text: String, path: [String], value: YAMLValue?, expected: String) throws
  {
    #expect(try edited(text, path, value) == expected)
  }

  @Test(arguments: [
    ("b: 1\n# on d\nd: 2\n", "c", "b: 1\nc: 0\n# on d\nd: 2\n"),
    ("# on all\nb: 1\n", "a", "# on all\na: 0\nb: 1\n"),
    ("b: |\n  x\n\n\nd: 1\n", "c", "b: |\n  x\nc: 0\n\n\nd: 1\n"),
    ("d: 1\nb: 2\n", "c", "c: 0\nd: 1\nb: 2\n"),
    ("a: 1\nb: 2", "c", "a: 1\nb: 2\nc: 0\n"),
    ("{b: 1, d: 2}", "c", "{b: 1, c: 0, d: 2}"),
    ("{b: 1, d: 2}", "a", "{a: 0, b: 1, d: 2}"),
    ("{b: 1, d: 2,}", "e", "{b: 1, d: 2, e: 0,}"),
  ])
  func `A new key comes before the first that it precedes`(text: String, key: String, expected: String) throws {
    var document = try YAMLDocument(parsing: Array(text.utf8), file: "w.yaml")
    try document.set(0, at: [key], precedes: { $0[0] < $1[0] })
    #expect(document.text == expected)
  }

  @Test(arguments: [
    ("a: 1\n", ["a", "b"], "w.yaml:1:4: 'a' must be a mapping\na: 1\n   ^"),
    ("- 1\n", ["a"], "w.yaml:1:1: the document must be a mapping\n- 1\n^"),
    ("b: 1\n? a\n", ["a"], "w.yaml:2:3: a key written with '?' cannot be given a value here\n? a\n  ^"),
  ])
  func `What cannot be set is an error and changes nothing`(text: String, path: [String], description: String) throws {
    var document = try YAMLDocument(parsing: Array(text.utf8), file: "w.yaml")
    let error = #expect(throws: YAMLError.self) { try document.set(1, at: path) }
    #expect(error?.description == description)
    #expect(document.text == text)
  }

  @Test func `Any sequence of edits keeps the comments and leads to the values that were set`() throws {
    let marks = ["# Alice's workspace", "# layout version", "# about the index", "# the end"]
    for seed in UInt64(0)..<300 {
      var random = SeededGenerator(seed: seed)
      var document = try YAMLDocument(parsing: Array(Self.workspace.utf8), file: "w.yaml")
      var expected = try #require(document.root.json.object)
      for _ in 0..<12 {
        let keys = ["name", "chat", "tags", "index", "empty"] + (0..<2).map { _ in RandomText.key(using: &random) }
        let key = keys.randomElement(using: &random) ?? "name"
        let value = Int.random(in: 0..<4, using: &random) == 0 ? nil : RandomValue.next(depth: 2, using: &random)
        let before = document.text
        #expect(
          throws: Never.self,
          "seed \(seed): \(before.debugDescription) \(key.debugDescription) \(String(describing: value))"
        ) {
          try document.set(value, for: key)
        }
        expected[key] = value?.json
        #expect(document.root.json.object == expected, "seed \(seed)")
      }
      #expect(marks.allSatisfy { document.text.contains($0) }, "seed \(seed)")
    }
  }
}
