import ManentCatalog
import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords
import ManentUpkeep
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentSync

@Suite(.temporaryFolder) struct ForgetTests {
  private let sample: SampleWorkspace

  init() throws { sample = try SampleWorkspace() }

  private func turn(_ workspace: Workspace, _ id: String, _ text: String) throws {
    let draft = Workspace.Draft(role: .user, content: text)
    let chat: Chat
    if let existing = try workspace.chat(withID: id) {
      _ = try workspace.append(draft, to: existing)
      chat = existing
    } else {
      chat = try workspace.createChat(id: id, first: draft).0
    }
    _ = try workspace.append(.init(role: .assistant, content: text + "!"), to: chat)
    try workspace.commitTurn(of: chat)
  }

  private func contents(_ id: String) throws -> [String]? {
    let workspace = try sample.open()
    return try workspace.chat(withID: id).map { try workspace.transcript(of: $0).messages.map(\.content) }
  }

  @Test func `Forgetting chats is one commit that names ids and no text`() throws {
    let workspace = try sample.open()
    for id in ["a", "b", "c"] { try turn(workspace, id, "Secret \(id)") }
    let before = try sample.subjects().count
    let report = try workspace.forget(["c", "a"])
    #expect(report.chats.map(\.id) == ["a", "c"] && report.chats.map(\.messages) == [2, 2] && report.bytes > 200)
    #expect(try sample.subjects().count == before + 1)
    let message = try sample.git("log", "-1", "--format=%B")
    #expect(message == "forget: 2 chats\n\na\nc\n\nDevice: laptop\n\n", "\(message)")
    #expect(try !sample.read("forgotten.jsonl").contains("Secret"))
    #expect(try sample.git.status() == "")
    #expect(try sample.git.faults() == "")
    #expect(try workspace.chats().map(\.id) == ["b"])
    #expect(try sample.open().chats().map(\.id) == ["b"])
    #expect(try workspace.check(repair: false) == [])
    #expect(try Files.list(sample.root / ".git/manent/state/steps") == [])
  }

  @Test func `An id that is none leaves everything as it is, and so does a pinned chat`() throws {
    let workspace = try sample.open()
    try turn(workspace, "a", "One")
    try turn(workspace, "b", "Two")
    _ = try workspace.tag(workspace.chat(matching: "b"), adding: ["pinned"], removing: [])
    let tree = try FileTree.workspace(sample.root)
    #expect(throws: WorkspaceError.self) { try workspace.forget(["a", "gone"]) }
    let refusal = #expect(throws: WorkspaceError.self) { try workspace.forget(["a", "b"]) }
    #expect(refusal?.code == .protected)
    #expect(try FileTree.workspace(sample.root) == tree)
    #expect(try workspace.forget(["a", "b"], force: true).chats.count == 2)
    #expect(try workspace.chats() == [])
  }

  @Test func `What was not committed comes back as well`() throws {
    let workspace = try sample.open()
    try turn(workspace, "a", "One")
    let chat = try workspace.chat(matching: "a")
    _ = try workspace.append(.init(role: .user, content: "Never committed"), to: chat)
    try sample.write("\(chat.path)/notes.txt", "by hand\n")
    _ = try workspace.forget(["a"])
    #expect(try sample.git.status() == "")
    let report = try sample.open().restore(chat: "a")
    #expect(report == RestoreReport(kind: .chat, id: "a", title: "One", messages: 3, versions: 1))
    #expect(try contents("a") == ["One", "One!", "Never committed"])
    #expect(try sample.read("\(chat.path)/notes.txt") == "by hand\n")
    #expect(try sample.subjects().prefix(2) == ["restore: One", "forget: 1 chat"])
    #expect(try sample.git.status() == "")
    #expect(try sample.git.faults() == "")
  }

  @Test func `A chat may go and come back again and again, byte for byte`() throws {
    let workspace = try sample.open()
    try turn(workspace, "a", "One")
    let chat = try workspace.chat(matching: "a")
    for round in 1...3 {
      let before = try FileTree(of: sample.root / chat.path)
      _ = try workspace.forget(["a"])
      #expect(!Files.exists(sample.root / chat.path))
      #expect(try workspace.restorableChats().map(\.title) == ["One"])
      #expect(try workspace.restore(chat: "last").versions == round)
      #expect(try FileTree(of: sample.root / chat.path) == before)
      try turn(workspace, "a", "Round \(round)")
    }
    #expect(try contents("a")?.count == 8)
    #expect(try workspace.restorableChats().isEmpty)
  }

