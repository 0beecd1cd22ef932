import ManentCatalog
import ManentCore
import ManentDocuments
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentUpkeep
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats

@Suite(.temporaryFolder, .slow) struct TwoMachinesTests {
  private let folder = TemporaryFolder.current

  /// A workspace and a clone of it, as two machines have them.
  private func machines(_ documents: [String: String] = [:]) throws -> (SampleWorkspace, SampleWorkspace) {
    let first = try SampleWorkspace(documents: documents)
    try Git(folder: folder)("clone", "-q", first.root.string, "clone")
    let second = try SampleWorkspace(existing: folder / "clone")
    second.clock.advance(by: 100)
    return (first, second)
  }

  private func turn(_ workspace: Workspace, _ chat: Chat, _ text: String) throws {
    _ = try workspace.append(.init(role: .user, content: text), to: chat)
    _ = try workspace.append(.init(role: .assistant, content: text + "!"), to: chat)
    try workspace.commitTurn(of: chat)
  }

  @Test func `What somebody else has committed is seen after a pull`() throws {
    let (first, second) = try machines()
    let workspace = try second.open()
    #expect(try workspace.chats() == [])
    let (chat, _) = try first.open().createChat(id: "x", first: .init(role: .user, content: "One"))
    try turn(first.open(), chat, "Two")
    // And by hand, with git alone.
    try first.write("documents/b.md", "Submarines dive in the sea.\n")
    try first.git("add", "documents")
    try first.git("commit", "-q", "-m", "by hand")
    try second.git("pull", "-q", "--no-rebase")
    #expect(try workspace.latestChat()?.messages == 3)
    #expect(try workspace.find("submarines", limit: 3).passages.map(\.document) == ["b.md"])
    #expect(try second.git.status() == "")
    #expect(try workspace.check(repair: false) == [])
  }

  @Test func `A chat that was removed elsewhere is gone after a pull`() throws {
    let (first, second) = try machines()
    let (chat, _) = try first.open().createChat(id: "x", first: .init(role: .user, content: "One"))
    try first.open().commitPending()
    try turn(first.open(), chat, "Two")
    try second.git("pull", "-q", "--no-rebase")
    let workspace = try second.open()
    #expect(try workspace.chat(withID: "x") != nil)
    try first.git("rm", "-q", "-r", chat.path)
    try first.git("commit", "-q", "-m", "forget")
    try second.git("pull", "-q", "--no-rebase")
    #expect(try workspace.chat(withID: "x") == nil)
    #expect(try workspace.latestChat() == nil)
  }

  @Test func `Turns that two machines took in one chat at once are joined whole by a plain pull`() throws {
    let (first, second) = try machines()
    let (chat, _) = try first.open().createChat(id: "x", first: .init(role: .user, content: "Begin"))
    try first.open().commitTurn(of: chat)
    try second.git("pull", "-q", "--no-rebase")
    try turn(first.open(), chat, "A1")
    try turn(first.open(), chat, "A2")
    try turn(second.open(device: "desk"), chat, "B1")
    try turn(second.open(device: "desk"), chat, "B2")
    try second.git("pull", "-q", "--no-rebase", "--no-edit")
    let workspace = try second.open()
    let contents = try workspace.transcript(of: chat).messages.map(\.content)
    #expect(contents == ["Begin", "A1", "A1!", "A2", "A2!", "B1", "B1!", "B2", "B2!"])
    #expect(try workspace.latestChat()?.messages == 9)
    #expect(try second.git.status() == "")
    // The next turn follows the newest message and takes nothing apart.
    try turn(workspace, chat, "C")
    #expect(try workspace.transcript(of: chat).messages.last?.content == "C!")
    #expect(try second.git.faults() == "")
  }

  @Test func `A chat of a machine whose clock was ahead is not the latest for that`() throws {
    let sample = try SampleWorkspace("one")
    let ahead = try sample.open().createChat(id: "ahead", first: .init(role: .user, content: "early")).0
    let file = ahead.path + "/0001.jsonl"
    let day = try sample.read(file).firstRange(of: "created_at\":\"").map {
      try sample.read(file)[$0.upperBound...].prefix(4)
    }
    try sample.write(file, sample.read(file).replacing("created_at\":\"\(day ?? "")", with: "created_at\":\"2999"))
    try sample.write(
      ahead.settingsPath,
      sample.read(ahead.settingsPath).replacing("created_at: \(day ?? "")", with: "created_at: 2999"))
    let other = try sample.open().createChat(id: "other", first: .init(role: .user, content: "now")).0
    #expect(try sample.open().latestChat()?.id == other.id)
    #expect(try sample.open().chat(matching: "last").id == other.id)
    _ = try sample.open().append(.init(role: .user, content: "later"), to: sample.open().chat(matching: "ahead"))
    #expect(try sample.open().latestChat()?.id == "ahead")
    #expect(try sample.open().check(repair: false).filter { $0.problem != "not committed" } == [])
  }

  @Test func `The same document added on two machines joins without a conflict`() throws {
    let (first, second) = try machines()
    let source = DocumentSource(.bytes(Array("Kites fly in the wind.\n".utf8)), name: "k.md", isExplicit: true)
    for sample in [first, second] { #expect(try sample.open().add([source]).added == ["k.md"]) }
    try second.git("pull", "-q", "--no-rebase", "--no-edit")
    #expect(try second.git.status() == "")
    #expect(try second.open().documents().map(\.name) == ["k.md"])
    #expect(try second.open().check(repair: false) == [])
  }

  @Test func `During a merge a turn is saved, told and committed later`() throws {
    let (first, second) = try machines(["a.md": "Kites fly.\n"])
    try first.write("documents/a.md", "Kites fly high.\n")
    _ = try first.open().documents()
    try second.write("documents/a.md", "Kites fly low.\n")
    _ = try second.open().documents()
    #expect(try second.git.run(["pull", "-q", "--no-rebase", "--no-edit"]).status != 0)
    let workspace = try second.open()
    let (chat, _) = try workspace.createChat(first: .init(role: .user, content: "One"))
    try workspace.commitTurn(of: chat)
    #expect(second.notices.sentences.contains { $0.contains("a merge is in progress") })
    #expect(try workspace.transcript(of: chat).messages.count == 1)
    try second.git("merge", "--abort")
    try second.open().commitPending()
    #expect(try second.git.status() == "")
  }
}
