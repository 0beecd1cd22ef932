import ManentCatalog
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct CatalogRowsTests {
  private func open() throws -> Catalog {
    try Catalog.open(at: TemporaryFolder.current / "catalog.db", tokenizer: "ascii")
  }

  private static let blob = BlobID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  private static let stamp = FileStamp(size: 3, modified: 5, inode: .max, checked: 7)

  private func document(_ name: String, problem: String? = nil) throws -> DocumentRow {
    DocumentRow(
      name: name, blob: try #require(Self.blob), format: "markdown", isVerbatim: true, stamp: Self.stamp,
      problem: problem)
  }

  private func fill(_ catalog: Catalog, _ name: String, _ texts: [String], from row: Int) throws {
    let id = try catalog.put(try document(name))
    for (ordinal, text) in texts.enumerated() {
      let passage = PassageRow(
        id: row + ordinal, document: id, ordinal: ordinal, range: ordinal..<ordinal + 10, line: 1,
        page: ordinal == 0 ? nil : 2)
      try catalog.insert(passage, terms: Array(text.utf8))
    }
  }

  @Test func `Documents are kept by name and sorted by it`() throws {
    let catalog = try open()
    try catalog.put(try document("b.md", problem: "binary"))
    try catalog.put(try document("a.md"))
    #expect(try catalog.documents().map(\.name) == ["a.md", "b.md"])
    var expected = try document("b.md", problem: "binary")
    let found = try #require(try catalog.document(named: "b.md"))
    expected.id = found.id
    #expect(found == expected)
    #expect(try catalog.document(named: "c.md") == nil)
  }

  @Test func `A document that is put again loses the passages that it had`() throws {
    let catalog = try open()
    try fill(catalog, "a.md", ["wing flat", "plate"], from: 0)
    try fill(catalog, "b.md", ["wing"], from: 2)
    #expect(try catalog.passageCount() == 3)
    #expect(try catalog.passages(matching: "wing", limit: 9).sorted() == [0, 2])
    try fill(catalog, "a.md", ["rocket"], from: 3)
    #expect(try catalog.passageCount() == 2)
    #expect(try catalog.passages(matching: "wing", limit: 9) == [2])
    #expect(try catalog.place(of: 0) == nil)
    #expect(try catalog.place(of: 3)?.document.name == "a.md")
  }

  @Test func `Passages are found by their terms, of some documents if that is asked`() throws {
    let catalog = try open()
    try fill(catalog, "a.md", ["wing wing", "wing and many other words"], from: 0)
    try fill(catalog, "b.md", ["wing"], from: 2)
    let first = try #require(try catalog.document(named: "a.md")).id
    #expect(try catalog.passages(matching: "wing", limit: 2).count == 2)
    #expect(try catalog.passages(matching: "wing", limit: 9, in: [first]) == [0, 1])
    #expect(try catalog.passages(matching: "wing", limit: 9, in: []) == [])
    #expect(try catalog.passageCount(containing: "wing") == 3)
    #expect(try catalog.passageCount(containing: "none") == 0)
    #expect(try catalog.terms(from: "a", to: "o").map(\.term) == ["and", "many"])
  }

  @Test func `A removed document takes its passages along`() throws {
    let catalog = try open()
    try fill(catalog, "a.md", ["wing", "plate"], from: 0)
    let id = try #require(try catalog.document(named: "a.md")).id
    #expect(try catalog.passages(of: id).map(\.page) == [nil, 2])
    try catalog.removeDocument(named: "a.md")
    try catalog.removeDocument(named: "a.md")
    #expect(try catalog.passageCount() == 0)
    #expect(try catalog.passages(matching: "wing", limit: 9) == [])
    #expect(try catalog.passages(of: id) == [])
  }

  @Test func `Pending paths are kept with the process that writes them`() throws {
    let catalog = try open()
    try catalog.addPending(["b", "a"], owner: "seven")
    try catalog.addPending(["a"], owner: "eight")
    #expect(try catalog.pending().map(\.path) == ["a", "b"])
    #expect(try catalog.pending().map(\.owner) == ["eight", "seven"])
    try catalog.removePending(["a", "b", "missing"], owner: "seven")
    #expect(try catalog.pending().map(\.path) == ["a"])
  }

  @Test func `Pending paths are found below a folder, and one by one`() throws {
    let catalog = try open()
    try catalog.addPending(["a", "a.x/c", "a/b", "a/b/c", "a0", "b"], owner: "one")
    #expect(try catalog.pending(below: "a").map(\.path) == ["a/b", "a/b/c"])
    #expect(try catalog.pending(below: "c").isEmpty)
    #expect(Set(try catalog.pending(among: ["a", "b", "c"]).map(\.path)) == ["a", "b"])
  }

  @Test func `Sources are kept by their path`() throws {
    let catalog = try open()
    try catalog.setSource("/x/a.md", stamp: Self.stamp, name: "a.md", blob: try #require(Self.blob))
    let found = try #require(try catalog.source("/x/a.md"))
    #expect(found.name == "a.md")
    #expect(found.stamp == Self.stamp)
    #expect(try catalog.source("/x/b.md") == nil)
  }

  @Test func `Chats come by their latest activity and are found by the ends of their ids`() throws {
    let catalog = try open()
    for (number, id) in ["0193-aaaa1111", "0193-bbbb1111", "own_id"].enumerated() {
      let time = Timestamp(milliseconds: Int64(number))
      try catalog.put(
        ChatRow(
          path: "chats/\(id)", id: id, title: id, tags: ["x", "y z"], created: time, activity: time, messages: 2,
          bytes: 10, stamp: "s", lastPart: 1))
    }
    #expect(try catalog.chats().map(\.id) == ["own_id", "0193-bbbb1111", "0193-aaaa1111"])
    #expect(try catalog.latestChat()?.id == "own_id")
    #expect(try catalog.chats(idPrefix: "0193", limit: 9).count == 2)
    #expect(try catalog.chats(idPrefix: "0193", limit: 1).map(\.id) == ["0193-aaaa1111"])
    #expect(try catalog.chats(idPrefix: "own%", limit: 9) == [])
    #expect(try catalog.chats(idSuffix: "bbbb1111", limit: 9).map(\.id) == ["0193-bbbb1111"])
    #expect(try catalog.chat(at: "chats/own_id")?.tags == ["x", "y z"])
    let figures = try catalog.chatFigures()
    #expect(figures.chats == 3)
    #expect(figures.messages == 6)
    #expect(figures.bytes == 30)
    var grown = try #require(try catalog.chat(at: "chats/0193-aaaa1111"))
    (grown.messages, grown.bytes, grown.lastPart, grown.stamp) = (4, 25, 2, "t")
    grown.activity = Timestamp(milliseconds: 9)
    try catalog.noteGrowth(of: grown)
    #expect(try catalog.latestChat() == grown)
    try catalog.removeChat(at: "chats/own_id")
    #expect(try catalog.chats().count == 2)
  }

  @Test func `No question about one chat or path reads through a table`() throws {
    let catalog = try open()
    for (question, count) in [
      ("SELECT * FROM chats ORDER BY activity DESC, id DESC LIMIT 1", 1), ("SELECT * FROM chats WHERE path = 'a'", 1),
      ("SELECT * FROM chats WHERE id >= 'a' AND id < 'b' ORDER BY id LIMIT 6", 1),
      ("SELECT * FROM chats WHERE substr(id, -8) = substr('123456789', -8) ORDER BY id LIMIT 6", 2),
      ("SELECT * FROM pending WHERE path > 'a/' AND path < 'a0' ORDER BY path", 1),
      ("UPDATE chats SET activity = 1, stamp = '' WHERE path = 'a'", 1),
    ] {
      let plan = try catalog.database.rows("EXPLAIN QUERY PLAN " + question) { $0.text(3) }
      #expect(plan.count == count && plan.allSatisfy { !$0.hasPrefix("SCAN") || $0.contains("INDEX") }, "\(plan)")
    }
  }

  @Test func `A stamp is believed unless the file was changed just before it was read`() throws {
    let file = TemporaryFolder.current / "a"
    try Files.writeNew([1], to: file)
    let status = try #require(try Files.status(file))
    let modified = Timestamp(milliseconds: status.modified / 1_000_000)
    func stamp(after milliseconds: Int64) -> FileStamp {
      FileStamp(status, checked: Timestamp(milliseconds: modified.milliseconds + milliseconds))
    }
    #expect(stamp(after: 1000).matches(status))
    #expect(!stamp(after: 19).matches(status))
    #expect(!stamp(after: -5).matches(status))
    try Files.writeAtomically([1], to: file)
    #expect(!stamp(after: 1000).matches(try #require(try Files.status(file))))
  }
}
