import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentRecords
import ManentSync
import ManentUpkeep
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentGit
@testable import ManentHistory
@testable import ManentWorkspace

/// What git was told of files: that they are not checked out, not to be looked at, or to have other line ends.
@Suite(.temporaryFolder) struct CheckoutTests {
  private let folder = TemporaryFolder.current

  private func machines() throws -> (SampleWorkspace, SampleWorkspace) {
    let first = try SampleWorkspace(documents: ["a.md": "Kites fly.\n", "b.md": "Boats float.\n"])
    try Git(folder: folder)("clone", "-q", first.root.string, "clone")
    return (first, try SampleWorkspace(existing: folder / "clone"))
  }

  private func merge(_ other: SampleWorkspace, into sample: SampleWorkspace) throws -> MergeReport {
    try sample.git("fetch", "-q", other.root.string, "HEAD")
    let commit = try #require(CommitID(sample.git("rev-parse", "FETCH_HEAD").dropLast()))
    return try sample.open(device: "desk").merge(commit, from: "other")
  }

  @Test func `Documents that a sparse checkout leaves out are not removed, nor brought by a merge`() throws {
    let (first, second) = try machines()
    try second.git("sparse-checkout", "set", "--cone", "chats", "index")
    #expect(try second.open().documents().isEmpty)
    let (chat, _) = try second.open().createChat(id: "x", first: .init(role: .user, content: "Begin"))
    try second.open().commitTurn(of: chat)
    #expect(try second.git("ls-tree", "-r", "--name-only", "HEAD", "documents") == "documents/a.md\ndocuments/b.md\n")
    #expect(second.notices.sentences.contains { $0.contains("not checked out (git sparse-checkout): documents/") })
    // The index of what is left out stays for the others.
    #expect(try second.git("diff", "--name-only", "HEAD~1", "HEAD", "--", "index") == "")

    try first.write("documents/a.md", "Kites fly high.\n")
    try first.write("documents/new.md", "Trains run.\n")
    _ = try first.open().documents()
    _ = try merge(first, into: second)
    #expect(!Files.exists(second.root / "documents/a.md") && !Files.exists(second.root / "documents/new.md"))
    #expect(try second.git.status() == "")
    #expect(try second.open().check(repair: false) == [])
    try second.git("sparse-checkout", "disable")
    #expect(try second.read("documents/a.md") == "Kites fly high.\n")
    #expect(try second.open().documents().map(\.name) == ["a.md", "b.md", "new.md"])
    #expect(try second.git.status() == "")
  }

  @Test(arguments: ["--assume-unchanged", "--skip-worktree"])
  func `An edit that git was told not to look at is neither committed nor undone`(bit: String) throws {
    let (first, second) = try machines()
    try second.git("update-index", bit, "documents/a.md", "workspace.yaml")
    try second.write("documents/a.md", "Kites of my own.\n")
    try second.write("workspace.yaml", second.read("workspace.yaml") + "chat: {window: 3}\n")
    try Files.remove(second.root / "documents/b.md")
    try second.git("update-index", bit, "documents/b.md")
    #expect(try second.open().documents().map(\.name) == ["a.md"])
    try second.open().commit(["workspace.yaml", "documents/b.md"], message: "by hand")
    #expect(try second.git("show", "HEAD:documents/a.md") == "Kites fly.\n")
    #expect(try second.git("show", "HEAD:documents/b.md") == "Boats float.\n")
    #expect(try !second.git("show", "HEAD:workspace.yaml").contains("window"))

    try first.write("documents/a.md", "Kites fly high.\n")
    _ = try first.open().documents()
    _ = try merge(first, into: second)
    #expect(try second.read("documents/a.md") == "Kites of my own.\n")
    #expect(try second.git("show", "HEAD:documents/a.md") == "Kites fly high.\n")
    #expect(try second.git.status() == "")
  }

  @Test func `Settings are committed with line feeds, whatever the machine's line ends are`() throws {
    let sample = try SampleWorkspace()
    // As it was before the lines of ours spoke of line ends.
    try sample.write(".gitattributes", "*.jsonl merge=union -text\n")
    try sample.git("commit", "-q", "-a", "-m", "as before")
    try sample.git("config", "core.autocrlf", "true")
    try sample.write("workspace.yaml", "manent: 1\r\nname: sample\r\n")
    _ = try sample.open().chats()
    try sample.open().commit(["workspace.yaml"], message: "by hand")
    #expect(try sample.git("show", "HEAD:workspace.yaml") == "manent: 1\nname: sample\n")
    #expect(try sample.open().history().uncommitted() == [])
    #expect(try sample.git.status() == "")
  }

