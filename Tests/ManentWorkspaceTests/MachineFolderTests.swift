import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct `This machine's own folder` {
  private func git(_ folder: Path) -> Git { Git(folder: folder) }

  @Test func `is in git's folder, and leaves no trace in the work tree`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    _ = try workspace.documents()
    #expect(workspace.cacheFolder == sample.root / ".git/manent/cache")
    #expect(workspace.stateFolder == sample.root / ".git/manent/state")
    #expect(Files.exists(workspace.cacheFolder / "catalog.db"))
    #expect(try sample.git.status() == "")
    #expect(!Files.exists(sample.root / ".manent"))
    for folder in [workspace.cacheFolder, workspace.stateFolder] {
      #expect(try Files.status(folder)?.mode == 0o700)
    }
  }

  @Test func `is one for each workspace of a larger repository`() throws {
    let top = TemporaryFolder.current / "top"
    try Files.makeFolders(top)
    try git(top)("init", "-q")
    let one = try SampleWorkspace(at: top / "a/b%")
    let other = try SampleWorkspace(at: top / "c")
    let folders = try [one.open().stateFolder, other.open().stateFolder]
    #expect(
      folders
        == [top / ".git/manent/workspaces/a%2Fb%25/state", top / ".git/manent/workspaces/c/state"].map {
          (try? Files.resolvingLinks($0)) ?? $0
        })
    #expect(try git(top)("status", "--porcelain") == "")
    // Those of the repository's own commits stay beside them.
    try one.write("documents/a.md", "# A\n")
    _ = try one.open().documents()
    #expect(Files.exists(folders[0]) && Files.exists(folders[1]))
  }

  @Test func `of a linked work tree is its own`() throws {
    let sample = try SampleWorkspace()
    try sample.git("worktree", "add", "-q", "-b", "side", "\(TemporaryFolder.current)/side")
    let side = try SampleWorkspace(existing: TemporaryFolder.current / "side")
    let workspace = try side.open()
    _ = try workspace.documents()
    #expect(workspace.stateFolder == sample.root / ".git/worktrees/side/manent/state")
    let told = try side.git("rev-parse", "--git-path", "manent").dropLast()
    #expect(workspace.stateFolder.parent.string == String(told))
    #expect(try side.git.status() == "")
  }

  @Test(arguments: [
    ("group", 0o2770), ("all", 0o2775), ("0640", 0o2750), ("0660", 0o2770), ("0600", 0o700), ("false", 0o700),
    ("umask", 0o700),
  ]) func `is the user's alone unless core.sharedRepository says otherwise`(_ sharing: String, _ mode: Int) throws {
    let root = TemporaryFolder.current / "w"
    try Files.makeFolders(root)
    try git(root)("init", "-q")
    try git(root)("config", "core.sharedRepository", sharing)
    let sample = try SampleWorkspace(at: root)
    #expect(try Files.status(sample.open().stateFolder).map { Int($0.mode) } == mode)
  }

  @Test func `is made with a repository where there was none`() throws {
    let sample = try SampleWorkspace()
    try Files.removeTree(sample.root / ".git")
    // Who only reads makes none.
    #expect(try sample.open().documents() == [])
    #expect(!Files.exists(sample.root / ".git"))
    _ = try sample.open().createChat(id: "c", first: .init(role: .user, content: "Hello"))
    #expect(try sample.open().chats().map(\.id) == ["c"])
    #expect(sample.notices.sentences.contains { $0.contains("was in no git repository; made one") })
    #expect(Files.exists(sample.root / ".git/manent/state"))
  }

  /// A workspace with the former folder in the state that a killed command leaves, and more that only lies there.
  private func former() throws -> SampleWorkspace {
    let sample = try SampleWorkspace(documents: ["a.md": "# A\n"])
    _ = try sample.open().documents()
    try Files.removeTree(sample.root / ".git/manent")
    let folder = sample.root / ".manent"
    try sample.write(".manent/torn/x-0001.jsonl-7", "half a li")
    try sample.write(".manent/damaged/x.seg", "bad")
    try sample.write(".manent/locks/chats", "")
    try sample.write(".manent/staging/1/0", "# Placed\n")
    try sample.write(".manent/staging/1/placement.json", #"{"targets":["documents/placed.md"],"removals":[]}"#)
    try sample.write(".manent/staging/2/0", "never listed")
    try sample.write(".manent/embedder.json", "{}")
    #expect(Files.exists(folder))
    return sample
  }

  @Test func `takes over what lay in the work tree before, once`() throws {
    let sample = try former()
    let workspace = try sample.open()
    #expect(try workspace.documents().map(\.name) == ["a.md", "placed.md"])
    #expect(!Files.exists(sample.root / ".manent"))
    #expect(try sample.read(".git/manent/state/torn/x-0001.jsonl-7") == "half a li")
    #expect(try sample.read(".git/manent/state/damaged/x.seg") == "bad")
    #expect(Files.exists(sample.root / ".git/manent/cache/embedder.json"))
    #expect(sample.notices.sentences.count { $0.contains("was moved from") } == 1)
    _ = try sample.open().documents()
    #expect(sample.notices.sentences.count { $0.contains("was moved from") } == 1)
    #expect(try sample.git.status() == "")
  }

  @Test func `takes nothing over that git tracks, and says so once`() throws {
    let sample = try former()
    try sample.git("add", "-f", ".manent/embedder.json")
    for isCommitted in [false, true] {
      if isCommitted {
        try sample.git("commit", "-q", "-m", "mine")
        try Files.removeTree(sample.root / ".git/manent")
        sample.notices.sentences = []
      }
      let before = try FileTree(of: sample.root / ".manent")
      #expect(try sample.open().documents().map(\.name) == ["a.md"])
      _ = try sample.open().documents()
      #expect(sample.notices.sentences.count { $0.contains("is left alone") && $0.contains("git tracks") } == 1)
      #expect(try FileTree(of: sample.root / ".manent") == before)
    }
  }

  @Test func `takes no link over and nothing of another user's`() throws {
    let sample = try former()
    let elsewhere = TemporaryFolder.current / "elsewhere"
    try Files.rename(sample.root / ".manent", to: elsewhere)
    _ = try Program(in: sample.root, environment: [:]).run(["/bin/ln", "-s", elsewhere.string, ".manent"])
    #expect(try sample.open().documents().map(\.name) == ["a.md"])
    #expect(sample.notices.sentences.count { $0.contains("is left alone: it is no folder") } == 1)
    #expect(Files.exists(elsewhere / "torn"))
  }

  @Test func `joins what is in both places and loses nothing of either`() throws {
    let sample = try former()
    _ = try sample.open().documents()
    try sample.write(".manent/torn/x-0001.jsonl-9", "more")
    try sample.write(".manent/torn/x-0001.jsonl-7", "other")
    _ = try sample.open().documents()
    #expect(try sample.read(".git/manent/state/torn/x-0001.jsonl-9") == "more")
    #expect(try sample.read(".git/manent/state/torn/x-0001.jsonl-7") == "half a li")
    #expect(try sample.read(".manent/torn/x-0001.jsonl-7") == "other")
    #expect(sample.notices.sentences.count { $0.contains("is left alone") } == 1)
  }
}
