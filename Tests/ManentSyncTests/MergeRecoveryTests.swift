import ManentCore
import ManentGit
import ManentHistory
import ManentPlugins
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentSync
@testable import ManentWorkspace

/// What is left when a merge is killed, and what the next command makes of it.
@Suite(.temporaryFolder, .slow) struct MergeRecoveryTests {
  private let sample: SampleWorkspace
  private let chat: Chat
  private let update: WorkTreeUpdate

  /// A workspace that is about to be brought to a commit with another turn, a new chat and a changed document.
  init() throws {
    sample = try SampleWorkspace(documents: ["a.md": "Kites fly.\n", "b.md": "Ships sail.\n"])
    (chat, _) = try sample.open().createChat(id: "x", first: .init(role: .user, content: "Begin"))
    try sample.open().commitTurn(of: chat)
    try Git(folder: TemporaryFolder.current)("clone", "-q", sample.root.string, "clone")
    let other = try SampleWorkspace(existing: TemporaryFolder.current / "clone")
    other.clock.advance(by: 3600)
    _ = try other.open().documents()
    _ = try other.open().append(.init(role: .user, content: "Theirs"), to: chat)
    try other.open().commitTurn(of: chat)
    let (second, _) = try other.open().createChat(id: "y", first: .init(role: .user, content: "New"))
    try other.open().commitTurn(of: second)
    try other.write("documents/a.md", "Kites fly high.\n")
    try Files.remove(other.root / "documents/b.md")
    _ = try other.open().documents()
    try sample.git("fetch", "-q", other.root.string, "HEAD")
    let commit = try #require(CommitID(sample.git("rev-parse", "FETCH_HEAD").dropLast()))
    let workspace = try sample.open()
    let history = try workspace.history()
    update = try WorkTreeUpdate(
      history.fork(try #require(try history.head()), commit), in: workspace.root,
      note: JournalNote(MergeJournal.name, in: workspace.stateFolder / "merging"), owner: "", history: history,
      inside: { try workspace.inside($0) })
  }

  private func expectTheirs() throws {
    let workspace = try sample.open()
    #expect(try workspace.chats().count == 2)
    #expect(try workspace.documents().count == 1)
    #expect(try sample.git.status() == "")
    #expect(try sample.git.faults() == "")
    #expect(!Files.exists(sample.root / ".git/manent/state/merging"))
    #expect(try sample.git("rev-parse", "HEAD") == sample.git("rev-parse", "FETCH_HEAD"))
  }

  @Test func `All files in place and the branch not moved: the next command moves it`() throws {
    try update.run()
    try expectTheirs()
  }

  @Test(arguments: 0...5) func `Some files in place: the next command brings the others`(_ done: Int) throws {
    try update.run()
    for path in update.paths.dropFirst(done) {
      let file = sample.root / path.path.string
      if let ours = path.ours {
        try Files.makeFolders(file.parent)
        try Files.writeAtomically(update.fork.content(of: ours), to: file)
      } else {
        try Files.remove(file)
      }
    }
    try expectTheirs()
  }

  @Test func `A line that was appended before the next command stays, and the merge is done again later`() throws {
    try update.run()
    // A prompt that was waiting for the locks when the merge was killed.
    let line =
      #"{"id":"01a1f866-ffff-7000-8000-000000000001","role":"user","content":"Late","created_at":"2026-11-20T12:00:00.000Z"}"#
    try Files.append(Array((line + "\n").utf8), to: sample.root / chat.path / "0001.jsonl")
    let workspace = try sample.open()
    #expect(try workspace.transcript(of: chat).messages.map(\.content).contains("Late"))
    let commit = try #require(CommitID(sample.git("rev-parse", "FETCH_HEAD").dropLast()))
    _ = try workspace.merge(commit, from: "other")
    #expect(try workspace.transcript(of: chat).messages.map(\.content) == ["Begin", "Theirs", "Late"])
    #expect(try workspace.chats().count == 2)
    #expect(try sample.git.status() == "")
  }

  @Test func `A file that was edited before the next command is not overwritten`() throws {
    try update.run()
    try sample.write("documents/a.md", "Kites fly low.\n")
    _ = try sample.open().documents()
    #expect(try sample.read("documents/a.md") == "Kites fly low.\n")
    let commit = try #require(CommitID(sample.git("rev-parse", "FETCH_HEAD").dropLast()))
    let report = try sample.open().merge(commit, from: "other")
    #expect(report.keptBoth.count == 1)
    #expect(try sample.git.status() == "")
  }

  @Test func `A journal that cannot be followed is told and left, and stops nothing`() throws {
    let folder = sample.root / ".git/manent/state/merging"
    try Files.makeFolders(folder)
    let tree = try FileTree(of: sample.root / "documents")
    for text in [
      "", "{}", #"{"from":"x","to":"y"}"#,
      #"{"from":"\#(String(repeating: "1", count: 40))","to":"\#(String(repeating: "2", count: 40))"}"#,
    ] {
      try Files.writeAtomically(Array(text.utf8), to: folder / "journal.json")
      #expect(try sample.open().chats().count == 1)
      #expect(sample.notices.sentences.count { $0.contains("cannot finish") || $0.contains("had begun waits") } > 0)
      #expect(try Files.read(folder / "journal.json") == Array(text.utf8))
      sample.notices.sentences = []
    }
    #expect(try FileTree(of: sample.root / "documents").differences(from: tree) == [])
  }
}
