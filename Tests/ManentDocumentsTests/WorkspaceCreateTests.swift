import ManentCatalog
import ManentChats
import ManentCore
import ManentRecords
import ManentSync
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct WorkspaceCreateTests {
  private let folder = TemporaryFolder.current

  @Test func `A new workspace is one commit that holds all of it`() throws {
    let sample = try SampleWorkspace(documents: ["guide.md": "# Guide\n\nA wing lifts.\n"])
    #expect(try sample.subjects() == ["workspace: start alice"])
    #expect(try sample.git.status() == "")
    #expect(try sample.git.faults() == "")
    #expect(try sample.read("workspace.yaml") == "manent: 1\nname: alice\n")
    let files = try sample.git("ls-files").split(separator: "\n").map(String.init)
    #expect(
      files.filter { !$0.hasPrefix("index/") } == [
        ".gitattributes", ".gitignore", "documents/guide.md", "workspace.yaml",
      ])
    #expect(files.filter { $0.hasSuffix(".seg") }.count == 1)
    #expect(try sample.open().documents().map(\.name) == ["guide.md"])
  }

  @Test func `Inside a larger repository a workspace joins it and leaves the rest alone`() throws {
    let git = try Git.repository(at: folder / "project")
    try git.write("user.txt", "changed, not committed")
    try git.write("staged.txt", "staged")
    try git("add", "staged.txt")
    let sample = try SampleWorkspace(at: git.folder / "notes/alice", documents: ["a.md": "A wing.\n"])
    #expect(!Files.exists(sample.root / ".git"))
    #expect(try git.status() == "A  staged.txt\n M user.txt\n")
    #expect(try git("log", "--format=%s") == "workspace: start alice\nfirst\n")
    let names = try git("show", "--name-only", "--format=", "HEAD").split(separator: "\n")
    #expect(names.allSatisfy { $0.hasPrefix("notes/alice/") })
    let (chat, _) = try sample.open().createChat(first: .init(role: .user, content: "Hi"))
    try sample.open().recoverInterruptedWork()
    let workspace = try sample.open()
    try workspace.commitTurn(of: chat)
    try workspace.commitPending()
    #expect(try git.status() == "A  staged.txt\n M user.txt\n")
    #expect(try workspace.chats().count == 1)
    #expect(try git.faults() == "")
  }

  @Test func `A folder that holds something is refused, and keeps it`() throws {
    let sample = try SampleWorkspace()
    let again = #expect(throws: WorkspaceError.self) { try SampleWorkspace() }
    #expect(again?.description == "\(sample.root): already a workspace")
    try Files.makeFolders(folder / "full")
    try Files.writeNew([1], to: folder / "full/file")
    let full = #expect(throws: WorkspaceError.self) { try SampleWorkspace("full") }
    #expect(full?.code == .exists)
    #expect(try Files.list(folder / "full") == ["file"])
  }

  @Test func `An empty clone becomes a workspace`() throws {
    try Files.makeFolders(folder / "clone")
    try Git(folder: folder / "clone")("init", "-q", "-b", "trunk")
    let sample = try SampleWorkspace("clone")
    #expect(try sample.git("symbolic-ref", "HEAD") == "refs/heads/trunk\n")
    #expect(try sample.subjects() == ["workspace: start clone"])
  }

  @Test func `What was made is removed when the template is bad`() throws {
    let template = folder / "template"
    try Files.makeFolders(template / "documents")
    try Files.writeNew(Array("manent: 1\nnmae: x\n".utf8), to: template / "workspace.yaml")
    #expect(throws: (any Error).self) {
      try Workspace.create(
        at: folder / "new/deep", from: WorkspaceTemplate(folder: template), surroundings: Surroundings(environment: [:])
      )
    }
    #expect(try Files.list(folder) == ["template"])
  }

  @Test func `A template's links and hidden files are left out, but for git's settings`() throws {
    let template = folder / "template"
    try Files.makeFolders(template / "documents/deep")
    for name in ["workspace.yaml", ".gitignore", ".gitattributes", ".secret", "documents/deep/a.md", "documents/.b"] {
      try Files.writeNew(Array("manent: 1\n".utf8), to: template / name)
    }
    try makeLink(template / "documents/passwd", to: "/etc/passwd")
    #expect(
      try WorkspaceTemplate(folder: template).files() == [
        ".gitattributes", ".gitignore", "documents/deep/a.md", "workspace.yaml",
      ])
    let error = #expect(throws: WorkspaceError.self) { try WorkspaceTemplate(folder: folder) }
    #expect(error?.description == "\(folder): not a workspace template (it has no workspace.yaml)")
  }

  @Test func `The template that is shipped is found beside the program, or above it in a checkout`() throws {
    for place in ["share/manent/workspace-template", "workspace-template"] {
      let prefix = folder / "prefix-\(place.count)"
      try Files.makeFolders(prefix / place)
      try Files.makeFolders(prefix / "bin/debug")
      try Files.writeNew([], to: prefix / place / "workspace.yaml")
      #expect(try WorkspaceTemplate.shipped(executable: prefix / "bin/debug/manent").folder == prefix / place)
    }
    let error = #expect(throws: WorkspaceError.self) {
      try WorkspaceTemplate.shipped(executable: "/nonexistent/manent")
    }
    #expect(error?.code == .noTemplate)
  }

  @Test func `A workspace of another layout is not touched`() throws {
    try Files.makeFolders(folder / "w")
    try Files.writeNew(Array("manent: 2\n".utf8), to: folder / "w/workspace.yaml")
    let error = #expect(throws: WorkspaceError.self) {
      try Workspace.open(folder / "w", surroundings: Surroundings(environment: [:]))
    }
    #expect(error?.code == .unknownLayout)
    #expect(try Files.list(folder / "w") == ["workspace.yaml"])
  }

  @Test func `What is no workspace is said to be none`() throws {
    let error = #expect(throws: WorkspaceError.self) {
      try Workspace.open(folder, surroundings: Surroundings(environment: [:]))
    }
    #expect(error?.description == "\(folder): not a workspace (it has no workspace.yaml)")
  }

  @Test(arguments: ["", "a//b", "../a", "a/../b", "./a", "a/.", "a/..\u{2F}\u{301}b", "..\u{2F}\u{301}b/c"])
  func `A path that is not inside is refused`(path: String) throws {
    let workspace = try SampleWorkspace().open()
    let error = #expect(throws: WorkspaceError.self) { try workspace.inside(path) }
    #expect(error?.code == .badName)
  }

  @Test func `A path through a link or a file is refused`() throws {
    let sample = try SampleWorkspace()
    try Files.makeFolders(folder / "outside")
    try makeLink(sample.root / "chats", to: folder / "outside")
    let workspace = try sample.open()
    for path in ["chats/2026/x", "workspace.yaml/x"] {
      #expect(throws: WorkspaceError.self) { try workspace.inside(path) }
    }
    #expect(try workspace.inside("documents/new/x") == sample.root / "documents/new/x")
    #expect(throws: WorkspaceError.self) { try workspace.createChat(first: .init(role: .user, content: "Hi")) }
    #expect(try Files.list(folder / "outside") == [])
  }
}
