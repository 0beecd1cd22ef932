import ManentCatalog
import ManentCore
import ManentRecords
import ManentUpkeep
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats

@Suite(.temporaryFolder) struct `Chats that cannot be read` {
  private func spoiled(_ count: Int) throws -> SampleWorkspace {
    let sample = try SampleWorkspace()
    for number in 1...count {
      let (chat, _) = try sample.open().createChat(
        id: "chat-\(number)", first: .init(role: .user, content: "Question \(number)"))
      try sample.open().commitTurn(of: chat)
      try sample.write(chat.settingsPath, sample.read(chat.settingsPath) + "tags: [\n")
    }
    return sample
  }

  @Test func `are told one by one when they are few`() throws {
    let sample = try spoiled(2)
    #expect(try sample.open().chats().isEmpty)
    #expect(sample.notices.sentences.count { $0.hasPrefix("cannot read chats/") } == 2)
  }

  @Test func `are counted when they are many`() throws {
    let sample = try spoiled(12)
    #expect(try sample.open().chats().isEmpty)
    let told = sample.notices.sentences.filter { $0.hasPrefix("cannot read ") }
    #expect(told.count == 4)
    #expect(told.last == "cannot read 9 more chats; 'manent doctor' says what is wrong with each")
    // Nothing of them is lost.
    #expect(try sample.open().check(repair: false).count { $0.path.hasSuffix("chat.yaml") } >= 12)
  }

  @Test func `are listed from what is readable, and not taken for chats that are not there`() throws {
    let sample = try spoiled(1)
    for _ in 0..<2 {
      let workspace = try sample.open()
      #expect(try workspace.listedChats().isEmpty)
      let listed = try workspace.listedUnreadableChats()
      #expect(listed.map(\.row.id) == ["chat-1"])
      #expect(listed.map(\.row.title) == ["Question 1"])
      #expect(listed.map(\.row.messages) == [1])
      #expect(listed[0].reason.contains("chat.yaml:5"))
    }
    for reference in ["chat-1", "Question 1"] {
      let error = #expect(throws: WorkspaceError.self) { _ = try sample.open().chat(matching: reference) }
      #expect(error?.code == .unreadable)
    }
    // Another chat of the same id would hide it for good.
    #expect(throws: WorkspaceError.self) {
      _ = try sample.open().createChat(id: "chat-1", first: .init(role: .user, content: "Again"))
    }
    _ = try sample.open().createChat(id: "chat-2", first: .init(role: .user, content: "Other"))
  }

  @Test func `are told from git and their folder where the file says nothing`() throws {
    let sample = try spoiled(1)
    let path = try #require(try sample.open().chatFolders().first)
    try sample.write("\(path)/chat.yaml", "\u{0}\u{1}")
    #expect(try sample.open().chats().isEmpty)
    let workspace = try sample.open()
    _ = try workspace.listedChats()
    #expect(try workspace.listedUnreadableChats().map(\.row.title) == ["Question 1"])
    try Files.removeTree(sample.root / ".git")
    let bare = try sample.open()
    _ = try bare.listedChats()
    #expect(try bare.listedUnreadableChats().map(\.row.title) == ["question 1"])
  }

  @Test func `are not committed over settings that can be read`() throws {
    let sample = try spoiled(1)
    let path = try #require(try sample.open().chatFolders().first) + "/chat.yaml"
    let workspace = try sample.open()
    try workspace.commit([path], message: "by hand")
    #expect(sample.notices.sentences.contains { $0.hasPrefix("\(path) is not committed: it cannot be read: ") })
    #expect(try sample.git("show", "HEAD:\(path)").hasPrefix("id: chat-1\n"))
    #expect(try sample.git.status() == " M \(path)\n")
    // Both sides of a conflict can be read, and are joined by doctor alone.
    let good = try sample.git("show", "HEAD:\(path)")
    try sample.write(path, "<<<<<<< HEAD\n\(good)tags: [a]\n=======\n\(good)>>>>>>> main\n")
    try sample.open().commit([path], message: "by hand")
    #expect(try sample.git("show", "HEAD:\(path)") == good)
    _ = try sample.open().check(repair: true)
    #expect(try sample.open().chat(matching: "chat-1").settings.tags == ["a"])
    #expect(try sample.git.status() == "")
  }
}
