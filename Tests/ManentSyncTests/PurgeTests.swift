import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
import ManentUpkeep
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentSync
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct PurgeTests {
  private static let words = ["Canary", "canary", "heron"]

  /// A workspace with turns in three chats, one of which is to go.
  private func sample(_ name: String = "alice", at folder: Path? = nil) throws -> (SampleWorkspace, Chat) {
    let sample =
      try folder.map { try SampleWorkspace(at: $0, documents: ["a.md": "Kites fly.\n"]) }
      ?? SampleWorkspace(name, documents: ["a.md": "Kites fly.\n"])
    let workspace = try sample.open()
    let before = try chat(workspace, "one", "Before all")
    let canary = try chat(workspace, "two", "Canary birds sing to the heron")
    let after = try chat(workspace, "three", "After it")
    for turn in 0..<3 {
      for chat in [canary, before, after] {
        let word = chat == canary ? "canary" : "kite"
        _ = try workspace.append(.init(role: .user, content: "\(word) \(turn)"), to: chat)
        _ = try workspace.append(.init(role: .assistant, content: "A \(word), yes"), to: chat)
        try workspace.commitTurn(of: chat)
      }
    }
    _ = try workspace.rename(canary, to: "All about the heron")
    return (sample, canary)
  }

  private func chat(_ workspace: Workspace, _ id: String, _ text: String) throws -> Chat {
    let chat = try workspace.createChat(id: id, first: .init(role: .user, content: text)).0
    try workspace.commitTurn(of: chat)
    return chat
  }

  private func messages(_ workspace: Workspace) throws -> [String: [Message]] {
    var found: [String: [Message]] = [:]
    for row in try workspace.chats() {
      found[row.id] = try workspace.transcript(of: workspace.chat(at: row.path)).messages
    }
    return found
  }

  @Test func `No object, pack, log or cache holds anything of a purged chat, and the others are as they were`() throws {
    let (sample, canary) = try sample()
    let before = try messages(sample.open())
    #expect(try !Traces.places(of: Self.words, in: sample.root).isEmpty)
    let commits = try sample.subjects().count
    let report = try sample.open().purge([canary.id])
    #expect(report.chats == ["two"])
    #expect(report.commits > 0)
    #expect(report.objects > 0)
    #expect(try Traces.places(of: Self.words, in: sample.root) == [])
    #expect(try sample.git.faults() == "")
    #expect(try sample.git.status() == "")
    var expected = before
    expected["two"] = nil
    #expect(try messages(sample.open()) == expected)
    // Of the five commits about the chat none is left; one says that it was purged.
    #expect(try sample.subjects().count == commits - 5 + 1)
    #expect(try sample.subjects().first == "purge: 1 chat")
    #expect(try sample.open().tombstones().state(of: "two") == .purge)
    #expect(try sample.open().check(repair: false) == [])
    #expect(throws: WorkspaceError.self) { try sample.open().chat(matching: "two") }
    // It can be done again, and nothing comes of it.
    let head = try sample.git("rev-parse", "HEAD")
    #expect(try sample.open().purge(["two"]).commits == 0)
    #expect(try sample.git("rev-parse", "HEAD") == head)
  }

  @Test func `Two machines that purge the same chat on their own make the same commits of the past`() throws {
    let (sample, canary) = try sample()
    let copy = TemporaryFolder.current / "copy"
    try sample.git("clone", "-q", sample.root.string, copy.string)
    let other = try SampleWorkspace(existing: copy)
    _ = try sample.open().purge([canary.id])
    _ = try other.open(device: "desktop").purge([canary.id])
    #expect(try sample.git("rev-parse", "HEAD^") == other.git("rev-parse", "HEAD^"))
    #expect(try Traces.places(of: Self.words, in: copy) == [])
  }

  @Test func `Chats that are purged one after the other leave the same past as all at once`() throws {
    let (sample, canary) = try sample()
    let copy = TemporaryFolder.current / "copy"
    try sample.git("clone", "-q", sample.root.string, copy.string)
    let other = try SampleWorkspace(existing: copy)
    _ = try sample.open().purge([canary.id, "one"])
    _ = try other.open().purge(["one"])
    _ = try other.open().purge([canary.id])
    #expect(try sample.git("rev-parse", "HEAD^") == other.git("rev-parse", "HEAD^^"))
  }

  @Test func `Branches, tags, a stash and logs of the user's own are rewritten when that is meant, and not before`()
    throws
  {
    let (sample, canary) = try sample()
    let git = sample.git
    try git("branch", "mine")
    try git("tag", "-a", "-m", "a tag", "v1")
    try git("tag", "light", "HEAD~2")
    try sample.write("documents/a.md", "Kites fly higher.\n")
    try git("stash", "-q")
    try git("pack-refs", "--all")
    let head = try git("rev-parse", "HEAD")
    #expect {
      try sample.open().purge([canary.id])
    } throws: { error in
      (error as? WorkspaceError)?.code == .farReaching && "\(error)".contains("refs/heads/mine, refs/stash")
        && "\(error)".contains("refs/tags/light")
    }
    #expect(try git("rev-parse", "HEAD") == head)
    #expect(Files.exists(sample.root / canary.path))
    _ = try sample.open().purge([canary.id], force: true)
    #expect(try Traces.places(of: Self.words, in: sample.root) == [])
    #expect(try git.faults() == "")
    #expect(try git("rev-parse", "mine", "v1^{commit}", "HEAD^").split(separator: "\n").count == 3)
    #expect(Set(try git("rev-parse", "mine", "v1^{commit}", "HEAD^").split(separator: "\n")).count == 1)
    #expect(try git("stash", "list").contains("stash@{0}"))
    try git("stash", "pop", "-q")
    #expect(try sample.read("documents/a.md") == "Kites fly higher.\n")
  }

  @Test func `In a larger repository only the workspace's own chats go, and staged work stays staged`() throws {
    let git = try Git.repository(at: TemporaryFolder.current / "project")
    let (sample, canary) = try sample(at: git.folder / "notes")
    try git.write("user.txt", "staged\n")
    try git("add", "user.txt")
    try git.write("user.txt", "staged and changed\n")
    #expect(throws: WorkspaceError.self) { try sample.open().purge([canary.id]) }
    _ = try sample.open().purge([canary.id], force: true)
    #expect(try Traces.places(of: Self.words, in: git.folder) == [])
    #expect(try git.status() == "MM user.txt\n")
    #expect(try git("show", ":user.txt") == "staged\n")
    #expect(try git("show", "HEAD:user.txt") == "the user's\n")
    #expect(try git.faults() == "")
  }

  @Test func `A purge that cannot be done now is refused before anything happens`() throws {
    let (sample, canary) = try sample()
    try sample.git("checkout", "-q", "-b", "side", "HEAD~1")
    try sample.write("notes.txt", "side\n")
    try sample.git("add", "notes.txt")
    try sample.git("commit", "-q", "-m", "side")
    try sample.git("checkout", "-q", "main")
    try sample.git("merge", "-q", "--no-commit", "--no-ff", "side")
    #expect {
      try sample.open().purge([canary.id], force: true)
    } throws: { ($0 as? WorkspaceError)?.code == .busy }
    #expect(Files.exists(sample.root / canary.path))
    #expect(try sample.open().tombstones().state(of: "two") == nil)
  }

  @Test func `A purge that was killed is gone on with by the next command`() throws {
    let (sample, canary) = try sample()
    let workspace = try sample.open()
    // As it is left when the process dies right after it has said what it will do.
    try workspace.purgeNote.write(PurgeNote(chats: [canary.id]).json, owner: "")
    try workspace.append(workspace.makeTombstones(.purge, of: [canary.id], after: workspace.tombstones()))
    _ = try sample.open().chats()
    #expect(sample.notices.sentences.last == "going on with a purge that was interrupted")
    #expect(!Files.exists(workspace.purgeNote.file))
    #expect(try Traces.places(of: Self.words, in: sample.root) == [])
    #expect(try sample.git.faults() == "")
    #expect(try sample.git.status() == "")
  }

  @Test func `Notes go with their log, which would keep their text`() throws {
    let (sample, canary) = try sample()
    try sample.git("notes", "add", "-m", "the chat was about a canary")
    try sample.git("notes", "append", "-m", "and the canary sang")
    _ = try sample.open().purge([canary.id], force: true)
    #expect(try Traces.places(of: Self.words, in: sample.root) == [])
    #expect(!Files.exists(sample.root / ".git/logs/refs/notes/commits"))
    #expect(try sample.git.faults() == "")
  }

  @Test func `The report names remotes without their passwords, and forks`() throws {
    let (sample, canary) = try sample()
    try sample.git("remote", "add", "origin", "https://ada:s3cret@example.org/x.git")
    let workspace = try sample.open()
    let fork = try chat(workspace, "four", "A fork")
    try sample.write(fork.settingsPath, try sample.read(fork.settingsPath) + "forked_from: two\n")
    try sample.git("commit", "-q", "-a", "-m", "fork")
    #expect(
      try sample.open().purge([canary.id]).holders == [
        "the remote origin (https://ada@example.org/x.git): its branch until the next 'manent sync' here, and after that "
          + "what no branch leads to until the remote's own 'git gc' has removed it (a hosting service may have to be "
          + "asked)",
        "the chat four, which was forked from two", "other clones, until they have synced, and backups",
      ])
  }
}
