import ManentCatalog
import ManentCore
import ManentGit
import ManentHistory
import ManentPlugins
import ManentRecords
import ManentUpkeep
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentSync
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct MergeTests {
  private let folder = TemporaryFolder.current

  /// A workspace and a clone of it, as two machines have them; the second one's clock is an hour ahead.
  private func machines(
    _ documents: [String: String] = [:]
  ) throws -> (SampleWorkspace, SampleWorkspace) {
    let first = try SampleWorkspace(documents: documents)
    try Git(folder: folder)("clone", "-q", first.root.string, "clone")
    let second = try SampleWorkspace(existing: folder / "clone")
    second.clock.advance(by: 3600)
    return (first, second)
  }

  /// Joins what the other machine has committed.
  private func merge(
    _ other: SampleWorkspace, into sample: SampleWorkspace, device: String = "desk"
  ) throws -> MergeReport {
    let workspace = try sample.open(device: device)
    try sample.git("fetch", "-q", other.root.string, "HEAD")
    let commit = try #require(CommitID(sample.git("rev-parse", "FETCH_HEAD").dropLast()))
    return try workspace.merge(commit, from: "other")
  }

  /// What every machine must be after a merge: in order for git and for Manent, with nothing left to commit.
  private func expectOrder(_ sample: SampleWorkspace) throws {
    #expect(try sample.git.status() == "")
    #expect(try sample.git.faults() == "")
    #expect(!Files.exists(sample.root / ".git/manent/state/merging"))
    let workspace = try sample.open()
    #expect(try workspace.check(repair: false) == [])
    #expect(try sample.git.status() == "")
  }

  private func tree(_ sample: SampleWorkspace) throws -> String { try sample.git("rev-parse", "HEAD^{tree}") }

  private func turn(_ workspace: Workspace, _ chat: Chat, _ text: String) throws {
    _ = try workspace.append(.init(role: .user, content: text), to: chat)
    _ = try workspace.append(.init(role: .assistant, content: text + "!"), to: chat)
    try workspace.commitTurn(of: chat)
  }

  @Test func `Turns that two machines took in one chat are joined, whoever joins whom`() throws {
    let (first, second) = try machines()
    let (chat, _) = try first.open().createChat(id: "x", first: .init(role: .user, content: "Begin"))
    try first.open().commitTurn(of: chat)
    #expect(try merge(first, into: second).outcome == .fastForward(#require(try first.open().history().head())))
    try turn(first.open(), chat, "A")
    try turn(second.open(device: "desk"), chat, "B")
    try Git(folder: folder)("clone", "-q", first.root.string, "third")
    let third = try SampleWorkspace(existing: folder / "third")
    let report = try merge(first, into: second)
    #expect(report.merged == ["\(chat.path)/0001.jsonl"])
    guard case .merged = report.outcome else {
      Issue.record("\(report.outcome)")
      return
    }
    #expect(
      try second.open().transcript(of: chat).messages.map(\.content) == ["Begin", "A", "A!", "B", "B!"])
    #expect(try second.subjects()[0] == "merge: 1 chat, 0 documents from other")
    #expect(try second.git("log", "-1", "--format=%(trailers:key=Device,valueonly)").hasPrefix("desk"))
    try expectOrder(second)
    // The other way round.
    try second.git("branch", "-q", "before", "HEAD^1")
    let before = try #require(CommitID(second.git("rev-parse", "HEAD^1").dropLast()))
    try third.git("fetch", "-q", second.root.string, "before")
    _ = try third.open().merge(before, from: "second")
    #expect(try tree(third) == tree(second))
    #expect(try merge(second, into: first).outcome == .fastForward(#require(try second.open().history().head())))
    #expect(try merge(first, into: second).outcome == .upToDate)
    try expectOrder(first)
  }

  @Test func `A chat's title and tags are joined key by key, and a true clash names the loser`() throws {
    let (first, second) = try machines()
    let (chat, _) = try first.open().createChat(id: "x", first: .init(role: .user, content: "Begin"), tags: ["old"])
    try first.open().commitTurn(of: chat)
    _ = try merge(first, into: second)
    _ = try first.open().rename(chat, to: "Ours")
    _ = try first.open().tag(chat, adding: ["red"], removing: ["old"])
    _ = try second.open(device: "desk").tag(chat, adding: ["blue"], removing: [])
    _ = try second.open(device: "desk").rename(chat, to: "Theirs")
    let report = try merge(first, into: second)
    #expect(report.clashes == [.init(path: chat.settingsPath, key: "title", value: "\"Ours\"", device: "laptop")])
    let merged = try second.open().chat(at: chat.path)
    #expect(merged.settings.title == "Theirs")
    #expect(merged.settings.tags == ["blue", "red"])
    try expectOrder(second)
  }

  @Test func `A document that both changed is kept twice, and one that both left alone once`() throws {
    let (first, second) = try machines(["a.md": "Kites fly.\n", "b.md": "Ships sail.\n", "c.md": "Cars roll.\n"])
    try first.write("documents/a.md", "Kites fly high.\n")
    try first.write("documents/new.md", "First.\n")
    try Files.remove(first.root / "documents/c.md")
    _ = try first.open().documents()
    try second.write("documents/a.md", "Kites fly low.\n")
    try second.write("documents/c.md", "Cars roll on.\n")
    try Files.remove(second.root / "documents/b.md")
    _ = try second.open().documents()
    let report = try merge(first, into: second)
    #expect(report.keptBoth == [.init(path: "documents/a.md", copy: "documents/a (laptop 2026-11-20).md")])
    #expect(try second.read("documents/a.md") == "Kites fly low.\n")
    #expect(try second.read("documents/a (laptop 2026-11-20).md") == "Kites fly high.\n")
    #expect(try second.read("documents/c.md") == "Cars roll on.\n")
    #expect(report.keptChanges == [.init(path: "documents/c.md", removedBy: "laptop", changedBy: "laptop")])
    #expect(
      try second.open().documents().map(\.name) == ["a (laptop 2026-11-20).md", "a.md", "c.md", "new.md"])
    try expectOrder(second)
  }

  @Test(arguments: [false, true])
  func `A document that one side removed or renamed and the other changed stays, and the report names both`(
    isRemovedHere: Bool
  ) throws {
    let (first, second) = try machines(["a.md": "Kites fly.\n", "b.md": "Ships sail.\n", "c.md": "Cars roll.\n"])
    let (remover, changer) = isRemovedHere ? (second, first) : (first, second)
    let (one, other) = isRemovedHere ? ("desk", "laptop") : ("laptop", "desk")
    try Files.remove(remover.root / "documents/a.md")
    try Files.move(remover.root / "documents/b.md", to: remover.root / "documents/boats.md")
    // What nobody changed goes without a word.
    try Files.remove(remover.root / "documents/c.md")
    _ = try remover.open(device: one).documents()
    try changer.write("documents/a.md", "Kites fly high.\n")
    try changer.write("documents/b.md", "Ships sail on.\n")
    _ = try changer.open(device: other).documents()
    let report = try merge(first, into: second)
    #expect(
      report.keptChanges == [
        .init(path: "documents/a.md", removedBy: one, changedBy: other),
        .init(path: "documents/b.md", removedBy: one, changedBy: other, renamedTo: "documents/boats.md"),
      ])
    #expect(
      report.keptChanges[0].sentence
        == "documents/a.md was removed on \(one) and changed on \(other): it stays, with the change")
    #expect(try second.git("log", "-1", "--format=%B").contains(report.keptChanges[1].sentence))
    #expect(try second.open().documents().map(\.name) == ["a.md", "b.md", "boats.md"])
    try expectOrder(second)
  }

  @Test(arguments: [false, true])
  func `A copy goes with what its author has removed since, and stays where somebody has changed it`(
    isChanged: Bool
  ) throws {
    let (first, second) = try machines(["a.md": "Kites fly.\n"])
    try first.write("documents/a.md", "Kites fly high.\n")
    _ = try first.open().documents()
    try second.write("documents/a.md", "Kites fly low.\n")
    _ = try second.open().documents()
    let copy = "a (laptop 2026-11-20).md"
    #expect(try merge(first, into: second).keptBoth.map(\.copy) == ["documents/\(copy)"])
    if isChanged {
      try second.write("documents/\(copy)", "Kites fly high and far.\n")
      _ = try second.open().documents()
    }
    try Files.remove(first.root / "documents/a.md")
    _ = try first.open().documents()
    _ = try merge(first, into: second)
    #expect(try second.open().documents().map(\.name) == (isChanged ? [copy] : []) + ["a.md"])
    #expect(try second.read("documents/a.md") == "Kites fly low.\n")
    try expectOrder(second)
  }

  @Test func `A chat that one side has forgotten leaves, and what the other appended stays in the history`() throws {
    let (first, second) = try machines()
    let (chat, _) = try first.open().createChat(first: .init(role: .user, content: "Begin"))
    try first.open().commitTurn(of: chat)
    _ = try merge(first, into: second)
    try turn(second.open(device: "desk"), chat, "Appended")
    try first.git("rm", "-q", "-r", chat.path)
    try first.write(
      "forgotten.jsonl",
      #"{"id":"019a9f00-0000-7000-8000-000000000001","chat":"\#(chat.id)","action":"forget","created_at":"2026-11-20T10:00:00.000Z"}"#
        + "\n")
    try first.git("add", ".")
    try first.git("commit", "-q", "-m", "forget")
    let report = try merge(first, into: second)
    #expect(report.removedChats == [chat.id])
    #expect(try second.open().chats() == [])
    #expect(!Files.exists(second.root / chat.path))
    #expect(try second.git("show", "HEAD^1:\(chat.path)/0001.jsonl").contains("Appended"))
    try expectOrder(second)
  }

  @Test func `A chat of one id that was begun on both, forgotten and restored on one, stays whole`() throws {
    let (first, second) = try machines()
    let (late, _) = try first.open().createChat(id: "x", first: .init(role: .user, content: "Zebras"))
    try first.open().commitTurn(of: late)
    let desk = try second.open(device: "desk")
    let (early, _) = try desk.createChat(id: "x", first: .init(role: .user, content: "Antelopes"))
    try desk.commitTurn(of: early)
    _ = try desk.forget(["x"])
    _ = try desk.restore(chat: "x")
    // The folder that comes first has the lines of both, and the other one is still written to.
    _ = try merge(first, into: second)
    try turn(first.open(), late, "More of zebras")
    _ = try merge(second, into: first)
    let chats = try first.open().chats()
    #expect(chats.map(\.path) == [early.path])
    #expect(try first.read("\(early.path)/0001.jsonl").split(separator: "\n").count == 4)
    try expectOrder(first)
    _ = try merge(first, into: second)
    #expect(try tree(second) == tree(first))
  }

  @Test func `Two workspaces without a common history are joined; what is no workspace is refused`() throws {
    let first = try SampleWorkspace("alice", documents: ["a.md": "Kites.\n"])
    let second = try SampleWorkspace("bob", documents: ["a.md": "Boats.\n", "b.md": "Cars.\n"])
    second.clock.advance(by: 60)
    try second.write("documents/c.md", "Planes.\n")
    _ = try second.open().documents()
    let report = try merge(first, into: second)
    #expect(report.keptBoth.count == 1)
    #expect(try second.open().documents().count == 4)
    #expect(report.clashes.map(\.key) == ["name"])
    try expectOrder(second)
    let stranger = try Git.repository(at: folder / "stranger")
    try second.git("fetch", "-q", stranger.folder.string, "HEAD")
    let commit = try #require(CommitID(second.git("rev-parse", "FETCH_HEAD").dropLast()))
    let error = #expect(throws: WorkspaceError.self) { try second.open().merge(commit, from: "stranger") }
    #expect(
      error?.description == "stranger: not a workspace (it has no workspace.yaml); name the repository of a workspace")
    try expectOrder(second)
  }

  @Test func `A message that both edited by hand has the later text, and the report tells where the other is`() throws {
    let (first, second) = try machines()
    let (chat, message) = try first.open().createChat(id: "x", first: .init(role: .user, content: "I am Ada"))
    try first.open().commitTurn(of: chat)
    _ = try merge(first, into: second)
    let part = "\(chat.path)/0001.jsonl"
    func edit(_ machine: SampleWorkspace, _ text: String) throws -> String {
      try machine.write(part, machine.read(part).replacing("I am Ada", with: text))
      try machine.git("commit", "-q", "-a", "-m", "by hand")
      return try String(machine.git("rev-parse", "HEAD").dropLast())
    }
    let (given, kept) = (try edit(first, "I am Grace"), try edit(second, "I am Edith"))
    let report = try merge(first, into: second)
    let texts = try second.read(part)
    let (winner, loser) = texts.contains("Edith") ? ("Edith", "Grace") : ("Grace", "Edith")
    #expect(report.edits.map(\.path) == [part])
    let other = try #require(report.edits.first)
    #expect(other.message == message.id)
    #expect(other.line?.contains("I am \(loser)") == true)
    #expect("\(other.commit)" == (loser == "Grace" ? given : kept))
    #expect(try second.git("show", "\(other.commit)", "--", part).contains("I am \(loser)"))
    #expect(try second.git("log", "-1", "--format=%B").contains("gave way to a later one; it is in \(other.commit)"))
    #expect(!texts.contains(loser) && texts.contains(winner))
    // The other machine has the same, and nothing is told or decided again.
    #expect(try merge(second, into: first).edits == [])
    #expect(try tree(first) == tree(second))
    #expect(try merge(first, into: second).outcome == .upToDate)
  }

  @Test func `Of many edits that gave way the commit names the first twenty, and the report all`() throws {
    let (first, second) = try machines()
    let workspace = try first.open()
    let chat = try workspace.createChat(id: "x", first: .init(role: .user, content: "I am Ada")).0
    for number in 1..<23 { _ = try workspace.append(.init(role: .user, content: "I am Ada \(number)"), to: chat) }
    try workspace.commitTurn(of: chat)
    _ = try merge(first, into: second)
    let part = "\(chat.path)/0001.jsonl"
    for (machine, name) in [(first, "Grace"), (second, "Edith")] {
      try machine.write(part, machine.read(part).replacing("I am Ada", with: "I am \(name)"))
      try machine.git("commit", "-q", "-a", "-m", "by hand")
    }
    #expect(try merge(first, into: second).edits.count == 23)
    let lines = try second.git("log", "-1", "--format=%B").split(separator: "\n")
    #expect(lines.count { $0.contains("gave way to a later one") } == 20)
    #expect(lines.contains("and 3 more"))
  }

  @Test func `What is not committed yet is committed before it is joined`() throws {
    let first = try SampleWorkspace(settings: "history: {commit: manual}\n", documents: ["a.md": "Kites fly.\n"])
    try first.git("add", ".")
    try first.git("commit", "-q", "-m", "begin")
    try Git(folder: folder)("clone", "-q", first.root.string, "clone")
    let second = try SampleWorkspace(existing: folder / "clone")
    second.clock.advance(by: 1_000_000_000)
    try first.write("documents/a.md", "Kites fly high.\n")
    try first.git("commit", "-q", "-a", "-m", "by hand")
    try second.write("documents/a.md", "Kites fly low.\n")
    try second.write("notes.txt", "by hand\n")
    let report = try merge(first, into: second)
    #expect(report.keptBoth.count == 1)
    #expect(try second.git.status() == "")
    #expect(try second.read("notes.txt") == "by hand\n")
  }
}
