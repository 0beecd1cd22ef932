import ManentFormats
import Testing

@Suite struct YAMLMappingTests {
  private func mapping(_ text: String) throws -> YAMLMapping {
    try YAMLMapping(YAMLDocument(parsing: Array(text.utf8), file: "workspace.yaml"))
  }

  private let workspace = """
    manent: 1                     # layout version
    name: alice
    chat: {window: 20, timeout: never}
    retrieval: {top_k: 4, shared: [bob, "42"]}
    index:
      versioned: true
    weight: 2
    ratio: 0.5
    retention:
    title: "2026"
    instructions: |
      One.
      Two.
    """

  @Test func `Values are read by the type that is wanted`() throws {
    let mapping = try mapping(workspace)
    #expect(try mapping.integer("manent") == 1)
    #expect(try mapping.string("name") == "alice")
    #expect(try mapping.mapping("chat")?.integer("window") == 20)
    #expect(try mapping.mapping("chat")?.string("timeout") == "never")
    #expect(try mapping.mapping("retrieval")?.strings("shared") == ["bob", "42"])
    #expect(try mapping.mapping("index")?.boolean("versioned") == true)
    #expect(try mapping.number("weight") == 2)
    #expect(try mapping.number("ratio") == 0.5)
    #expect(try mapping.string("title") == "2026")
    #expect(try mapping.string("instructions") == "One.\nTwo.")
    #expect(mapping.json("chat") == ["window": 20, "timeout": "never"])
    #expect(
      mapping.keys == [
        "manent", "name", "chat", "retrieval", "index", "weight", "ratio", "retention", "title", "instructions",
      ])
  }

  @Test func `A key that is missing or null reads as nothing`() throws {
    let mapping = try mapping(workspace)
    #expect(try mapping.mapping("retention") == nil)
    #expect(try mapping.string("retention") == nil)
    #expect(mapping.contains("retention"))
    #expect(mapping.json("retention") == .null)
    #expect(try mapping.strings("absent") == nil)
    #expect(!mapping.contains("absent"))
    #expect(mapping.json("absent") == nil)
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "---\n...\n", "{}", "~", "\u{FEFF}"])
  func `An empty document is an empty mapping`(text: String) throws {
    #expect(try mapping(text).keys.isEmpty)
    #expect(try mapping(text).json == [:])
  }

  @Test func `A mark of the end as DOS wrote it is no part of a document`() throws {
    var document = try YAMLDocument(parsing: Array("a: 1\r\n\u{1A}".utf8), file: "x")
    #expect(try YAMLMapping(document).integer("a") == 1)
    try document.set(.int(2), at: ["b"])
    #expect(document.text == "a: 1\r\nb: 2\r\n")
  }

  @Test func `A value of another type is an error at its place`() throws {
    let mapping = try mapping("name: [a]\nchat:\n  window: yes\n  tags: [a, 1]\nn: 12\n")
    func description(_ read: () throws -> Void) -> String? {
      #expect(throws: YAMLError.self, performing: read)?.description
    }
    #expect(
      description { _ = try mapping.string("name") } == "workspace.yaml:1:7: 'name' must be text\nname: [a]\n      ^")
    #expect(description { _ = try mapping.string("n") } == "workspace.yaml:5:4: 'n' must be text\nn: 12\n   ^")
    #expect(
      description { _ = try mapping.mapping("n") } == "workspace.yaml:5:4: 'n' must be a mapping\nn: 12\n   ^")
    let chat = try #require(try mapping.mapping("chat"))
    #expect(
      description { _ = try chat.integer("window") }
        == "workspace.yaml:3:11: 'window' must be a whole number\n  window: yes\n          ^")
    #expect(
      description { _ = try chat.boolean("window") }
        == "workspace.yaml:3:11: 'window' must be true or false\n  window: yes\n          ^")
    #expect(
      description { _ = try chat.strings("tags") }
        == "workspace.yaml:4:13: 'tags' must be a list of text\n  tags: [a, 1]\n            ^")
    #expect(
      description { _ = try self.mapping("- a\n") } == "workspace.yaml:1:1: expected 'key: value' lines\n- a\n^")
  }

  @Test func `An unknown key is an error that names the nearest one`() throws {
    let text = "chat:\n  window: 20\n\n# keep\n\nx:\n  retentoin: {}\n"
    let inner = try #require(try mapping(text).mapping("x"))
    let error = #expect(throws: YAMLError.self) { try inner.rejectUnknownKeys(known: ["retention", "window"]) }
    #expect(
      error?.description == """
        workspace.yaml:7:3: unknown key 'retentoin'; did you mean 'retention'?
          retentoin: {}
          ^
        """)
    #expect(throws: Never.self) { try mapping(text).rejectUnknownKeys(known: ["x", "chat"]) }
    let far = #expect(throws: YAMLError.self) { try inner.rejectUnknownKeys(known: ["name"]) }
    #expect(far?.summary == "workspace.yaml:7:3: unknown key 'retentoin'")
  }

  @Test func `A module's own errors are placed at the value or the key`() throws {
    let mapping = try mapping("a: 1\nprovider: gpt\nempty:\n")
    #expect(mapping.error(for: "provider", "no such provider").summary == "workspace.yaml:2:11: no such provider")
    #expect(mapping.errorAtKey("provider", "not here").summary == "workspace.yaml:2:1: not here")
    #expect(mapping.error(for: "empty", "needed").summary == "workspace.yaml:3:7: needed")
    #expect(mapping.error(for: "absent", "needed").summary == "workspace.yaml:1:1: needed")
  }

  @Test(arguments: [
    ("yes", #""yes""#), ("True", "true"), ("FALSE", "false"), ("null", "null"), ("~", "null"), ("''", #""""#),
    ("0o17", "15"), ("0x1F", "31"), ("+12", "12"), ("-0", "-0"), ("007", "7"), ("1e3", "1e3"), (".5", "0.5"),
    ("-.5", "-0.5"), ("1.", "1.0"), ("1_000", #""1_000""#), ("12:30", #""12:30""#), ("2026-01-01", #""2026-01-01""#),
    (".", #"".""#), ("1e", #""1e""#), ("0x", #""0x""#), ("0x-1", #""0x-1""#), (".inf", "null"), ("+-1", #""+-1""#),
    ("1 2", #""1 2""#), ("'1'", #""1""#), ("1.5.2", #""1.5.2""#),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
  ])
  func `Plain scalars follow the core schema of YAML 1_2`(text: String, expected: String) throws {
    #expect(try mapping("k: \(text)\n").json("k")?.serialized() == expected)
  }
}
