import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct SplitIndexTests {
  let folder = TemporaryFolder.current / "w"

  /// Commits many small files, which are on the disk as well.
  @discardableResult private func save(_ range: Range<Int>, in history: History) throws -> [String] {
    var changes: [Change] = []
    for index in range {
      let path = "chats/2026/11/20.\(index / 256)/a-chat-of-an-ordinary-length-of-name-\(index)/0001.jsonl"
      try Files.makeFolders((folder / path).parent)
      try Files.writeNew(Array("\(index)\n".utf8), to: folder / path, sync: false)
      changes.append(.write(path: path, content: Array("\(index)\n".utf8)))
    }
    #expect(try history.commit(changes, message: "Many", at: noon).commit != nil)
    return changes.map(\.path)
  }

  private func shared() throws -> [Path] {
    try Files.list(folder / ".git").filter { $0.hasPrefix("sharedindex.") }.map { folder / ".git" / $0 }
  }

  private var indexSize: Int { get throws { try Files.status(folder / ".git/index")?.size ?? 0 } }

  @Test func `An index is never split unless the user's git asks for it, and one that is split is joined`() throws {
    let history = try History.create(at: folder, environment: somebody)
    let git = Git(folder: folder)
    let paths = try save(0..<800, in: history)
    #expect(try shared() == [])
    try git("config", "core.splitIndex", "true")
    try history.save([(paths[1], "split")])
    #expect(try shared().count == 1)
    // What attributes say is known whatever form the index has.
    #expect(try history.attribute("merge", of: "a.jsonl") == .unspecified)
    try git.write(".gitattributes", "*.jsonl merge=union\n")
    try git("add", ".gitattributes")
    try Files.remove(folder / ".gitattributes")
    #expect(try history.attribute("merge", of: "a.jsonl") == .text("union"))
    try git("rm", "-q", "--cached", ".gitattributes")
    try git("config", "--unset", "core.splitIndex")
    try history.save([(paths[2], "joined")])
    #expect(try indexSize > 90_000)
    #expect(try git.status() == "")
    #expect(try git.faults() == "")
    // What is left of the other file goes with a later packing.
    for path in try shared() { try git.setTime(of: path, to: 1_700_000_000) }
    #expect(try history.pack() == .packed)
    #expect(try shared() == [])
    #expect(try git.status() == "")
  }

  @Test func `A split index stays so where it is wanted, a commit writes little of it, and git goes on with it`() throws
  {
    let history = try History.create(at: folder, environment: somebody)
    let git = Git(folder: folder)
    try git("config", "core.splitIndex", "true")
    let paths = try save(0..<800, in: history)
    #expect(try shared().count == 1)
    #expect(try git("ls-files").split(separator: "\n").count == 800)
    #expect(try git.status() == "")
    #expect(try indexSize < 1000)
    for turn in 0..<3 {
      try history.save([(paths[turn * 100], "turn \(turn)"), ("new/\(turn)", "new")])
      #expect(try git.status() == "")
    }
    #expect(try shared().count == 1)
    #expect(try indexSize < 2000)
    #expect(try history.uncommitted().isEmpty)
    try git.write("mine", "the user's")
    try git("add", "mine")
    try git("rm", "-q", paths[7])
    try git("commit", "-q", "-m", "by git")
    try history.save([(paths[8], "once more"), (paths[7], "back again")])
    #expect(try git.status() == "")
    #expect(try git("ls-files").split(separator: "\n").count == 804)
    #expect(try git.faults() == "")
    try git("update-index", "--no-split-index")
    #expect(try git.status() == "")
    try git("read-tree", "HEAD")
    try git("config", "core.splitIndex", "false")
    try history.save([("plain", "1")])
    #expect(try git("update-index", "-q", "--refresh") == "")
    #expect(try git.status() == "")
    #expect(try indexSize > 90_000)
  }

  @Test func `What differs from the shared index is folded into a new one, and the old one goes`() throws {
    let history = try History.create(at: folder, environment: somebody)
    let git = Git(folder: folder)
    try git("config", "core.splitIndex", "true")
    try save(0..<10, in: history)
    let first = try #require(try shared().first)
    try save(10..<100, in: history)
    #expect(try shared() == [first])
    try save(100..<700, in: history)
    let both = try shared()
    #expect(both.count == 2 && both.contains(first))
    #expect(try indexSize < 1000)
    #expect(try git.status() == "")
    for path in both { try git.setTime(of: path, to: 1_700_000_000) }
    try save(700..<1300, in: history)
    // The one that was in use until now stays for a while.
    #expect(try shared().count == 2)
    #expect(try !shared().contains(first))
    #expect(try git.status() == "")
    #expect(try git("ls-files").split(separator: "\n").count == 1300)
    #expect(try Files.list(folder / ".git/manent").count { $0.hasPrefix("sharedindex.") } == 2)
    #expect(try git.faults() == "")
  }

  @Test func `In a repository that holds more than the workspace git's index keeps its form`() throws {
    let git = try Git.repository(at: folder)
    let outer = try History.of(folder)
    try git("config", "core.splitIndex", "false")
    try save(0..<800, in: outer)
    try git("config", "--unset", "core.splitIndex")
    try Files.makeFolders(folder / "notes")
    try History.of(folder / "notes").save([("a", "1")])
    #expect(try shared().isEmpty)
    #expect(try git.status() == "")
  }

  @Test func `A shared index that is gone is an error with a name, and a lost note of its places is made again`() throws
  {
    let history = try History.create(at: folder, environment: somebody)
    let git = Git(folder: folder)
    try git("config", "core.splitIndex", "true")
    let paths = try save(0..<200, in: history)
    let file = try #require(try shared().first)
    for damaged in [[], Array("manent-index-places-1\n".utf8), [UInt8](repeating: 7, count: 300)] {
      try Files.writeAtomically(damaged, to: folder / ".git/manent" / file.name)
      try history.save([(paths[150], "\(damaged.count)")])
      #expect(try git.status() == "")
    }
    try Files.rename(file, to: folder / ".git/elsewhere")
    let error = #expect(throws: GitError.self) { try history.save([("a", "1")]) }
    #expect(error?.code == .damaged)
    #expect(error?.description.contains("is not there") == true)
    try Files.rename(folder / ".git/elsewhere", to: file)
    #expect(try history.save([("a", "1")]).commit != nil)
    #expect(try git.status() == "")
  }

  @Test(arguments: IndexTests.Form.allCases)
  func `Any damage of an index is an error or nothing, and never a crash`(_ form: IndexTests.Form) throws {
    let git = try Git.repository(at: folder)
    for index in 0..<100 { try git.write("kept/\(index % 3 == 0 ? "skipped" : "a\(index)")", "1") }
    try git("add", ".")
    try git("commit", "-q", "-m", "many")
    try form.apply(to: git)
    try git.write("kept/a1", "differs")
    try git("rm", "-q", "kept/a2")
    try git("add", ".")
    let history = try History.of(folder)
    let index = folder / ".git/index"
    let whole = try Files.read(index)
    var random = SplitMix(state: 42)
    var refused = 0
    for _ in 0..<(Machine.isThorough ? 5000 : 400) {
      var bytes = whole
      if Int.random(in: 0..<4, using: &random) == 0 {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      }
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
        // Where lengths, counts and extensions are, more often than in the midst of the entries.
        let near = Bool.random(using: &random) ? bytes.count - min(bytes.count, 300) : 0
        bytes[Int.random(in: near..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try Files.remove(index)
      try Files.writeNew(bytes, to: index, sync: false)
      do {
        _ = try history.uncommitted()
        _ = try history.save([("new", "1")])
      } catch is GitError {
        refused += 1
      }
    }
    #expect(refused > 20)
    try Files.remove(index)
    try Files.writeNew(whole, to: index)
    #expect(try history.save([("new", "at last")]).commit != nil)
  }

  @Test func `An extension that must not be overlooked is named, and one that may be is dropped`() throws {
    let git = try Git.repository(at: folder)
    let index = folder / ".git/index"
    let whole = try Files.read(index)
    func extended(_ name: String) throws {
      let content = Array(whole.dropLast(20)) + Array(name.utf8) + [0, 0, 0, 3, 1, 2, 3]
      try Files.remove(index)
      try Files.writeNew(content + [UInt8](repeating: 0, count: 20), to: index)
    }
    try extended("zzzz")
    let error = #expect(throws: GitError.self) { try History.of(folder).save([("a", "1")]) }
    #expect(error?.code == .unsupported)
    #expect(error?.description.contains("'zzzz'") == true)
    try extended("ZZZZ")
    #expect(try History.of(folder).save([("a", "1")]).commit != nil)
    #expect(try Files.read(index).suffix(20).allSatisfy { $0 == 0 })
    #expect(try git.status() == "")
  }
}
