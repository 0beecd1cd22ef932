import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct `An import from another program` {
  /// Every text in a value, keys left out.
  private func texts(_ value: JSON) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let values): values.flatMap(texts)
    case .object(let object): object.entries.flatMap { texts($0.value) }
    default: []
    }
  }

  @Test func `of ChatGPT keeps branches and every word, whatever the export looks like`() throws {
    let sample = try ImportSample()
    let source = try sample.fixture("chatgpt/conversations.json")
    let summary = try sample.take(source)
    #expect(summary.format == .chatgpt && summary.chats.added == 2 && summary.chats.messages == 14)
    #expect(summary.chats.failed.map(\.chat) == ["conversations.json, chat 4"])
    try Golden.expect(sample.readable(), matches: "import-chatgpt.json")
    let all = texts(try JSON(parsing: sample.export())).joined(separator: "\n")
    for word in [
      "What is attention?", "First try: it weighs words.", "Second try: “Größe” 😀", "What is in this picture?",
      "and I said this", "cat.png", "print('```')", "42", "The quoted words.", "https://example.org/a",
      "L0: the result",
      "the summary", "Weighing", "I weigh it.", "words of a kind nobody knows", "A second root", "An orphan",
      "In a ring, one", "In a ring, two", "No times at all",
    ] { #expect(all.contains(word), "\(word)") }
  }

  @Test func `of Claude is told to be one, and not taken for another`() throws {
    let sample = try ImportSample()
    let file = TemporaryFolder.current / "conversations.json"
    for text in [
      #"[{"uuid":"1","name":"n","chat_messages":[{"sender":"human","text":"x"}]}]"#,
      #"[{"uuid":"1","full_name":"A B","email_address":"a@example.org"}]"#,
    ] {
      try Files.writeAtomically(Array(text.utf8), to: file)
      for format in [nil, ImportFormat.chatgpt] {
        let error = #expect(throws: ImportError.self) { try sample.take(file, .init(format: format)) }
        #expect(error?.problem == "an export of Claude, which Manent does not read yet")
        #expect(error?.subject.hasSuffix("conversations.json") == true)
      }
    }
  }

  @Test func `that ends as DOS wrote texts is whole`() throws {
    let sample = try ImportSample()
    let file = TemporaryFolder.current / "a.jsonl"
    func line(_ text: String) -> String { #"{"messages":[{"role":"user","content":"\#(text)"}]}"# }
    for text in [
      "\(line("one"))\r\n\(line("two"))\r\n\u{1A}", "[\(line("three"))]\u{1A}\u{1A}", "\(line("four"))\u{1A}",
    ] {
      try Files.writeAtomically(Array(text.utf8), to: file)
      let summary = try sample.take(file)
      #expect(summary.chats.failed.isEmpty && summary.chats.added == (text.contains("two") ? 2 : 1), "\(summary)")
    }
  }

  @Test func `of a list of messages takes parts, calls and unknown roles`() throws {
    let sample = try ImportSample()
    let summary = try sample.take(sample.fixture("openai/messages.json"))
    #expect(summary.format == .openai && summary.chats.added == 1 && summary.chats.messages == 8)
    try sample.take(sample.fixture("openai/examples.jsonl"), .init(tags: ["tuning"]))
    try Golden.expect(sample.readable(), matches: "import-openai.json")
    let lines = try sample.export(.openai).split(separator: "\n")
    #expect(lines.contains { $0.contains(#""tool_calls":[{"id":"call_1""#) }, "\(lines)")
  }

  @Test(arguments: [("first", 2, 7), ("responses", 4, 19), ("threads", 5, 22)])
  func `of llm reads its tables of all times`(name: String, chats: Int, messages: Int) throws {
    let sample = try ImportSample()
    let source = try sample.database("llm/\(name).sql")
    let bytes = try Files.read(source)
    let summary = try sample.take(source)
    #expect(summary.format == .llm && summary.chats.failed == [])
    #expect(summary.chats.added == chats && summary.chats.messages == messages, "\(summary)")
    try Golden.expect(sample.readable(), matches: "import-llm-\(name).json")
    #expect(try Files.read(source) == bytes)
    #expect(try Files.list(sample.folder) == ["\(name).sql", "\(name).sql.db"], "nothing appears beside it")
  }

  @Test func `of llm reads what is still in the write-ahead log, and refuses what is no log of it`() throws {
    let sample = try ImportSample()
    let source = try sample.database("llm/first.sql")
    try sample.run(
      "python3", "-c",
      "import sqlite3, os, sys; c = sqlite3.connect(sys.argv[1]); c.execute('pragma journal_mode=wal'); "
        + "c.execute(\"insert into log(prompt, response) values('Late', 'Later')\"); c.commit(); os._exit(0)",
      source.string)
    #expect(Files.exists(Path(source.string + "-wal")))
    let summary = try Importer(into: sample.workspace.open()).run(source)
    #expect(summary.chats.added == 3)
    #expect(try sample.export().contains("Later"))
    let other = sample.folder / "other.db"
    try sample.run(
      "python3", "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript('create table x(y)')",
      other.string)
    #expect(throws: ImportError.self) { try sample.take(other) }
    let damaged = try sample.file(
      "damaged.db", Array(Files.read(source).prefix(5000)) + [UInt8](repeating: 7, count: 9000))
    #expect(throws: ImportError.self) { try sample.take(damaged) }
    #expect(Files.exists(damaged))
  }

  @Test func `gives children greater ids than their parents, and the same ids at any time`() throws {
    let (first, second) = (try ImportSample("one"), try ImportSample("two"))
    for sample in [first, second] {
      try sample.take(sample.fixture("chatgpt/conversations.json"))
      try sample.take(sample.database("llm/threads.sql"))
    }
    #expect(try first.export() == second.export())
    for chat in try first.chats() {
      let messages = try #require(chat["messages"]?.array)
      let ids = Set(messages.compactMap { $0["id"]?.string })
      #expect(ids.count == messages.count && ids.allSatisfy { UUIDv7($0) != nil })
      for message in messages {
        guard let parent = message["parent"]?.string else { continue }
        #expect(try ids.contains(parent) && parent < #require(message["id"]?.string))
      }
    }
  }

  @Test func `that has grown adds what is new, also when the file has another time`() throws {
    let sample = try ImportSample()
    let list = #"{"id":"c","messages":[{"role":"user","content":"One"},{"role":"assistant","content":"1"}"#
    try sample.take(sample.file("list.json", list + "]}"))
    let grown = try sample.file("list.json", list + #",{"role":"user","content":"Two"}]}"#)
    try sample.run("touch", grown.string)
    let summary = try Importer(into: sample.workspace.open()).run(grown)
    #expect(summary.chats.extended == 1 && summary.chats.messages == 1 && summary.chats.added == 0)
    let messages = try #require(sample.chats().first?["messages"]?.array)
    #expect(messages.map { $0["content"] } == ["One", "1", "Two"])
    #expect(messages[2]["parent"] == messages[1]["id"])
    #expect(try sample.workspace.git("status", "--porcelain") == "")
  }

  @Test func `leaves the chats alone that were forgotten here`() throws {
    let sample = try ImportSample()
    let source = try sample.fixture("openai/examples.jsonl")
    try sample.take(source)
    let chat = try #require(sample.chats().first?["id"]?.string)
    let other = try ImportSample("other")
    try other.workspace.write(
      "forgotten.jsonl",
      #"{"id":"0193a1b2-0000-7000-8000-000000000001","chat":"\#(chat)","action":"forget","#
        + #""created_at":"2026-11-20T10:00:00.000Z","device":"laptop"}"# + "\n")
    let summary = try Importer(into: other.workspace.open()).run(source)
    #expect(summary.chats.forgotten == 1 && summary.chats.added == 1)
  }

  @Test func `tells what it cannot make out`() throws {
    let sample = try ImportSample()
    for (name, text) in [("a.txt", "Hello"), ("b.json", "{}"), ("c.json", "[1]"), ("d.json", "")] {
      #expect(throws: ImportError.self, "\(name)") { try sample.take(sample.file(name, text)) }
    }
    try Files.makeFolders(sample.folder / "empty")
    #expect(throws: ImportError.self) { try sample.take(sample.folder / "empty") }
    let mixed = try sample.take(
      sample.file("mixed.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"Good\"}]}\nnot JSON\n[[]]\n"))
    #expect(mixed.chats.added == 1 && mixed.chats.failed.count == 2, "\(mixed)")
    let cut = try sample.file(
      "cut.json", "[{\"messages\":[{\"role\":\"user\",\"content\":\"Whole\"}]},{\"messages\":[{\"role\":\"us")
    #expect(throws: ImportError.self) { try Importer(into: sample.workspace.open()).run(cut) }
    #expect(try sample.export().contains("Whole"), "what came before the cut is kept")
  }

  @Test func `takes bytes that are not UTF-8 with a notice`() throws {
    let sample = try ImportSample()
    var bytes = Array(#"[{"role":"user","content":"Gr?n"}]"#.utf8)
    bytes[try #require(bytes.firstIndex(of: UInt8(ascii: "?")))] = 0xFC
    let summary = try sample.take(sample.file("latin.json", bytes), .init(format: .openai))
    #expect(summary.notices == ["latin.json, chat 1: bytes that are not UTF-8 were replaced by U+FFFD"])
    #expect(try sample.export().contains("Gr\u{FFFD}n"))
  }
}
