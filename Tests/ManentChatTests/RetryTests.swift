import ManentCatalog
import ManentChat
import ManentChats
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import Synchronization
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct RetryTests {
  private let sample: SampleWorkspace
  private let numbered = Numbered()

  init() throws { sample = try SampleWorkspace() }

  private func take(_ message: String, _ provider: String = "numbered") throws {
    var request = TurnRequest(message: message)
    request.provider = provider
    _ = try Conversation(in: sample.open(), providers: Providers([numbered])).take(request) { _ in }
  }

  @discardableResult private func retry(emit: (String) throws -> Void = { _ in }) throws -> TurnResult {
    var request = RetryRequest()
    request.provider = "numbered"
    return try Conversation(in: sample.open(), providers: Providers([numbered])).retry(request, emit: emit)
  }

  private func shown() throws -> [String] {
    let workspace = try sample.open()
    return try workspace.transcript(of: workspace.chat(matching: "last")).messages.map { message in
      message.content + (message.status.map { " (\($0))" } ?? "")
    }
  }

  @Test func `The new answer stands in for the old one, which is not sent`() throws {
    try take("One")
    try take("Two")
    let result = try retry()
    #expect(result.message.replaces != nil && result.message.content == "answer 3")
    #expect(numbered.heard == ["One", "answer 1", "Two"])
    #expect(try shown() == ["One", "answer 1", "Two", "answer 3"])
    for _ in 4...6 { try retry() }
    #expect(try shown() == ["One", "answer 1", "Two", "answer 6"])
    #expect(try sample.subjects().first == "chat: One" && sample.git.status() == "")
    // Nothing is taken out of the files.
    let workspace = try sample.open()
    #expect(try workspace.files(of: workspace.chat(matching: "last")).readAll().messages.count == 8)
    #expect(try workspace.chats().first?.messages == 4)
    try take("Three")
    #expect(numbered.heard == ["One", "answer 1", "Two", "answer 6", "Three"])
  }

  @Test func `A failed answer is replaced, and so is one that the user stopped`() throws {
    numbered.fails = true
    #expect(throws: ChatError.self) { try take("One") }
    #expect(try shown() == ["One", "half (failed)"])
    #expect(throws: ChatError.self) { try retry() }
    #expect(try shown() == ["One", "half (failed)"])
    numbered.fails = false
    #expect(throws: Interruption()) { try retry { _ in throw Interruption() } }
    #expect(try shown() == ["One", "answer 3 (interrupted)"])
    try retry()
    #expect(try shown() == ["One", "answer 4"])
    #expect(numbered.heard == ["One"])
  }

  @Test func `A whole answer is not given up for a broken one, and the next whole one stands in for it`() throws {
    try take("One")
    numbered.fails = true
    #expect(throws: ChatError.self) { try retry() }
    #expect(try shown() == ["One", "answer 1", "half (failed)"])
    numbered.fails = false
    try retry()
    #expect(try shown() == ["One", "half (failed)", "answer 3"])
    try take("Two")
    #expect(numbered.heard == ["One", "answer 3", "Two"])
  }

  @Test func `A message that nobody answered is answered now`() throws {
    let workspace = try sample.open()
    let (chat, asked) = try workspace.createChat(first: .init(role: .user, content: "One"))
    let result = try retry()
    #expect(result.message.parent == asked.id && result.message.replaces == nil)
    #expect(try shown() == ["One", "answer 1"])
    // An answer far back in a long chat is found as well.
    let long = String(repeating: "x", count: 40_000)
    for _ in 1...80 { _ = try workspace.append(.init(role: .tool, content: long), to: chat) }
    #expect(try retry().message.parent == asked.id)
  }

  @Test func `A chat without a message of the user has nothing to ask again`() throws {
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(first: .init(role: .user, content: "One"))
    _ = try workspace.clear(chat)
    let error = #expect(throws: ChatError.self) { try retry() }
    #expect(error?.code == .nothingToRetry)
  }

  @Test func `What was cleared is not sent, and the next message gives the chat its title`() throws {
    try take("One")
    let workspace = try sample.open()
    _ = try workspace.clear(workspace.chat(matching: "last"))
    try take("Two")
    #expect(numbered.heard == ["Two"])
    #expect(try sample.open().chats().map(\.title) == ["Two"])
    #expect(try sample.subjects().first == "chat: Two" && sample.git.status() == "")
  }
}

/// A provider that counts its answers and remembers what it was handed.
private final class Numbered: AnswerProvider, Sendable {
  private struct State {
    var count = 0
    var heard: [String] = []
    var fails = false
  }
  struct NoWords: Error {}
  let name = "numbered"
  private let state = Mutex(State())

  var heard: [String] { state.withLock { $0.heard } }
  var fails: Bool {
    get { state.withLock { $0.fails } }
    set { state.withLock { $0.fails = newValue } }
  }

  func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
    let (count, fails) = state.withLock { state in
      state.count += 1
      state.heard = request.messages.map(\.content)
      return (state.count, state.fails)
    }
    if fails {
      try emit("half")
      throw NoWords()
    }
    try emit("answer \(count)")
    return Answer(content: "answer \(count)")
  }
}
