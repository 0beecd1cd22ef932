import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentUpkeep
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct WorkspaceLogTests {
  private let sample: SampleWorkspace
  private let workspace: Workspace

  init() throws {
    sample = try SampleWorkspace()
    workspace = try sample.open()
  }

  private func turn(_ id: String, _ text: String) throws {
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

  private func log(_ change: (inout Workspace.LogRequest) -> Void = { _ in }) throws -> [LogEntry] {
    var request = Workspace.LogRequest()
    change(&request)
    var entries: [LogEntry] = []
    try sample.open().log(request) { entries.append($0) }
    return entries
  }

  @Test func `Tells what each commit did, the newest first, and on which machine`() throws {
    try turn("a", "One")
    try turn("a", "Two")
    let chat = try workspace.chat(matching: "a")
    _ = try workspace.rename(chat, to: "Uno")
    _ = try workspace.tag(chat, adding: ["x", "y"], removing: [])
    _ = try workspace.tag(chat, adding: [], removing: ["x"])
    _ = try workspace.clear(chat)
    _ = try workspace.restore(chat: "a")
    _ = try workspace.fork(chat, title: "Due")
    let source = DocumentSource(.bytes(Array("Kites fly.\n".utf8)), name: "k.md", isExplicit: true)
    _ = try workspace.add([source])
    try workspace.removeDocuments(["k.md"])
    _ = try workspace.restore(document: "k.md")
    _ = try workspace.forget(["a"])
    _ = try workspace.restore(chat: "a")
    let entries = try log()
    #expect(
      entries.map(\.summary) == [
        "restored a", "forgot a", "added k.md", "removed k.md", "added k.md", "began 'Due' with 4 messages",
        "brought back what was cleared of 'Uno'", "cleared 'Uno'", "tagged 'Uno' -x", "tagged 'Uno' +x +y",
        "renamed 'One' to 'Uno'", "2 messages in 'One'", "began 'One' with 2 messages",
        "changed 3 files",
      ], "\(entries.map(\.summary))")
    #expect(
      entries.map(\.kind) == [
        "restore", "forget", "documents", "documents", "documents", "new", "restore", "clear", "tag", "tag", "rename",
        "turn", "new", "settings",
      ])
    #expect(entries.allSatisfy { $0.device == "laptop" && $0.author == "Alice" })
    #expect(entries[10].subject == "rename: One -> Uno")
    #expect(try log { $0.limit = 3 }.map(\.commit) == entries.prefix(3).map(\.commit))
    #expect(try log { $0.since = entries[4].time }.count == 5)
    #expect(try log { $0.onlyDocuments = true }.map(\.kind) == ["documents", "documents", "documents"])
    #expect(
      try log { $0.chat = "a" }.map(\.kind) == [
        "restore", "forget", "restore", "clear", "tag", "tag", "rename", "turn", "new",
      ])
  }

  @Test func `Tells of a chat that was forgotten, and of nobody else`() throws {
    for id in ["a", "b", "c"] { try turn(id, "I am \(id)") }
    _ = try workspace.forget(["a", "b"])
    let entries = try log { $0.chat = "a" }
    #expect(entries.map(\.summary) == ["forgot a", "began 'I am a' with 2 messages"])
    #expect(throws: WorkspaceError.self) { try log { $0.chat = "nobody" } }
  }

  @Test func `Tells what was committed by hand and what a merge joined, with the machine of each side`() throws {
    try turn("a", "One")
    let clone = TemporaryFolder.current / "clone"
    try Git(folder: TemporaryFolder.current)("clone", "-q", sample.root.string, clone.string)
    let second = try SampleWorkspace(existing: clone)
    second.clock.advance(by: 1000)
    let there = try second.open(device: "desk")
    let chat = try there.chat(matching: "a")
    _ = try there.append(.init(role: .user, content: "There"), to: chat)
    try there.commitTurn(of: chat)
    try turn("a", "Here")
    try sample.git("pull", "-q", "--no-rebase", "--no-edit", clone.string, "HEAD")
    try sample.write("documents/hand.md", "By hand.\n")
    try sample.git("add", "documents")
    try sample.git("commit", "-q", "-m", "mine")
    let entries = try log()
    #expect(entries[0].summary == "added hand.md" && entries[0].device == "User" && entries[0].subject == "mine")
    let merge = try #require(entries.first { $0.isMerge })
    #expect(merge.kind == "merge" && merge.summary.hasSuffix(": 1 message in 'One'"), "\(merge.summary)")
    #expect(entries.contains { $0.device == "desk" && $0.summary == "1 message in 'One'" })
    #expect(entries.contains { $0.device == "laptop" && $0.summary == "2 messages in 'One'" })
  }

  @Test func `Many chats in one commit are counted`() throws {
    for number in 1...120 {
      let id = String(1000 + number)
      _ = try workspace.createChat(id: "c\(id)", first: .init(role: .user, content: "Number \(id)"))
    }
    let paths = try workspace.catalog().pending().map(\.path)
    try workspace.commit(paths, message: "import: many")
    #expect(try log().first?.summary == "began 120 chats")
    _ = try workspace.forget(workspace.chats().map(\.id))
    #expect(try log().first?.summary == "forgot 120 chats")
  }

  @Test func `A title cannot pose as a trailer or a subject of its own`() throws {
    let message = CommitMessage.about("a", "chat: x\n\nDevice: evil")
    #expect(message == "chat: x  Device: evil\n\nChat: a")
    let signed = CommitMessage.signed(message, device: "lap\ntop")
    #expect(signed == "chat: x  Device: evil\n\nChat: a\nDevice: lap top")
    #expect(CommitMessage.trailers(of: signed) == ["Chat": "a", "Device": "lap top"])
    #expect(CommitMessage.signed("documents: add x", device: "d") == "documents: add x\n\nDevice: d")
    #expect(CommitMessage.signed("a\n\nb\nc", device: "d") == "a\n\nb\nc\n\nDevice: d")
    #expect(CommitMessage.trailers(of: "Device: d").isEmpty)
    #expect(CommitMessage.trailers(of: "").isEmpty)
  }

  @Test func `Every commit ends in the machine's trailer, as git reads it`() throws {
    try turn("a", "One")
    _ = try workspace.forget(["a"])
    let trailers = try sample.git("log", "--format=%(trailers:key=Device,valueonly)").split(separator: "\n")
    #expect(trailers == ["laptop", "laptop", "laptop"])
    let chats = try sample.git("log", "--format=%(trailers:key=Chat,valueonly)").split(separator: "\n")
    #expect(chats == ["a", "a"])
  }
}
