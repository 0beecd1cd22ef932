import ManentCore
import ManentRecords
import ManentUpkeep
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentWorkspace

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
}
