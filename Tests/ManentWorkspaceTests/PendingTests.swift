import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentHistory
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct PendingTests {
  private func say(_ text: String, in workspace: Workspace) throws -> Chat {
    try workspace.createChat(first: .init(role: .user, content: text)).0
  }

  @Test func `What is not committed is found when the catalog with its notes is gone`() throws {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly.\n", "b.md": "Fish swim.\n"])
    var chat: Chat?
    do {
      let workspace = try sample.open()
      chat = try say("Committed", in: workspace)
      try workspace.commitTurn(of: try #require(chat))
      _ = try workspace.append(.init(role: .assistant, content: "Not committed"), to: try #require(chat))
      _ = try say("Nor is this one", in: workspace)
    }
    try sample.write("forgotten.jsonl", "{}\n")
    try sample.write("mine.txt", "the user's own\n")
    try sample.write("templates/t.yaml", "the user's own as well\n")
    try Files.remove(sample.root / "documents/b.md")
    try Files.removeTree(sample.root / ".git/manent/cache")
    #expect(try sample.open().latestChat()?.title == "Nor is this one")
    #expect(try sample.git.status() == "?? mine.txt\n?? templates/t.yaml\n")
    #expect(try sample.git("ls-files", "documents") == "documents/a.md\n")
    #expect(
      Set(try sample.subjects().prefix(3)) == [
        "chat: Committed", "chat: Nor is this one", "recover: commit what an interrupted command had saved",
      ])
    let count = try sample.subjects().count
    try sample.write("documents/c.md", "Bees hum.\n")
    try sample.write("index/note", "by hand\n")
    #expect(try sample.open().documents().map(\.name) == ["a.md", "c.md"])
    #expect(try sample.subjects().count == count + 1)
    #expect(try sample.git.status().contains("?? index/note"))
    #expect(try sample.git.faults() == "")
  }

  @Test(arguments: ["manual", "chat"])
  func `What is not to be committed yet is not committed after the catalog is gone either`(_ when: String) throws {
    let sample = try SampleWorkspace(settings: "history: {commit: \(when)}\n")
    _ = try say("Later", in: sample.open())
    try Files.removeTree(sample.root / ".git/manent/cache")
    let count = try sample.git("rev-list", "--count", "--all")
    _ = try sample.open().latestChat()
    #expect(try sample.git("rev-list", "--count", "--all") == count)
    try sample.open().commitPending()
    #expect(try sample.git.status().isEmpty == (when == "chat"))
  }

  @Test func `What another process is at work on is left to it until it ends`() throws {
    let sample = try SampleWorkspace()
    var other: Workspace? = try sample.open()
    _ = try say("At work", in: try #require(other))
    _ = try sample.open().latestChat()
    #expect(try sample.git.status() != "")
    // A killed process leaves its mark, which nobody holds.
    let locks = sample.root / ".git/manent/state/locks"
    #expect(try Files.list(locks).count { $0.hasPrefix("process-") } == 1)
    other = nil
    #expect(try Files.list(locks).allSatisfy { !$0.hasPrefix("process-") })
    try Files.writeNew([], to: locks / "process-0123")
    try sample.open().catalog().addPending(["chats/gone"], owner: "process-0123")
    _ = try sample.open().latestChat()
    #expect(try sample.git.status() == "")
    #expect(try sample.open().catalog().pending().isEmpty)
    _ = try say("Next", in: sample.open())
    #expect(try Files.list(locks).allSatisfy { !$0.hasPrefix("process-") })
  }

  @Test func `A mark that somebody else wrote into the catalog reaches no file of another place`() throws {
    let sample = try SampleWorkspace()
    for mark in ["", "../chats", "process-../../x", "process-/etc/passwd"] {
      #expect(try !sample.open().isElsewhere(mark))
    }
  }

  @Test func `Several who find an outdated catalog agree on one new one`() async throws {
    let path = TemporaryFolder.current / "catalog.db"
    try Database(opening: path).execute("CREATE TABLE old(x); PRAGMA user_version = 99")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let catalog = try Catalog.open(at: path, tokenizer: "ascii")
          try catalog.setFact("\(number)", to: "here")
        }
      }
      try await group.waitForAll()
    }
    let catalog = try Catalog.open(at: path, tokenizer: "ascii")
    for number in 0..<8 { #expect(try catalog.fact("\(number)") == "here") }
  }

  @Test func `A day that has filled several folders goes on in its last one`() throws {
    let sample = try SampleWorkspace()
    let first = try say("First", in: sample.open())
    let day = Path(first.path).parent
    for number in ["2", "3", "007", "x", "12a"] { try Files.makeFolders(sample.root / "\(day).\(number)") }
    #expect(Path(try say("Second", in: sample.open()).path).parent.string == "\(day).3")
    for number in 0..<255 { try Files.makeFolders(sample.root / "\(day).3/\(number)") }
    #expect(Path(try say("Third", in: sample.open()).path).parent.string == "\(day).4")
  }

  @Test func `What the catalog notes of a chat that grows is what a new one would read`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    var chat = try say("One", in: workspace)
    for number in 0..<30 {
      _ = try workspace.append(.init(role: .user, content: String(repeating: "x", count: 5000)), to: chat)
      if number == 10 { chat = try workspace.rename(chat, to: "Another title") }
    }
    let noted = try #require(try workspace.catalog().chat(at: chat.path))
    #expect(noted.lastPart == 3 && noted.messages == 31 && noted.title == "Another title")
    try workspace.reloadChat(chat.path)
    #expect(try workspace.catalog().chat(at: chat.path) == noted)
    // A title that was changed by hand meanwhile is seen.
    try sample.write(
      chat.settingsPath, sample.read(chat.settingsPath).replacing("Another title", with: "Another tITLE"))
    _ = try workspace.append(.init(role: .user, content: "and so on"), to: chat)
    #expect(try workspace.catalog().chat(at: chat.path)?.title == "Another tITLE")
  }
}
