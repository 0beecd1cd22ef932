import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `What is brought back` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func chat(_ text: String) throws -> String {
    try #require(try manent.json("-w", "work", "chat", "--new", "--json", text)["chat"]?.string)
  }

  @Test func `is several chats at once, named by any part of their ids in any case`() throws {
    let ids = try ["First one", "Second one", "Third one"].map(chat)
    for id in ids {
      #expect(try manent.json("-w", "work", "show", id.uppercased(), "--json")["id"] == .string(id))
      let inner = String(id.dropLast(2).suffix(5)).uppercased()
      #expect(try manent.json("-w", "work", "show", inner, "--json")["id"] == .string(id))
    }
    try manent("-w", "work", "show", "-7000-").expectFailure(2, saying: "several chats fit")
    try manent.succeed("-w", "work", "forget", "--yes", ids[0], ids[1], ids[2])
    let restored = try manent.json("-w", "work", "restore", ids[0].uppercased(), "Second one", "--json")
    #expect(restored.array?.compactMap { $0["id"]?.string } == [ids[0], ids[1]])
    let outcome = try manent("-w", "work", "restore", "nobody", String(ids[2].dropLast(1).suffix(6)).uppercased())
    #expect(outcome.status == 3 && outcome.errors.contains("'nobody'"))
    #expect(outcome.output.contains("brought back 'Third one'"))
    #expect(try manent.json("-w", "work", "chats", "--json").array?.count == 3)
  }

  @Test func `may be a chat or a document of one name, which is told`() throws {
    try manent.write("notes.txt", "The pump is blue.\n")
    try manent.succeed("-w", "work", "add", "notes.txt")
    let id = try chat("Hello")
    try manent.succeed("-w", "work", "documents", "remove", "notes.txt")
    try manent("-w", "work", "restore", "notes.txt")
      .expectFailure(3, saying: "it is a document that was removed: 'manent restore documents/notes.txt'")
    try manent.succeed("-w", "work", "rename", id, "notes.txt")
    try manent.succeed("-w", "work", "forget", "--yes", id)
    let outcome = try manent("-w", "work", "restore", "notes.txt")
    #expect(outcome.status == 0 && outcome.output.contains("brought back 'notes.txt' with"))
    #expect(outcome.errors.contains("'notes.txt' is also a document that was removed"))
    #expect(try manent.succeed("-w", "work", "restore", "documents/notes.txt") == "brought back notes.txt\n")
  }
}
