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
    var version = try document(name)
    version.passages = row..<row + texts.count
    let id = try catalog.put(version)
    for (ordinal, _) in texts.enumerated() {
      let passage = PassageRow(
        id: row + ordinal, document: id, ordinal: ordinal, range: ordinal..<ordinal + 10, line: 1,
        page: ordinal == 0 ? nil : 2)
      try catalog.insert(passage)
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
    #expect(try catalog.gone().isEmpty)
    try fill(catalog, "a.md", ["rocket"], from: 3)
    #expect(try catalog.passageCount() == 2)
    #expect(try catalog.gone().map(\.first) == [0])
    #expect(try catalog.gone().first?.bits.first == 0b11)
    #expect(try catalog.place(of: 0) == nil)
    #expect(try catalog.place(of: 3)?.document.name == "a.md")
  }

  @Test func `Runs of posting lists are kept in the order of their rows, with their bytes or as files`() throws {
    let catalog = try open()
    let (file, inline) = (Catalog.Run(first: 9, rows: 5, file: "a.run"), Catalog.Run(first: 0, rows: 9))
    try catalog.add(file)
    try catalog.add(inline, bytes: [0, 1, 255])
    #expect(try catalog.runs() == [inline, file])
    #expect(try catalog.bytes(ofRunFrom: 0) == [0, 1, 255])
    #expect(try catalog.bytes(ofRunFrom: 9) == [])
    // No row is given out twice, though none of them has a passage.
    #expect(try catalog.passageEnd() == 14)
    try catalog.remove(file)
    #expect(try catalog.runs() == [inline])
  }

  @Test func `Rows that are gone are kept as bits, also across blocks`() throws {
    let catalog = try open()
    try catalog.noteGone(4094..<8193)
    try catalog.noteGone(4095..<4096)
    let gone = try catalog.gone()
    #expect(gone.map(\.first) == [0, 4096, 8192])
    #expect(gone.flatMap(\.bits).reduce(0) { $0 + $1.nonzeroBitCount } == 8193 - 4094)
    #expect(gone[0].bits.last == 0b1100_0000)
    #expect(gone[2].bits.first == 1)
  }

  @Test func `Folders are believed by their times and inode, unless they were changed just before they were looked at`()
    throws
  {
    let catalog = try open()
    let folder = TemporaryFolder.current / "folder"
    try Files.makeFolders(folder)
    let status = try #require(try Files.status(folder))
    let known = Catalog.Folder(path: "folder", status, looked: status.changed + 20_000_000)
    #expect(known.matches(status))
    #expect(!Catalog.Folder(path: "folder", status, looked: status.changed + 19_000_000).matches(status))
    try catalog.put([known])
    #expect(try catalog.folders() == [known])
    #expect(try catalog.folder("folder") == known)
    try Files.writeNew([], to: folder / "new")
    var later = try #require(try Files.status(folder))
    // Two entries within one tick of the clock leave the same time.
    if later.changed == status.changed { later.changed += 1 }
    #expect(!known.matches(later))
    try catalog.forgetFolders(["folder"])
    #expect(try catalog.folder("folder") == nil)
  }

  @Test func `A removed document takes its passages along`() throws {
    let catalog = try open()
    try fill(catalog, "a.md", ["wing", "plate"], from: 0)
    let id = try #require(try catalog.document(named: "a.md")).id
    #expect(try catalog.passages(of: id).map(\.page) == [nil, 2])
    try catalog.removeDocument(named: "a.md")
    try catalog.removeDocument(named: "a.md")
    #expect(try catalog.passageCount() == 0)
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
