import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct ExporterTests {
  @Test(arguments: [
    (ExportFormat.json, "export.json"), (.jsonl, "export.jsonl"), (.markdown, "export.md"), (.html, "export.html"),
    (.csv, "export.csv"), (.openai, "export-openai.jsonl"),
  ])
  func `An export reads as recorded, whatever the order of the chats`(format: ExportFormat, name: String) throws {
    let chats = try SampleChats()
    let (text, report) = try chats.export(format)
    try Golden.expect(text, matches: name)
    let empty = [.csv, .openai].contains(format) ? 1 : 0
    #expect(report.chats == 2 - empty && report.leftOut == empty && report.failures.isEmpty)
    #expect(try chats.export(format, chats.choices.reversed()).text == text)
    try Files.removeTree(chats.sample.root / ".git/manent/cache")
    #expect(try chats.export(format).text == text)
  }

  @Test func `JSON is one value, JSON Lines one a chat, and both hold the same`() throws {
    let chats = try SampleChats()
    let whole = try JSON(parsing: chats.export(.json).text)
    #expect(whole["format"]?.string == "manent/1")
    #expect(whole["workspace"]?.string == "alice")
    let lines = try chats.export(.jsonl).text.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)[...]) }
    #expect(whole["chats"]?.array == lines)
    #expect(lines.map { $0["id"]?.string } == ["a", "b"])
    #expect(lines[0]["state"]?.serialized() == #"{"topic":"é"}"#)
  }

  @Test(arguments: [
    (ExportFormat.json, "{\"format\":\"manent/1\",\"workspace\":\"alice\",\"chats\":[]}\n"), (.jsonl, ""),
    (.markdown, ""), (.openai, ""),
  ])
  func `No chats are an export too`(format: ExportFormat, text: String) throws {
    #expect(try SampleChats([]).export(format).text == text)
  }

  @Test func `An error of whoever takes the pieces ends the export`() throws {
    let chats = try SampleChats()
    #expect(throws: Interruption()) {
      try Exporter(of: chats.sample.open()).export(chats.choices, as: .jsonl) { _ in throw Interruption() }
    }
  }

  @Test(arguments: ExportFormat.allCases)
  func `A chat too long to be held is given out as it would be in one piece`(format: ExportFormat) throws {
    func line(_ number: Int, _ length: Int, _ more: String = "") -> String {
      let id = "0193a1b2-0000-7000-8000-0000000\(10_000 + number)"
      let parent = number == 0 ? "" : #","parent":"0193a1b2-0000-7000-8000-0000000\#(9_999 + number)""#
      return #"{"id":"\#(id)"\#(parent),"role":"\#(number.isMultiple(of: 2) ? "user" : "assistant")","#
        + #""content":"\#(String(repeating: "é \(number)", count: length))","created_at":"2026-11-20T10:00:00.000Z"\#(more)}"#
    }
    let chats = try SampleChats([("l", "id: l\ntitle: Long\ncreated_at: 2026-11-20T10:00:00Z\n", [])])
    let folder = "chats/2026/11/20/l-00000000"
    for part in 0..<80 {
      let lines = (0..<20).map { line(part * 20 + $0, 700, #","state":{"n":\#(part)}"#) + "\n" }
      try chats.sample.write("\(folder)/\(WorkspaceLayout.part(part + 1))", lines.joined())
    }
    // One that stands in for another, and one that came in from elsewhere twice.
    try chats.sample.write(
      "\(folder)/0081.jsonl",
      line(1600, 3, #","replaces":"0193a1b2-0000-7000-8000-000000011599""#) + "\n" + line(3, 700) + "\n")
    let workspace = try chats.sample.open()
    var long = try ExportChoice(workspace.chat(matching: "l"), of: workspace)
    #expect(long.bytes > 4 << 20)
    let (text, report) = try chats.export(format, [long])
    #expect(report.chats == 1)
    long.bytes = 1
    #expect(try chats.export(format, [long]).text == text)
    if format == .json {
      let chat = try JSON(parsing: text)["chats"]?.array?.first
      #expect(chat?["message_count"]?.int == 1600 && chat?["messages"]?.array?.count == 1600)
      #expect(chat?["replaced"]?.array?.count == 1 && chat?["state"] == ["n": 79])
    }
  }

  @Test func `What cannot be read is told, and the rest is given out`() throws {
    let chats = try SampleChats(
      SampleChats.ordinary + [
        ("c", "id: c\ntitle: C\ncreated_at: 2026-11-20T09:00:00Z\n", ["no message", SampleChats.question])
      ])
    try chats.sample.write("chats/2026/11/20/b-00000000/chat.yaml", "title: gone\n")
    let (text, report) = try chats.export(.json)
    #expect(try JSON(parsing: text)["chats"]?.array?.map { $0["id"]?.string } == ["c", "a"])
    #expect(report.chats == 2 && report.failures.map(\.path.suffix) == ["c-00000000", "b-00000000"])
    #expect(report.failures[0].error.contains("0001.jsonl, line 1: not JSON"), "\(report)")
    #expect(report.failures[1].error.contains("the key 'id' is missing"), "\(report)")
    let workspace = try chats.sample.open()
    _ = try workspace.chats()
    #expect(try workspace.unreadableChats() == ["chats/2026/11/20/b-00000000"])
  }

  @Test func `Filters choose by tag and by time`() throws {
    let chats = try SampleChats()
    let exporter = Exporter(of: try chats.sample.open())
    func ids(_ filter: ExportFilter) throws -> [String] { try exporter.chats(matching: filter).map(\.id).sorted() }
    #expect(try ids(ExportFilter()) == ["a", "b"])
    #expect(try ids(ExportFilter(tags: ["x"])) == ["a"])
    #expect(try ids(ExportFilter(tags: ["x", "y z"])) == ["a"])
    #expect(try ids(ExportFilter(since: Timestamp("2026-11-20T10:00:02Z"))) == ["a", "b"])
    #expect(try ids(ExportFilter(since: Timestamp("2026-11-20T10:00:03Z"))) == ["b"])
    #expect(try ids(ExportFilter(until: Timestamp("2026-11-20T11:00:00Z"))) == ["a"])
    #expect(throws: WorkspaceError.self) { try ids(ExportFilter(tags: ["z"])) }
  }

  @Test func `A cell that a spreadsheet would run is text`() throws {
    let line = #"{"id":"1","role":"user","content":"=cmd|' /C calc'!A0","created_at":"2026-11-20T10:00:00.000Z"}"#
    let chats = try SampleChats([("a", "id: a\ntitle: \"@x, \\\"y\\\"\"\ncreated_at: 2026-11-20T10:00:00Z\n", [line])])
    let row = try chats.export(.csv).text.split(separator: "\r\n")[1]
    #expect(row == #"a,"'@x, ""y""",,1,,user,2026-11-20T10:00:00.000Z,,,,,,"'=cmd|' /C calc'!A0","#)
  }

  @Test(
    arguments: [
      ("=1", "'=1"), (" =1", " '=1"), ("\u{200B}@x", "\u{200B}'@x"), ("\u{FF1D}cmd", "'\u{FF1D}cmd"), ("\tx", "'\tx"),
      ("a;=cmd", "a;'=cmd"), ("a; -2+3", "a; '-2+3"), ("a\tb\t+1", "a\tb\t'+1"), ("a\n=cmd", "a\n'=cmd"),
      ("a;\\\"=cmd\\\" b", "a;\"\"'=cmd\"\" b"),
      ("a\n- item\n---\n+ b", nil), ("a = b - c", nil), ("x@y.org; z", nil), ("a\n-cmd|x", "a\n'-cmd|x"),
    ] as [(String, String?)])
  func `A cell that a spreadsheet would cut in two runs nothing`(content: String, expected: String?) throws {
    let escaped = content.replacing("\t", with: "\\t").replacing("\n", with: "\\n")
    let line =
      #"{"id":"1","role":"user","content":"\#(escaped)","created_at":"2026-11-20T10:00:00.000Z"}"#
    let chats = try SampleChats([("a", "id: a\ntitle: T\ncreated_at: 2026-11-20T10:00:00Z\n", [line])])
    let row = try #require(chats.export(.csv).text.split(separator: "\r\n").dropFirst().first)
    let cell = row.dropFirst("a,T,,1,,user,2026-11-20T10:00:00.000Z,,,,,,".count).dropLast()
    #expect(cell.trimming { $0 == "\"" } == expected ?? content)
  }
}

extension Substring {
  /// What is left without some characters at either end.
  fileprivate func trimming(_ isGone: (Character) -> Bool) -> String {
    var rest = self.drop(while: isGone)
    while let last = rest.last, isGone(last) { rest.removeLast() }
    return String(rest)
  }
}

extension String {
  /// What follows the last slash.
  fileprivate var suffix: String { Path(self).name }
}
