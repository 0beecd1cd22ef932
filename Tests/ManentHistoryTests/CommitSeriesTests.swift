import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A series of commits` {
  private let folder = TemporaryFolder.current / "w"
  private let memory = CommitMemory()

  /// Writes a file, and plans its commit.
  private func plan(_ path: String, _ text: String) throws -> CommitPlan {
    try Files.makeFolders((folder / path).parent)
    try Files.writeAtomically(Array(text.utf8), to: folder / path)
    return CommitPlan([.write(path: path, content: Array(text.utf8))], message: "Write \(path)", at: noon)
  }

  private func packs() throws -> Int {
    try Files.list(folder / ".git/objects/pack").count { $0.hasSuffix(".pack") }
  }

  @Test func `has a commit for each plan, in one pack and with a line of the log for each`() throws {
    let git = try Git.repository(at: folder)
    let before = try git("rev-parse", "HEAD")
    let history = try History.of(folder)
    let packed = (try? packs()) ?? 0
    let series = try history.commit(
      [plan("chats/a/1", "a"), plan("chats/b/1", "b"), plan("chats/c/1", "c")], memory: memory)
    #expect(series.outcomes.map(\.isCommitted) == [true, true, true])
    #expect(try series.before.map { "\($0)\n" } == before && git("rev-parse", "HEAD") == "\(#require(series.newest))\n")
    #expect(
      try git("log", "-3", "--reverse", "--format=%s", "--name-only").split(separator: "\n")
        == ["Write chats/a/1", "chats/a/1", "Write chats/b/1", "chats/b/1", "Write chats/c/1", "chats/c/1"])
    #expect(
      try git("reflog", "-3", "--format=%gs") == ["c", "b", "a"].map { "commit: Write chats/\($0)/1\n" }.joined())
    #expect(try packs() == packed + 1)
    #expect(try git.status() == "" && git.faults() == "")
  }

  @Test func `builds on what the one before knows, also where a file is written twice`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    for round in 1...3 {
      // The last one of these says what is on the disk.
      _ = try history.commit(
        [plan("chats/a/1", "first \(round)"), plan("chats/b/\(round)", "b"), plan("chats/a/1", "last \(round)")],
        memory: memory)
    }
    #expect(try git("rev-list", "--count", "HEAD") == "10\n")
    #expect(try git("show", "HEAD:chats/a/1") == "last 3")
    #expect(try git("ls-tree", "-r", "--name-only", "HEAD", "chats").split(separator: "\n").count == 4)
    #expect(try git.status() == "" && git.faults() == "")
  }

  @Test func `goes on from what others have committed meanwhile`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    _ = try history.commit([plan("chats/a/1", "a")], memory: memory)
    try git.write("chats/theirs", "theirs")
    try git("add", ".")
    try git("commit", "-q", "-m", "Theirs")
    try git("repack", "-a", "-d", "-q")
    let series = try history.commit([plan("chats/b/1", "b"), plan("chats/c/1", "c")], memory: memory)
    #expect(series.outcomes.map(\.isCommitted) == [true, true])
    #expect(try git("log", "-4", "--format=%s") == "Write chats/c/1\nWrite chats/b/1\nTheirs\nWrite chats/a/1\n")
    #expect(try git.status() == "" && git.faults() == "")
  }

  @Test func `makes no commit where nothing changes, and waits as a whole where git is busy`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder, patience: .milliseconds(20))
    let series = try history.commit([plan("a", "a"), plan("a", "a"), plan("b", "b")], memory: memory)
    #expect(series.outcomes.map(\.isCommitted) == [true, false, true] && series.outcomes[1] == .unchanged)
    #expect(try git("rev-list", "--count", "HEAD") == "3\n")
    try git.write(".git/index.lock", "")
    let delayed = try history.commit([plan("c", "c"), plan("d", "d")], memory: memory)
    #expect(delayed.outcomes == [.deferred(.indexLocked), .deferred(.indexLocked)] && delayed.newest == nil)
    try Files.remove(folder / ".git/index.lock")
    #expect(try git("rev-list", "--count", "HEAD") == "3\n")
    #expect(try history.commit([plan("c", "c"), plan("d", "d")], memory: memory).newest != nil)
    #expect(try git.status() == "" && git.faults() == "")
  }
}
