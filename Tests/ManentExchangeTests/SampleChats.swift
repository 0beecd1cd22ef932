import ManentChats
import ManentCore
import ManentExchange
import WorkspaceSupport

/// A workspace with chats whose every byte is given.
struct SampleChats {
  let sample: SampleWorkspace
  let choices: [ExportChoice]

  static let question =
    #"{"id":"1","role":"user","content":"What is\nattention? <&>","created_at":"2026-11-20T10:00:00.000Z","later":1.50}"#
  static let answer =
    #"{"id":"2","parent":"1","role":"assistant","content":"“It is.” [1]","created_at":"2026-11-20T10:00:01.000Z","#
    + #""provider":"extractive","sources":[{"document":"a.pdf","blob":"e69d","start":10,"end":90,"page":3,"line":7,"#
    + #""score":0.91,"quotes":[{"start":20,"end":30,"line":8},{"start":40,"end":50}]},{"document":"b.md","blob":"","#
    + #""start":0,"end":9,"score":0.5}],"state":{"topic":"é"}}"#
  static let failed =
    #"{"id":"3","parent":"2","role":"assistant","content":"","created_at":"2026-11-20T10:00:02.000Z","status":"failed","#
    + #""error":"no more words"}"#

  init(_ chats: [(name: String, settings: String, lines: [String])] = Self.ordinary) throws {
    sample = try SampleWorkspace()
    for (name, settings, lines) in chats {
      try sample.write("chats/2026/11/20/\(name)-00000000/chat.yaml", settings)
      try sample.write(
        "chats/2026/11/20/\(name)-00000000/0001.jsonl", lines.map { $0 + "\n" }.joined())
    }
    let workspace = try sample.open()
    choices = try chats.map { try ExportChoice(workspace.chat(matching: $0.name), of: workspace) }
  }

  static let ordinary: [(name: String, settings: String, lines: [String])] = [
    ("b", "id: b\ntitle: \"Second: *b*\"\ncreated_at: 2026-11-20T11:00:00Z\n", []),
    (
      "a",
      "id: a\ntitle: Attention\ncreated_at: 2026-11-20T10:00:00Z\ntags: [x, y z]\nmodel: m\nwindow: 3\n"
        + "instructions: Be brief.\nforked_from: z\ntemplate: t\n",
      [question, answer, failed]
    ),
  ]

  /// The text of an export, and what came of it.
  func export(
    _ format: ExportFormat, _ choices: [ExportChoice]? = nil
  ) throws -> (text: String, report: ExportReport) {
    var bytes: [UInt8] = []
    let report = try Exporter(of: sample.open()).export(choices ?? self.choices, as: format) { bytes += $0 }
    return (String(decoding: bytes, as: UTF8.self), report)
  }
}
