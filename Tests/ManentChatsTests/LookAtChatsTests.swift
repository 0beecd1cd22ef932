import ManentCatalog
import ManentCore
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats

@Suite(.temporaryFolder) struct `A look at all chats` {
  private let sample: SampleWorkspace

  init() throws { sample = try SampleWorkspace() }

  /// A chat with so many parts of one message each, as the catalog knows it.
  private func chat(parts: Int) throws -> Chat {
    let (chat, _) = try sample.open().createChat(id: "c", first: .init(role: .user, content: "Message 1"))
    for number in 2..<max(2, parts + 1) { try write(number, of: chat) }
    #expect(try sample.open().chats().map(\.messages) == [parts])
    return chat
  }

  private func line(_ number: Int) -> String {
    "{\"id\":\"z\(number)\",\"role\":\"user\",\"content\":\"Message \(number)\","
      + "\"created_at\":\"2026-11-20T11:00:00.000Z\"}\n"
  }

  private func write(_ number: Int, of chat: Chat) throws {
    try sample.write("\(chat.path)/\(WorkspaceLayout.part(number))", line(number))
  }

  @Test(arguments: [1, 2, 3, 4, 6])
  func `finds a part that was added, made longer, changed, cut or taken away by hand`(_ parts: Int) throws {
    let chat = try chat(parts: parts)
    func messages() throws -> Int? { try sample.open().chats().first?.messages }
    let last = "\(chat.path)/\(WorkspaceLayout.part(parts))"
    try write(parts + 1, of: chat)
    #expect(try messages() == parts + 1)
    try Files.remove(sample.root / chat.path / WorkspaceLayout.part(parts + 1))
    #expect(try messages() == parts)
    let text = try sample.read(last)
    try sample.write(last, text + line(99))
    #expect(try messages() == parts + 1)
    try sample.write(last, text)
    #expect(try messages() == parts)
    // As long as before, and yet another one.
    try sample.write(last, String(text.dropLast(2)) + "?\n")
    #expect(try messages() == parts - 1)
    try Files.removeTree(sample.root / chat.path)
    #expect(try sample.open().chats() == [])
  }

  @Test func `finds settings that were changed by hand, and a folder that was moved`() throws {
    let chat = try chat(parts: 1)
    try sample.write(chat.settingsPath, try sample.read(chat.settingsPath) + "tags: [work]\n")
    #expect(try sample.open().chats().map(\.tags) == [["work"]])
    try Files.makeFolders(sample.root / "chats/2025/01/02")
    try Files.rename(sample.root / chat.path, to: sample.root / "chats/2025/01/02/moved")
    #expect(try sample.open().chats().map(\.path) == ["chats/2025/01/02/moved"])
    try Files.makeFolders(sample.root / "chats/2025/01/03/no-chat")
    try sample.write("chats/2025/01/03/a-file", "no chat either\n")
    #expect(try sample.open().chats().map(\.id) == ["c"])
  }

  /// Chats of long ago and of today; lists look into twelve at a time.
  private func many(_ count: Int) throws -> [Chat] {
    let workspace = try sample.open()
    return try (0..<count).map { number in
      sample.clock.advance(by: 60)
      return try workspace.createChat(id: "c\(number)", first: .init(role: .user, content: "Message 1")).0
    }
  }

  private func list() throws -> [String: Int] {
    let workspace = try sample.open()
    workspace.lookShare = 12
    return Dictionary(uniqueKeysWithValues: try workspace.listedChats().map { ($0.id, $0.messages) })
  }

  private func lengthen(_ chat: Chat) throws {
    let part = "\(chat.path)/\(WorkspaceLayout.part(1))"
    try sample.write(part, try sample.read(part) + line(2))
  }

  @Test func `in a list of many sees what came and went, and the latest, at once, and the others in turn`() throws {
    let chats = try many(60)
    #expect(try list().values.allSatisfy { $0 == 1 })
    try lengthen(chats[59])
    try lengthen(chats[0])
    try Files.removeTree(sample.root / chats[30].path)
    try sample.write("chats/2025/01/02/by-hand/chat.yaml", "id: hand\ncreated_at: 2025-01-02T10:00:00.000Z\n")
    try sample.write("chats/2025/01/02/by-hand/\(WorkspaceLayout.part(1))", line(7))
    let first = try list()
    #expect(first["c59"] == 2 && first["c0"] == 1 && first["c30"] == nil && first["hand"] == 1)
    var lists = 1
    while try list()["c0"] == 1 {
      lists += 1
      try #require(lists < 6)
    }
    #expect(lists == 4)
    #expect(try sample.open().chats().first { $0.id == "c0" }?.messages == 2)
  }

  @Test func `in a list of many sees a chat whose files came after its folder was seen`() throws {
    _ = try many(40)
    _ = try list()
    try Files.makeFolders(sample.root / "chats/2025/01/02/late")
    #expect(try list()["late"] == nil)
    try sample.write("chats/2025/01/02/late/chat.yaml", "id: late\ncreated_at: 2025-01-02T10:00:00.000Z\n")
    try sample.write("chats/2025/01/02/late/\(WorkspaceLayout.part(1))", line(7))
    #expect(try list()["late"] == 1)
    try Files.removeTree(sample.root / "chats/2025")
    #expect(try list()["late"] == nil)
    #expect(try sample.open().listedChats(atMost: 3).map(\.id) == ["c39", "c38", "c37"])
  }

  @Test func `in a list of many sees a chat that could not be read as soon as it can be`() throws {
    _ = try many(40)
    _ = try list()
    try sample.write("chats/2025/01/02/broken/chat.yaml", "id: [\n")
    try sample.write("chats/2025/01/02/broken/\(WorkspaceLayout.part(1))", line(7))
    for _ in 0..<2 { #expect(try list()["broken"] == nil) }
    try sample.write("chats/2025/01/02/broken/chat.yaml", "id: broken\ncreated_at: 2025-01-02T10:00:00.000Z\n")
    #expect(try list()["broken"] == 1)
  }

  @Test func `in a list of many looks into all after ten minutes`() throws {
    let chats = try many(40)
    _ = try list()
    try lengthen(chats[0])
    LookTurn(row: 0, begun: Timestamp.now.milliseconds - LookTurn.longest).leave(
      in: sample.root / ".git/manent/cache/look-chats")
    #expect(try list()["c0"] == 2)
  }
}