  @Test func `Lines of ours are brought up to date once, and what the user has written stays`() throws {
    let sample = try SampleWorkspace()
    try sample.write(".gitattributes", "# mine\n*.jsonl merge=union -text\ndocuments/** -text\n*.png binary\n")
    try sample.git("commit", "-q", "-a", "-m", "as before")
    _ = try sample.open().chats()
    let lines = try sample.read(".gitattributes").split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "# mine", WorkspaceAttributes.messages, WorkspaceAttributes.documents, "*.png binary",
      ] + WorkspaceAttributes.lines.suffix(4))
    #expect(try sample.subjects().first == "workspace: tell git to keep line ends and contents as they are")
    // What the user takes out again is not put back.
    try sample.write(".gitattributes", "# mine\n*.jsonl merge=union -text\n")
    try sample.git("commit", "-q", "-a", "-m", "by hand")
    _ = try sample.open().chats()
    #expect(try sample.read(".gitattributes") == "# mine\n*.jsonl merge=union -text\n")
    #expect(WorkspaceAttributes.updated("*.png binary\n", keepsFilters: false) == nil)
    #expect(
      try #require(WorkspaceAttributes.updated("documents/** -text\n", keepsFilters: true)).hasPrefix(
        "documents/** -text -ident -working-tree-encoding\n"))
  }

  @Test func `A document that git commits through a filter is left to git`() throws {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly.\n"])
    try sample.git("config", "filter.upper.clean", "tr a-z A-Z")
    try sample.git("config", "filter.upper.smudge", "tr A-Z a-z")
    try sample.write(".gitattributes", sample.read(".gitattributes") + "documents/*.up filter=upper\n")
    try sample.write("documents/x.up", "walrus\n")
    try sample.git("add", ".")
    try sample.git("commit", "-q", "-m", "by hand")
    #expect(try sample.git("show", "HEAD:documents/x.up") == "WALRUS\n")
    #expect(try sample.open().documents().map(\.name) == ["a.md", "x.up"])
    try sample.write("documents/x.up", "walrus and seal\n")
    try sample.write("documents/new.up", "kiwi\n")
    _ = try sample.open().documents()
    #expect(try sample.git("show", "HEAD:documents/x.up") == "WALRUS\n")
    #expect(try sample.git.run(["cat-file", "-e", "HEAD:documents/new.up"]).status != 0)
    #expect(
      sample.notices.sentences.contains { $0.contains("documents/new.up is not committed") && $0.contains("upper") })
  }

  @Test func `A folder that became a file, and a name that git cannot keep, hold nothing up`() throws {
    let (first, second) = try machines()
    try first.write("documents/n/x.txt", "walrus\n")
    _ = try first.open().documents()
    _ = try merge(first, into: second)
    #expect(try second.open().documents().count == 3)
    try Files.removeTree(first.root / "documents/n")
    try first.write("documents/n", "now a file\n")
    try first.write("documents/git~1", "kiwi\n")
    let rows = try first.open().documents()
    #expect(rows.filter { $0.problem == nil }.map(\.name) == ["a.md", "b.md", "n"])
    #expect(rows.first { $0.name == "git~1" }?.problem?.contains("means git's own folder") == true)
    _ = try merge(first, into: second)
    #expect(try second.read("documents/n") == "now a file\n")
    #expect(try second.open().documents().map(\.name) == ["a.md", "b.md", "n"])
    #expect(try second.git.status() == "")
  }

  @Test func `A name that is no text is carried along`() throws {
    let (first, second) = try machines()
    // 'documents/caf\351.txt', as a program in a Latin-1 locale makes it.
    let history = try first.open().history()
    let head = try #require(try history.head())
    let blob = try #require(try history.blob(at: "documents/a.md"))
    let name = Array("caf".utf8) + [0xE9] + Array(".txt".utf8)
    let entry = TreeEntry(name: name, mode: .file, id: ObjectID(blob))
    let path = OpaquePath(name: Array("documents/".utf8) + name, ours: nil, theirs: entry, bases: [])
    let commit = try history.write(
      [], carrying: [path], on: [head], message: "latin", at: Timestamp(milliseconds: 1_795_168_800_000))
    try first.git("update-ref", "refs/heads/main", commit.description)
    try second.write("documents/new.md", "Trains run.\n")
    _ = try second.open().documents()
    _ = try merge(first, into: second)
    let names = try second.git("ls-tree", "-r", "--name-only", "HEAD", "documents")
    #expect(names.contains(#"documents/caf\351.txt"#) && names.contains("documents/new.md"))
    #expect(second.notices.sentences.contains { $0.contains(#"documents/caf\351.txt stays in git alone"#) })
    #expect(try second.git.status() == "")
    try second.write("documents/more.md", "Ships sail.\n")
    _ = try second.open().documents()
    #expect(try second.git("ls-tree", "-r", "--name-only", "HEAD").contains(#"caf\351.txt"#))
  }
}
