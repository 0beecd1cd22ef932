import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct LookTurnTests {
  /// A workspace of many documents whose folders are known, and changed long ago.
  private func sample(_ count: Int, folders: Int = 4, words: Int = 0) throws -> SampleWorkspace {
    let sample = try SampleWorkspace(settings: "history: {commit: manual}\n")
    func more(_ number: Int) -> String { (0..<words).map { "w\(number)x\($0) " }.joined() }
    for number in 0..<count {
      let path = sample.root / "documents/\(number % folders)/n\(number).txt"
      try Files.makeFolders(path.parent)
      try Files.writeNew(Array(("kite number \(number)\n" + more(number)).utf8), to: path, sync: false)
    }
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().documents()
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().documents()
    #expect(try sample.open().lookForChanges().isEmpty)
    return sample
  }

  /// The same, where each command looks at few documents.
  private func open(_ sample: SampleWorkspace, share: Int) throws -> Workspace {
    let workspace = try sample.open()
    workspace.lookShare = share
    return workspace
  }

  /// Changes a file in its place, to as many bytes.
  private func overwrite(_ path: Path, _ text: String) throws {
    let file = try OwnedDescriptor(opening: path, flags: 1)
    try Array(text.utf8).withUnsafeBytes { try file.write($0) }
  }

  @Test func `Only a folder in which something came is listed`() throws {
    let sample = try sample(40)
    try sample.write("documents/2/new.txt", "a rocket\n")
    let changes = try sample.open().lookForChanges()
    #expect(changes.folders.map(\.path) == ["2"])
    #expect(changes.suspects.map(\.name) == ["2/new.txt"])
    #expect(changes.missing.isEmpty)
    #expect(try sample.open().find("rocket", limit: 1).passages.first?.document == "2/new.txt")
  }

  @Test func `What goes, with its folder or without, is missing, and what comes in new folders is found`() throws {
    let sample = try sample(40)
    try Files.remove(sample.root / "documents/1/n1.txt")
    try Files.removeTree(sample.root / "documents/3")
    try sample.write("documents/5/deep/er/x.txt", "a rocket\n")
    let changes = try sample.open().lookForChanges()
    #expect(Set(changes.missing.map(\.name)) == Set(["1/n1.txt"] + (0..<10).map { "3/n\($0 * 4 + 3).txt" }))
    #expect(changes.goneFolders == ["3"])
    #expect(changes.suspects.map(\.name) == ["5/deep/er/x.txt"])
    #expect(Set(changes.folders.map(\.path)) == ["", "1", "5", "5/deep", "5/deep/er"])
    #expect(try sample.open().documents().count == 30)
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().documents()
    #expect(try sample.open().lookForChanges().isEmpty)
  }

  @Test func `A file that is changed in its place is seen by the next command where documents are few`() throws {
    let sample = try sample(40)
    try overwrite(sample.root / "documents/0/n0.txt", "boat number 0\n")
    #expect(try sample.open().find("boat", limit: 1).passages.first?.document == "0/n0.txt")
  }

  @Test func `Of many documents some are looked at by each command, until all were`() throws {
    let share = 12
    let sample = try sample(share * 2 + 6)
    let workspace = try open(sample, share: share)
    let last = try #require(try workspace.catalog().documents(after: share * 2 + 3, limit: 1).first).name
    try overwrite(sample.root / "documents/\(last)", "boat")
    LookTurn(row: 0, begun: Timestamp.now.milliseconds).leave(in: sample.root / ".git/manent/cache/look")
    var commands = 0
    while try workspace.lookForChanges().isEmpty {
      commands += 1
      try #require(commands <= 3)
    }
    #expect(commands == 2)
  }

  @Test func `After ten minutes all documents are looked at, however few commands there were`() throws {
    let share = 12
    let sample = try sample(share * 2)
    let workspace = try open(sample, share: share)
    let names = try workspace.catalog().documents(after: 0, limit: share * 2).map(\.name)
    try overwrite(sample.root / "documents/\(try #require(names.last))", "boat")
    let file = sample.root / ".git/manent/cache/look"
    LookTurn(row: 0, begun: Timestamp.now.milliseconds - LookTurn.longest - 1).leave(in: file)
    #expect(try workspace.lookForChanges().suspects.map(\.name) == [names.last])
    #expect(try #require(LookTurn(in: file)).row == 0)
  }

  @Test func `A document is not quoted as it was, whether or not it is its turn`() throws {
    let share = 12
    let sample = try sample(share * 2)
    let workspace = try open(sample, share: share)
    let names = try workspace.catalog().documents(after: 0, limit: share * 2).map(\.name)
    let name = try #require(names.last)
    let number = name.split(separator: "n").last?.prefix { $0.isNumber } ?? ""
    try overwrite(sample.root / "documents/\(name)", "boat")
    let found = try workspace.find("kite \(number)", limit: 3).passages
    #expect(found.allSatisfy { $0.document != name || $0.text.hasPrefix("boat") })
  }

  @Test func `What a command has added itself has the next one list nothing`() throws {
    let sample = try SampleWorkspace(settings: "history: {commit: manual}\n")
    let source = TemporaryFolder.current / "source"
    try Files.makeFolders(source)
    for number in 0..<20 { try Files.writeNew(Array("kite \(number)".utf8), to: source / "n\(number).txt") }
    _ = try sample.open().documents()
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().documents()
    let workspace = try sample.open()
    _ = try workspace.add(DocumentSource.expand(source, as: nil).sources)
    // Those that were put there within the tick of the clock are looked at once more.
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().documents()
    #expect(try sample.open().lookForChanges().isEmpty)
    let one = TemporaryFolder.current / "one.txt"
    try Files.writeNew(Array("a rocket".utf8), to: one)
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().add([DocumentSource(.file(one), name: "source/one.txt", isExplicit: true)])
    let folders = try sample.open().lookForChanges().folders.map(\.path)
    #expect(folders.isEmpty || folders == ["source"])
    #expect(try sample.open().find("rocket", limit: 1).passages.first?.document == "source/one.txt")
  }

  @Test func `The index grows by what is new, and is not made again`() throws {
    let sample = try sample(60)
    let workspace = try sample.open()
    let generation = try workspace.codeCache()?.generation
    let before = try #require(try workspace.codeCache()?.rows)
    for number in 0..<40 {
      try sample.write("documents/0/later\(number).txt", "rocket \(number)\n")
      _ = try workspace.documents()
    }
    #expect(try workspace.codeCache()?.generation == generation)
    #expect(try workspace.codeCache()?.rows == before + 40)
    #expect(try workspace.catalog().runs().count < 16)
    #expect(try workspace.find("rocket 39", limit: 2).passages.map(\.document).contains("0/later39.txt"))
    #expect(try workspace.postings()?.passages == 100)
  }

  @Test func `Documents are read again when an addition has the index made anew`() throws {
    let sample = try sample(20)
    try Files.remove(try sample.open().codeCachePath)
    let one = TemporaryFolder.current / "one.txt"
    try Files.writeNew(Array("a rocket".utf8), to: one)
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().add([DocumentSource(.file(one), name: "0/one.txt", isExplicit: true)])
    #expect(try sample.open().find("kite number 7", limit: 1).passages.first?.document == "3/n7.txt")
    #expect(try sample.open().documents().count == 21)
  }

  @Test func `Posting lists that are missing or damaged are made again from the documents`() throws {
    let sample = try sample(60, words: 1_500)
    let files = { try Files.list(sample.root / ".git/manent/cache/terms") }
    #expect(try !files().isEmpty)
    for file in try files() { try Files.remove(sample.root / ".git/manent/cache/terms/\(file)") }
    #expect(try sample.open().find("kite number 7", limit: 1).passages.first?.document == "3/n7.txt")
    for file in try files() {
      try Files.writeAtomically(Array("nonsense".utf8), to: sample.root / ".git/manent/cache/terms/\(file)")
    }
    #expect(try sample.open().find("kite number 7", limit: 1).passages.first?.document == "3/n7.txt")
    #expect(try sample.open().documents().count == 60)
  }

  @Test func `Posting lists in the catalog that are damaged are made again too`() throws {
    let sample = try sample(20)
    #expect(try sample.open().catalog().runs().map(\.file) == [nil])
    try sample.open().catalog().database.run("UPDATE runs SET bytes = ?", .blob([1, 2, 3]))
    #expect(try sample.open().find("kite number 7", limit: 1).passages.first?.document == "3/n7.txt")
    try sample.open().catalog().database.run("DELETE FROM facts WHERE key = 'codes'")
    #expect(try sample.open().find("kite number 7", limit: 1).passages.first?.document == "3/n7.txt")
  }

  @Test func `Runs of like size are joined, so that there are never many and none is joined often`() {
    var (sizes, moved): ([Int], Int) = ([], 0)
    for _ in 0..<20_000 {
      sizes.append(7)
      while let group = RunSizes.group(sizes) {
        let sum = sizes[group].reduce(0, +)
        moved += sum
        sizes.replaceSubrange(group, with: [sum])
      }
      #expect(sizes.count <= 40)
    }
    #expect(sizes.reduce(0, +) == 140_000)
    #expect(moved < 140_000 * 8)
    #expect(sizes.allSatisfy { $0 <= RunSizes.largest })
  }
}