  @Test func `A forgotten chat's id cannot be taken, a purged one cannot come back`() throws {
    let workspace = try sample.open()
    try turn(workspace, "a", "One")
    _ = try workspace.forget(["a"])
    let taken = #expect(throws: WorkspaceError.self) {
      try workspace.createChat(id: "a", first: .init(role: .user, content: "New"))
    }
    #expect(taken?.code == .forgotten)
    try workspace.locked(.chats) {
      try workspace.agree(to: ["a"])
      try workspace.append(workspace.makeTombstones(.purge, of: ["a"], after: workspace.tombstones()))
    }
    for attempt in [{ _ = try workspace.restore(chat: "a") }, { try turn(workspace, "a", "New") }] {
      let error = #expect(throws: WorkspaceError.self) { try attempt() }
      #expect(error?.code == .purged)
    }
  }

  @Test func `What another machine appended when a merge dropped the chat comes back too`() throws {
    let workspace = try sample.open()
    try turn(workspace, "a", "One")
    try Git(folder: TemporaryFolder.current)("clone", "-q", sample.root.string, "clone")
    let second = try SampleWorkspace(existing: TemporaryFolder.current / "clone")
    second.clock.advance(by: 1000)
    try turn(second.open(device: "desk"), "a", "Elsewhere")
    try turn(workspace, "a", "Here")
    _ = try workspace.forget(["a"])
    // As a merge does it in which the tombstone wins: the folder is dropped, and the other side is a parent.
    try sample.git("fetch", "-q", second.root.string)
    try sample.git("merge", "-q", "-s", "ours", "-m", "merge", "FETCH_HEAD")
    try turn(workspace, "b", "Later")
    let report = try sample.open().restore(chat: "a")
    #expect(report.versions == 2 && report.messages == 6)
    // Each machine's turn is whole; the other clock ran ahead.
    #expect(try contents("a") == ["One", "One!", "Here", "Here!", "Elsewhere", "Elsewhere!"])
    #expect(try sample.git.status() == "")
    #expect(try sample.open().check(repair: false) == [])
  }

  @Test func `A chat comes back as it was in one commit when that is asked for`() throws {
    let workspace = try sample.open()
    try turn(workspace, "a", "One")
    try turn(workspace, "a", "Two")
    let commit = try sample.git("rev-parse", "HEAD~1").prefix(10)
    _ = try workspace.forget(["a"])
    #expect(throws: WorkspaceError.self) { try workspace.restore(chat: "a", at: "no-such-thing") }
    #expect(throws: WorkspaceError.self) { try workspace.restore(chat: "a", at: "HEAD") }
    #expect(try workspace.restore(chat: "a", at: String(commit)).messages == 2)
    #expect(try contents("a") == ["One", "One!"])
  }

  @Test func `Without commits of its own a workspace refuses to forget what git has not got`() throws {
    let sample = try SampleWorkspace("manual", settings: "history: {commit: manual}\n")
    let workspace = try sample.open()
    _ = try workspace.createChat(id: "a", first: .init(role: .user, content: "One"))
    let error = #expect(throws: WorkspaceError.self) { try workspace.forget(["a"]) }
    #expect(error?.code == .protected)
    try sample.git("add", ".")
    try sample.git("commit", "-q", "-m", "mine")
    #expect(try workspace.forget(["a"]).chats.count == 1)
    #expect(try workspace.chats() == [])
    #expect(try sample.subjects().first == "mine")
  }

  @Test func `During a merge nothing is forgotten that git has not got`() throws {
    let workspace = try sample.open()
    try turn(workspace, "a", "One")
    let head = try sample.git("rev-parse", "HEAD")
    try sample.write(".git/MERGE_HEAD", head)
    let tree = try FileTree(of: sample.root / "chats")
    let error = #expect(throws: WorkspaceError.self) { try workspace.forget(["a"]) }
    #expect(error?.code == .busy)
    #expect(try FileTree(of: sample.root / "chats") == tree)
  }
}
