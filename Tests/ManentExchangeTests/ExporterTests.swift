import ManentCore
import ManentExchange
import ManentFormats
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct ExporterTests {
  /// A workspace with chats whose every byte is given.
  private func sample() throws -> (SampleWorkspace, [Chat]) {
    let sample = try SampleWorkspace()
    let question =
      #"{"id":"1","role":"user","content":"What is\nattention? <&>","created_at":"2026-11-20T10:00:00.000Z","later":1.50}"#
    let answer =
      #"{"id":"2","parent":"1","role":"assistant","content":"“It is.” [1]","created_at":"2026-11-20T10:00:01.000Z","#
      + #""provider":"extractive","sources":[{"document":"a.pdf","blob":"e69d","start":10,"end":90,"page":3,"line":7,"#
      + #""score":0.91,"quotes":[{"start":20,"end":30,"line":8},{"start":40,"end":50}]},{"document":"b.md","blob":"","#
      + #""start":0,"end":9,"score":0.5}],"state":{"topic":"é"}}"#
    let failed =
      #"{"id":"3","parent":"2","role":"assistant","content":"","created_at":"2026-11-20T10:00:02.000Z","status":"failed","#
      + #""error":"no more words"}"#
    let chats = [
      ("b", "id: b\ntitle: \"Second: *b*\"\ncreated_at: 2026-11-20T11:00:00Z\n", ""),
      (
        "a",
        "id: a\ntitle: Attention\ncreated_at: 2026-11-20T10:00:00Z\ntags: [x, y z]\nmodel: m\nwindow: 3\n"
          + "instructions: Be brief.\nforked_from: z\n",
        [question, answer, failed].joined(separator: "\n") + "\n"
      ),
    ]
    for (name, settings, lines) in chats {
      try sample.write("chats/2026/11/20/\(name)-00000000/chat.yaml", settings)
      try sample.write("chats/2026/11/20/\(name)-00000000/0001.jsonl", lines)
    }
    let workspace = try sample.open()
    return (sample, try ["b", "a"].map { try workspace.chat(matching: $0) })
  }

  private func export(_ sample: SampleWorkspace, _ chats: [Chat], _ format: ExportFormat) throws -> String {
    var text = ""
    try Exporter(of: sample.open()).export(chats, as: format) { text += $0 }
    return text
  }

  @Test(arguments: [(ExportFormat.json, "json"), (.jsonl, "jsonl"), (.markdown, "md")])
  func `An export reads as recorded, whatever the order of the chats`(format: ExportFormat, ending: String) throws {
    let (sample, chats) = try sample()
    let text = try export(sample, chats, format)
    try Golden.expect(text, matches: "export.\(ending)")
    #expect(try export(sample, chats.reversed(), format) == text)
    try Files.removeTree(sample.root / ".manent")
    #expect(try export(sample, chats, format) == text)
  }

  @Test func `JSON is one value, JSON Lines one a chat, and both hold the same`() throws {
    let (sample, chats) = try sample()
    let whole = try JSON(parsing: Array(try export(sample, chats, .json).utf8)[...])
    #expect(whole["format"]?.string == "manent/1")
    #expect(whole["workspace"]?.string == "alice")
    let lines = try export(sample, chats, .jsonl).split(separator: "\n").map { try JSON(parsing: Array($0.utf8)[...]) }
    #expect(whole["chats"]?.array == lines)
    #expect(lines.map { $0["id"]?.string } == ["a", "b"])
    #expect(lines[0]["state"]?.serialized() == #"{"topic":"é"}"#)
  }

  @Test(arguments: [
    (ExportFormat.json, "{\"format\":\"manent/1\",\"workspace\":\"alice\",\"chats\":[]}\n"), (.jsonl, ""),
    (.markdown, ""),
  ])
  func `No chats are an export too`(format: ExportFormat, text: String) throws {
    #expect(try export(SampleWorkspace(), [], format) == text)
  }

  @Test func `An error of whoever takes the pieces ends the export`() throws {
    let (sample, chats) = try sample()
    #expect(throws: Interruption()) {
      try Exporter(of: sample.open()).export(chats, as: .jsonl) { _ in throw Interruption() }
    }
  }
}
