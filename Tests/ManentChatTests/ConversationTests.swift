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

@Suite(.temporaryFolder) struct ConversationTests {
  private let documents = ["a.md": "The propeller turns the air.\n"]

  private func take(
    _ message: String, in sample: SampleWorkspace, by provider: (any AnswerProvider & Sendable)? = nil,
    _ change: (inout TurnRequest) -> Void = { _ in }, emit: (String) throws -> Void = { _ in }
  ) throws -> TurnResult {
    var request = TurnRequest(message: message)
    request.provider = provider?.name
    change(&request)
    let providers = Providers(Providers.builtIn + (provider.map { [$0] } ?? []))
    return try Conversation(in: sample.open(), providers: providers).take(request, emit: emit)
  }

  @Test func `A turn is the message, the answer with its sources, and one commit`() throws {
    let sample = try SampleWorkspace(documents: documents)
    var pieces = ""
    let result = try take("What does the propeller turn?", in: sample) { _ in
    } emit: {
      pieces += $0
    }
    #expect(pieces == "“The propeller turns the air.” [1]")
    let chat = try #require(result.chat)
    let messages = try sample.open().transcript(of: chat).messages
    #expect(messages.map(\.role) == [.user, .assistant])
    #expect(messages[1].content == pieces)
    #expect(messages[1].parent == messages[0].id)
    #expect(messages[1].provider == "extractive")
    #expect(messages[1].sources.first?.document == "a.md")
    #expect(messages[1].sources.first?.quotes.map(\.range) == [0..<28])
    #expect(try sample.subjects() == ["chat: What does the propeller turn?", "workspace: start alice"])
    #expect(try sample.git.status() == "")
  }

  @Test func `A provider that fails leaves a failed message, and the turn is committed`() throws {
    let sample = try SampleWorkspace(documents: documents)
    let error = #expect(throws: ChatError.self) { try take("One", in: sample, by: Failing()) }
    #expect(error == ChatError(.failed, "failing could not answer: no more words; the message is saved"))
    let chat = try sample.open().chat(matching: "last")
    let messages = try sample.open().transcript(of: chat).messages
    #expect(messages.map(\.content) == ["One", "half an ans"])
    #expect(messages[1].status == .failed)
    #expect(messages[1].error == "no more words")
    #expect(messages[1].provider == "failing")
    #expect(try sample.subjects().count == 2)
    #expect(try sample.git.status() == "")
  }

