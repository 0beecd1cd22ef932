import ManentCatalog
import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct `Manent's own export` {
  /// A workspace with every feature in use.
  private func rich() throws -> ImportSample {
    let sample = try ImportSample("rich")
    func write(_ folder: String, _ settings: String, _ lines: [String]) throws {
      try sample.workspace.write("\(folder)/chat.yaml", settings)
      for (index, start) in stride(from: 0, to: lines.count, by: 3).enumerated() {
        let part = lines[start..<min(start + 3, lines.count)].map { $0 + "\n" }.joined()
        try sample.workspace.write("\(folder)/\(WorkspaceLayout.part(index + 1))", part)
      }
    }
    func line(_ number: Int, _ parent: Int?, _ content: String, _ more: String = "") -> String {
      let parent = parent.map { #","parent":"m\#($0)""# } ?? ""
      return
        #"{"id":"m\#(number)"\#(parent),"role":"\#(number.isMultiple(of: 2) ? "assistant" : "user")","content":"\#(content)","#
        + #""created_at":"2026-11-20T10:00:0\#(number).000Z"\#(more)}"#
    }
    try write(
      "chats/2026/11/20/an-older-title-9f2c41aa",
      "# a comment\nid: 0193a1b2-c3d4-7e5f-8a9b-00009f2c41aa\ntitle: \"Renamed: \\\"x\\\" \\u202e \\e\"\ncreated_at: \"2026-11-20T10:00:00+01:00\"\n"
        + "tags: [pinned, ünïcode]\nprovider: extractive\nmodel: m\nwindow: 5\ninstructions: |\n  Be brief.\n  Two lines.\n"
        + "forked_from: other\ntemplate: support\nretention: keep\n",
      [
        line(
          1, nil, "First\\u0000\\u2028\\ud83d\\ude00 \\/",
          #","device":"laptop","unknown":{"b":1.50,"a":[1e3,-0]},"z":null"#),
        line(2, 1, "Old answer", #","state":{"a":{"b":1}}"#),
        line(4, 1, "New answer", #","replaces":"m2","usage":{"input_tokens":3},"state":{"a":null,"c":2}"#),
        line(3, 2, "Asked after the old answer"),
        line(6, 3, "", #","status":"failed","error":"no more"}"#.replacing("}", with: "")),
        line(5, 4, "Another branch", #","metadata":{"x":"y"}"#),
        line(
          8, 5, "Half",
          #","status":"interrupted","sources":[{"document":"a.md","blob":"e69d","start":1,"end":2,"score":0.50,"new":1}]"#
        ),
        line(7, 99, "Its parent is nowhere"),
        line(9, 9, "Its own parent"),
      ])
    try write(
      "chats/2026/11/20.2/cleared-00000001",
      "id: cleared\ntitle: Cleared\ncreated_at: 2026-11-20T10:00:00Z\ncleared_before: m3\n",
      [line(1, nil, "Cleared away"), line(3, 1, "Shown"), line(4, 3, "Too")])
    try write("chats/2025/01/02/empty-00000002", "id: last.one_2\ntitle: \"\"\ncreated_at: 2025-01-02T10:00:00Z\n", [])
    try write(
      "chats/2025/01/02/same-00000002",
      "id: other\ntitle: \"null\"\ncreated_at: 2025-01-02T10:00:00Z\ntags: [\"y e s\", \"1\"]\n",
      (1...9).map { line($0, $0 == 1 ? nil : $0 - 1, String(repeating: "long \($0) ", count: 4000)) })
    return sample
  }

  @Test(arguments: [ExportFormat.json, .jsonl])
  func `comes back exactly`(format: ExportFormat) throws {
    let rich = try rich()
    let text = try rich.export(format)
    let (json, page) = (try rich.export(.json), try rich.export(.html))
    let copy = try ImportSample("copy")
    let summary = try copy.take(copy.file("export.\(format.rawValue)", text))
    #expect(summary.format == .manent && summary.chats.added == 4 && summary.isComplete, "\(summary)")
    #expect(try copy.export(format) == text)
    #expect(try copy.export(.json) == json)
    #expect(try copy.export(.html) == page)
    let parts = try Files.list(copy.workspace.root / "chats/2025/01/02/same-00000002")
    #expect(parts.count == 6, "parts stay small: \(parts)")
    let empty = try Files.list(copy.workspace.root / "chats/2025/01/02/empty-00000002").sorted()
    #expect(empty == ["0001.jsonl", "chat.yaml"], "a chat without messages is whole, too")
    for chat in try copy.workspace.open().chats() { #expect(chat.bytes > 0) }
  }

  @Test func `goes back into the workspace that it came from without a change`() throws {
    let rich = try rich()
    try rich.workspace.open().commitPending()
    let text = try rich.export()
    let tree = try rich.tree()
    let summary = try Importer(into: rich.workspace.open()).run(rich.file("export.json", text))
    #expect(summary.chats.unchanged == 4 && summary.chats.added == 0 && summary.chats.extended == 0)
    #expect(try rich.tree() == tree)
    #expect(try rich.export() == text)
  }

  @Test func `brings messages that a chat lacks, and keeps what only the workspace has`() throws {
    let rich = try rich()
    let copy = try ImportSample("copy")
    let first =
      #"{"id":"other","title":"Mine","created_at":"2025-01-02T10:00:00Z","message_count":1,"path":"x","messages":["#
    let mine = #"{"id":"m0","role":"user","content":"Mine","created_at":"2025-01-02T10:00:00Z"}"#
    try copy.take(copy.file("mine.jsonl", first + mine + "]}\n"))
    let summary = try copy.take(copy.file("export.json", rich.export()))
    #expect(summary.chats.added == 3 && summary.chats.extended == 1)
    let chat = try #require(copy.chats().first { $0["id"] == "other" })
    #expect(chat["title"] == "Mine" && chat["message_count"]?.int == 10)
  }

  @Test(arguments: [
    (#""path":"../../../../etc/x""#, true), (#""path":"chats/2026/11/20/../x""#, true),
    (#""path":"/etc/passwd""#, true),
    (#""path":"chats/2026/11/20/.git""#, true), (#""path":"chats/2026/11/20/a\nb""#, true),
    (#""path":"documents/2026/11/20/x""#, true), (#""id":"../x""#, false), (#""id":"last""#, false),
    (#""window":0"#, false), (#""messages":[{}]"#, false), (#""created_at":"soon""#, false),
  ])
  func `from a stranger stays inside and within the rules`(member: String, isTaken: Bool) throws {
    let sample = try ImportSample()
    var chat = try #require(
      JSON(
        parsing:
          #"{"id":"c","title":"T","created_at":"2026-11-20T10:00:00Z","message_count":0,"path":"x","messages":[]}"#
      ).object)
    for (key, value) in try #require(JSON(parsing: "{\(member)}").object).entries { chat[key] = value }
    let before = try FileTree(of: TemporaryFolder.current, passingOver: ["alice", "sources"])
    let file = try sample.file("export.jsonl", JSON.object(chat).serialized() + "\n")
    let summary = try Importer(into: sample.workspace.open()).run(file, .init(format: .manent))
    #expect(summary.chats.added == (isTaken ? 1 : 0) && summary.isComplete == isTaken, "\(summary)")
    #expect(try FileTree(of: TemporaryFolder.current, passingOver: ["alice", "sources"]) == before)
    let chats = try sample.workspace.open().chats()
    #expect(chats.map(\.path) == (isTaken ? ["chats/2026/11/20/t-\(chats.first?.path.suffix(8) ?? "")"] : []))
    #expect(try sample.workspace.git("status", "--porcelain") == "")
  }

  @Test func `of a busy day keeps folders small`() throws {
    let sample = try ImportSample()
    let lines = (0..<600).map { number in
      #"{"id":"c\#(number)","title":"T","created_at":"2026-11-20T10:00:00Z","message_count":0,"path":"chats/2026/11/20/n\#(number)","messages":[]}"#
    }
    let summary = try sample.take(sample.file("export.jsonl", lines.joined(separator: "\n") + "\n"))
    #expect(summary.chats.added == 600)
    let counts = try Files.list(sample.workspace.root / "chats/2026/11").map {
      try Files.list(sample.workspace.root / "chats/2026/11" / $0).count
    }
    #expect(counts == [256, 256, 88])
    #expect(try sample.workspace.subjects().filter { $0.hasPrefix("import: 600 chats") }.count == 1)
  }
}
