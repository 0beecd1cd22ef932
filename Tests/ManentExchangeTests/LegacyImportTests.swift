import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentExchange
import ManentFormats
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct `An import of the legacy layout` {
  private let sample: ImportSample
  private let guide = "# Attention\n\nAttention weighs every word.\n\nIt is parallel.\n"

  /// Ten sessions with the same guide, two of them with more.
  init() throws {
    sample = try ImportSample()
    for number in 0..<10 {
      let session = "session_20260104_10000\(number)_abc12\(number)"
      _ = try sample.file("old/data/\(session)/guide.md", guide)
      _ = try sample.file("old/faiss_index/\(session)/index.faiss", [UInt8](repeating: UInt8(number), count: 5000))
      _ = try sample.file("old/faiss_index/\(session)/index.pkl", "pickle")
    }
    _ = try sample.file("old/data/session_20260104_100003_abc123/deep/notes.txt", "Otters use tools.\n")
    _ = try sample.file("old/data/session_20260104_100004_abc124/guide.md", "Another guide of the same name.\n")
    _ = try sample.file(
      "old/chat_history/user_alice.json",
      #"[{"role":"user","content":"Hi","timestamp":"2026-01-04T10:00:00"},{"role":"assistant","content":"Hello"}]"#)
    _ = try sample.file(
      "old/chat_history/langchain.json",
      #"[{"type":"human","data":{"content":"Langchain?","additional_kwargs":{}}},{"type":"ai","data":{"content":"Yes."}}]"#
    )
    _ = try sample.file(
      "old/chat_history/sender.json",
      #"{"session_id":"s1","chat_name":"Named","created_at":"2026-01-05 11:00:00","messages":[{"id":1,"sender":"Human","content":"Who?"},{"id":2,"sender":"AI","content":"Me."}]}"#
    )
    _ = try sample.file(
      "old/chat_history/pairs.json", #"[{"question":"Q1","answer":"A1","sources":["guide.md"]},["Q2","A2"]]"#)
    _ = try sample.file(
      "old/chat_history/sessions.json",
      #"{"abc-123":[{"role":"user","content":"In memory"}],"def-456":[{"role":"user","content":"Robots"}]}"#)
  }

  private var old: Path { sample.folder / "old" }

  @Test func `joins documents by content, embeds each once and says what was double`() throws {
    let summary = try sample.take(old)
    let figures = try #require(summary.legacy)
    #expect(summary.format == .legacy && summary.isComplete)
    #expect(figures.copies == 11 && figures.documents == 3 && figures.added == 3)
    #expect(figures.bytes == 9 * guide.utf8.count + 18 + 32 && figures.duplicateBytes == 8 * guide.utf8.count)
    let workspace = try sample.workspace.open()
    let documents = try workspace.documents()
    #expect(documents.map(\.name).count { $0.hasPrefix("guide") } == 2 && documents.count == 3)
    let passages = try workspace.document(named: "guide.md").passages.count
    #expect(figures.duplicateEmbeddings == 8 * passages && figures.embeddings == 9 * passages + 2)
    #expect(figures.indexBytes == 10 * 5006)
    // Eight sessions had the guide alone: seven of their indexes say what another one says.
    #expect(figures.duplicateIndexBytes == 7 * 5006)
    #expect(try Files.list(sample.workspace.root / "index").contains("hashed-1024-v1"))
    try Golden.expect(sample.readable(), matches: "import-legacy.json")
  }

  @Test func `leaves the old folders as they are, and another document of the same name too`() throws {
    try sample.workspace.write("documents/guide.md", "Mine.\n")
    let before = try FileTree(of: old)
    try sample.take(old)
    #expect(try FileTree(of: old) == before)
    #expect(try sample.workspace.read("documents/guide.md") == "Mine.\n")
  }

  @Test func `does not read a document that no workspace takes`() throws {
    let large = try sample.file("old/data/session_20260104_100000_abc120/large.txt", "")
    try sample.run("truncate", "-s", "40G", large.string)
    for isRehearsal in [true, false] {
      let summary = try Importer(into: sample.workspace.open())
        .run(old, Importer.Options(isRehearsal: isRehearsal))
      #expect(summary.legacy?.failed.map(\.chat) == [large.string])
      #expect(summary.legacy?.failed.first?.error.contains("max_document_bytes") == true)
      #expect(summary.legacy?.added == 3 && !summary.isComplete)
    }
  }

  @Test func `keeps the old folders where the workspace holds a message without its credentials`() throws {
    try sample.workspace.write(
      "workspace.yaml", sample.workspace.read("workspace.yaml") + "history: {secrets: redact}\n")
    try sample.workspace.git("commit", "-qam", "Take credentials out of messages")
    _ = try sample.file(
      "old/chat_history/secret.json", #"[{"role":"user","content":"It is AKIA\#("Q7XKWZ3NVT5RBHMP") here"}]"#)
    try sample.take(old)
    let before = try FileTree(of: old)
    let error = #expect(throws: ImportError.self) { try Importer(into: sample.workspace.open()).removeSource(old) }
    #expect(error?.description.contains("secret.json holds credentials, without which 1 message is here") == true)
    #expect(try FileTree(of: old) == before)
  }

  @Test func `removes the old folders only when the workspace holds all of it`() throws {
    let importer = { Importer(into: try sample.workspace.open()) }
    #expect(throws: ImportError.self) { try importer().removeSource(old) }
    let before = try FileTree(of: old)
    try sample.take(old)
    let obstacles: [(String, String)] = [
      ("old/data/session_20260104_100009_abc129/late.md", "Came later"),
      ("old/chat_history/late.json", #"[["Q","A"]]"#),
      ("old/chat_history/broken.json", "[{"), ("old/chat_history/notes.txt", "kept by hand"),
      ("old/chat_history/draft.json", #"{"messages":[],"notes":"kept by hand"}"#),
      ("old/faiss_index/session_20260104_100009_abc129/notes.txt", "kept by hand"),
    ]
    for (name, text) in obstacles {
      let file = try sample.file(name, text)
      let error = #expect(throws: ImportError.self, "\(name)") { try importer().removeSource(old) }
      #expect(error?.code == .incomplete)
      try Files.remove(file)
      #expect(try FileTree(of: old) == before, "\(name)")
    }
    try sample.workspace.write("documents/deep/notes.txt", "Otters use tool.\n")
    #expect(throws: ImportError.self) { try importer().removeSource(old) }
    #expect(try FileTree(of: old) == before)
    try sample.workspace.write("documents/deep/notes.txt", "Otters use tools.\n")
    let freed = try importer().removeSource(old)
    #expect(freed > 50_000)
    #expect(try FileTree(of: old).entries.isEmpty)
  }
}