  @Test func `A failed answer is not handed to the next provider, an interrupted one is`() throws {
    let sample = try SampleWorkspace()
    _ = try? take("One", in: sample, by: Failing())
    #expect(throws: Interruption()) {
      try take("Two", in: sample, by: Listening()) { _ in
      } emit: { _ in
        throw Interruption()
      }
    }
    let listening = Listening()
    _ = try take("Three", in: sample, by: listening)
    #expect(listening.heard == ["user One", "user Two", "assistant heard", "user Three"])
  }

  @Test func `A turn that the user stops keeps what had come`() throws {
    let sample = try SampleWorkspace(documents: documents)
    #expect(throws: Interruption()) {
      try take("What does the propeller turn?", in: sample) { _ in
      } emit: { _ in
        throw Interruption()
      }
    }
    let chat = try sample.open().chat(matching: "last")
    let messages = try sample.open().transcript(of: chat).messages
    #expect(messages[1].status == .interrupted)
    #expect(messages[1].error == nil)
    #expect(messages[1].content == "“The propeller turns the air.” [1]")
    #expect(try sample.git.status() == "")
  }

  @Test func `The context is as long as the window, the chat's instructions first`() throws {
    let sample = try SampleWorkspace(settings: "chat: {window: 3}\n")
    let listening = Listening()
    for number in 1...3 { _ = try take("\(number)", in: sample, by: listening) }
    #expect(listening.heard == ["user 2", "assistant heard", "user 3"])
    let chat = try sample.open().chat(matching: "last")
    try sample.write(chat.settingsPath, try sample.read(chat.settingsPath) + "window: 1\ninstructions: Be brief.\n")
    _ = try take("4", in: sample, by: listening)
    #expect(listening.heard == ["system Be brief.", "user 4"])
  }

  @Test func `After chat.timeout the next message opens a new chat`() throws {
    let sample = try SampleWorkspace(settings: "chat: {timeout: 2h}\n")
    let first = try take("One", in: sample).chat
    #expect(try take("Two", in: sample).chat?.id == first?.id)
    sample.clock.advance(by: 3600)
    #expect(try take("Three", in: sample).chat?.id == first?.id)
    sample.clock.advance(by: 7300)
    #expect(try take("Four", in: sample) { $0.destination = .latestWithoutTimeout }.chat?.id == first?.id)
    sample.clock.advance(by: 7300)
    let second = try take("Five", in: sample).chat
    #expect(second?.id != first?.id)
    #expect(
      sample.notices.sentences == ["the latest chat has rested for longer than chat.timeout; this begins a new one"])
  }

  @Test func `A message goes where it is sent`() throws {
    let sample = try SampleWorkspace()
    let first = try #require(
      take("One", in: sample) {
        $0.destination = .id("own")
        $0.tags = ["t"]
      }.chat)
    #expect(first.id == "own")
    #expect(first.settings.tags == ["t"])
    let second = try #require(take("Two", in: sample) { $0.destination = .new }.chat)
    #expect(try take("Three", in: sample) { $0.destination = .id("own") }.chat?.id == "own")
    #expect(try take("Four", in: sample) { $0.destination = .id(String(second.id.suffix(8))) }.chat?.id == second.id)
    let error = #expect(throws: WorkspaceError.self) { try take("Five", in: sample) { $0.destination = .id("no id") } }
    #expect(error?.code == .badName)
    #expect(try sample.open().chats().count == 2)
  }

  @Test func `A turn that is not kept leaves nothing`() throws {
    let sample = try SampleWorkspace(documents: documents)
    let result = try take("What does the propeller turn?", in: sample) { $0.isKept = false }
    #expect(result.chat == nil)
    #expect(result.message.content == "“The propeller turns the air.” [1]")
    #expect(try sample.open().chats() == [])
    #expect(try sample.subjects().count == 1)
  }

  @Test(arguments: ["", " \n\t", "a\0b"]) func `What is no message is refused before anything is written`(
    message: String
  ) throws {
    let sample = try SampleWorkspace()
    #expect(throws: ChatError.self) { try take(message, in: sample) }
    let unknown = #expect(throws: ChatError.self) { try take("x", in: sample) { $0.provider = "gpt" } }
    #expect(unknown?.code == .noProvider)
    #expect(try sample.open().chats() == [])
  }

  @Test func `A follow-up is looked up with the question before it`() throws {
    let sample = try SampleWorkspace(documents: documents)
    _ = try take("What does the propeller turn?", in: sample)
    let more = try take("Tell me more", in: sample)
    #expect(more.passages.first?.document == "a.md")
    #expect(try take("x", in: sample) { $0.usesDocuments = false }.passages == [])
    #expect(try take("propeller", in: sample) { $0.documents = "*.txt" }.passages == [])
  }

  @Test func `With history.commit chat, turns are committed when another chat begins`() throws {
    let sample = try SampleWorkspace(settings: "history: {commit: chat}\n")
    _ = try take("One", in: sample)
    _ = try take("Two", in: sample)
    #expect(try sample.subjects().count == 1)
    _ = try take("Three", in: sample) { $0.destination = .new }
    #expect(try sample.subjects().count == 2)
    #expect(try sample.git("ls-files", "chats").split(separator: "\n").count == 2)
    let workspace = try sample.open()
    try workspace.commitPending()
    #expect(try sample.git.status() == "")
  }

  @Test func `With history.commit manual, turns are left to the user`() throws {
    let sample = try SampleWorkspace(settings: "history: {commit: manual}\n")
    _ = try take("One", in: sample)
    _ = try take("Two", in: sample) { $0.destination = .new }
    #expect(try sample.git.run(["rev-parse", "HEAD"]).status != 0)
    #expect(try sample.open().chats().count == 2)
  }

  @Test func `A turn that cannot be committed is kept, and the user is told`() throws {
    let sample = try SampleWorkspace()
    try Files.writeNew([], to: sample.root / ".git/index.lock")
    let result = try take("One", in: sample)
    #expect(try sample.open().transcript(of: try #require(result.chat)).messages.count == 2)
    #expect(sample.notices.sentences.contains { $0.contains("not committed yet") })
    try Files.remove(sample.root / ".git/index.lock")
    try sample.open().commitPending()
    #expect(try sample.git.status() == "")
  }
}

/// A provider that says something and fails.
private struct Failing: AnswerProvider {
  struct NoWords: Error, CustomStringConvertible { let description = "no more words" }
  let name = "failing"

  func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
    try emit("half an ans")
    throw NoWords()
  }
}

/// A provider that remembers what it was handed.
private final class Listening: AnswerProvider, Sendable {
  let name = "listening"
  private let last = Mutex<[String]>([])

  var heard: [String] { last.withLock { $0 } }

  func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
    last.withLock { $0 = request.messages.map { "\($0.role) \($0.content)" } }
    try emit("heard")
    return Answer(content: "heard")
  }
}
