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

@Suite(.temporaryFolder) struct `The context of a turn` {
  /// A provider that remembers what it was sent, and takes so many tokens.
  private final class Model: AnswerProvider, Sendable {
    let name = "model"
    let limit: Int?
    private let requests = Mutex<[AnswerRequest]>([])

    init(limit: Int? = nil) { self.limit = limit }

    var last: AnswerRequest? { requests.withLock { $0.last } }
    var count: Int { requests.withLock { $0.count } }

    /// What was sent last, without the repeated words that make messages long.
    var heard: [String] {
      (last?.messages ?? []).map { "\($0.role) \($0.content.split(separator: " ").first ?? "")" }
    }

    func contextLimit(of model: String?, sending tokens: Int) -> Int? { limit }

    func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
      requests.withLock { $0.append(request) }
      let number = request.messages.last?.content.split(separator: " ").first.map { $0.dropFirst() } ?? ""
      return Answer(content: long("a\(number)", tokens: 50))
    }

    private func long(_ first: String, tokens: Int) -> String { `The context of a turn`.long(first, tokens: tokens) }
  }

  /// A text of so many tokens by the estimate.
  private static func long(_ first: String, tokens: Int) -> String {
    first + String(repeating: " word", count: tokens - TokenEstimate.tokens(first))
  }

  private func say(
    _ message: String, in sample: SampleWorkspace, to model: Model, documents: Bool = false
  ) throws -> TurnResult {
    var request = TurnRequest(message: message)
    request.provider = model.name
    request.usesDocuments = documents
    return try Conversation(in: sample.open(), providers: Providers([model])).take(request) { _ in }
  }

  /// Says messages `q1`, `q2`… of 46 tokens each, which are answered by 50.
  private func talk(_ turns: ClosedRange<Int>, in sample: SampleWorkspace, to model: Model) throws -> TurnResult {
    let results = try turns.map { try say(Self.long("q\($0)", tokens: 46), in: sample, to: model) }
    return try #require(results.last)
  }

  private func chat(in sample: SampleWorkspace) throws -> Chat { try sample.open().chat(matching: "last") }

  @Test func `without a limit is the window, and begins with a question`() throws {
    let sample = try SampleWorkspace(settings: "chat: {window: 4}\n")
    let model = Model()
    let whole = try talk(1...2, in: sample, to: model)
    #expect(model.heard == ["user q1", "assistant a1", "user q2"])
    #expect(whole.context.notice == nil && whole.context.limit == nil)
    let cut = try talk(3...4, in: sample, to: model)
    #expect(model.heard == ["user q3", "assistant a3", "user q4"], "half a turn is not sent")
    #expect(cut.context.notice == "context: 3 of 7 messages")
    #expect(cut.context.tokens == 50 + 54 + 50)
  }

  @Test func `drops the oldest turns whole when the model takes no more, and tells`() throws {
    let sample = try SampleWorkspace()
    // 400 less a quarter for the answer: 300; the question has 50, two turns 208, three 312.
    let model = Model(limit: 400)
    let result = try talk(1...6, in: sample, to: model)
    #expect(model.heard == ["user q4", "assistant a4", "user q5", "assistant a5", "user q6"])
    #expect(result.context.notice == "context: 5 of 11 messages")
    #expect(result.context.json == ["messages": 5, "of": 11, "pinned": 0, "passages": 0, "tokens": 258, "limit": 400])
  }

  @Test func `is held to what the workspace or the chat allows, if that is less`() throws {
    let sample = try SampleWorkspace(settings: "chat: {tokens: 200}\n")
    let model = Model(limit: 400)
    #expect(try talk(1...3, in: sample, to: model).context.limit == 200)
    #expect(model.heard == ["user q3"])
    let chat = try chat(in: sample)
    try sample.write(chat.settingsPath, try sample.read(chat.settingsPath) + "tokens: 300\n")
    #expect(try talk(4...4, in: sample, to: model).context.limit == 300)
    #expect(model.heard == ["user q3", "assistant a3", "user q4"])
    try sample.write(chat.settingsPath, try sample.read(chat.settingsPath) + "window: 1\n")
    _ = try talk(5...5, in: sample, to: model)
    #expect(model.heard == ["user q5"])
  }

  @Test func `keeps instructions and what is pinned, in order`() throws {
    let sample = try SampleWorkspace(settings: "chat: {window: 5}\n")
    let model = Model(limit: 400)
    _ = try talk(1...6, in: sample, to: model)
    var chat = try chat(in: sample)
    try sample.write(chat.settingsPath, try sample.read(chat.settingsPath) + "instructions: Brief.\n")
    chat = try sample.open().pin(chat, adding: ["3", "2"], removing: [])
    let result = try talk(7...7, in: sample, to: model)
    #expect(model.heard == ["system Brief.", "assistant a1", "user q2", "user q6", "assistant a6", "user q7"])
    #expect(result.context.pinned == 2)
    #expect(result.context.notice == "context: 5 of 13 messages")
    chat = try sample.open().pin(chat, adding: [], removing: ["2"])
    _ = try talk(8...8, in: sample, to: model)
    #expect(model.heard.prefix(2) == ["system Brief.", "user q2"])
    #expect(try sample.subjects().contains { $0.hasPrefix("pin: q1 word") })
  }

  @Test func `gives pinned messages of the window no second place, and drops them last`() throws {
    let sample = try SampleWorkspace()
    let model = Model(limit: 400)
    _ = try talk(1...3, in: sample, to: model)
    _ = try sample.open().pin(chat(in: sample), adding: ["1", "5"], removing: [])
    _ = try talk(4...4, in: sample, to: model)
    #expect(model.heard == ["user q1", "user q3", "assistant a3", "user q4"])
    let small = Model(limit: 150)
    #expect(try talk(5...5, in: sample, to: small).context.pinned == 1)
    #expect(small.heard == ["user q3", "user q5"])
  }

  @Test func `does not send what is pinned and cleared, failed or replaced`() throws {
    let sample = try SampleWorkspace(settings: "chat: {window: 1}\n")
    let model = Model()
    _ = try talk(1...2, in: sample, to: model)
    let chat = try sample.open().pin(chat(in: sample), adding: ["1", "4"], removing: [])
    var retry = RetryRequest()
    retry.provider = model.name
    _ = try Conversation(in: sample.open(), providers: Providers([model])).retry(retry) { _ in }
    _ = try talk(3...3, in: sample, to: model)
    #expect(model.heard == ["user q1", "user q3"], "the answer that was pinned has another in its place")
    _ = try sample.open().clear(chat)
    _ = try talk(4...4, in: sample, to: model)
    #expect(model.heard == ["user q4"])
  }

  @Test func `a message that is too long is kept as one that failed, and nobody is asked`() throws {
    let sample = try SampleWorkspace()
    let model = Model(limit: 8192)
    let error = #expect(throws: ChatError.self) {
      try say(Self.long("long", tokens: 9408), in: sample, to: model)
    }
    #expect(
      error?.description
        == "model could not answer: the message has about 9,412 tokens and model takes 8,192; the message is saved")
    #expect(model.count == 0)
    let messages = try sample.open().transcript(of: chat(in: sample)).messages
    #expect(messages.map(\.status) == [nil, .failed])
    #expect(messages[1].error == "the message has about 9,412 tokens and model takes 8,192")
    #expect(try sample.git.status() == "")
    // It goes to one that takes more, and does not stand in the way of the next.
    _ = try say("short", in: sample, to: model)
    #expect(model.heard == ["user short"])
  }

  @Test func `what a tool gave is sent as such, also where nothing is kept`() throws {
    let sample = try SampleWorkspace()
    let model = Model()
    let call: JSON = ["id": "call_1", "type": "function", "function": ["name": "weather", "arguments": "{}"]]
    var request = TurnRequest(message: "")
    request.provider = model.name
    request.usesDocuments = false
    request.isKept = false
    request.destination = .new
    request.said = [.init(role: "user", content: "q1"), .init(role: "assistant", content: "", toolCalls: [call])]
    request.results = [ToolResult(id: "call_1", content: "sunny"), ToolResult(id: "", content: "warm")]
    let conversation = try Conversation(in: sample.open(), providers: Providers([model]))
    _ = try conversation.take(request) { _ in }
    #expect(model.heard == ["user q1", "assistant ", "tool sunny", "tool warm"])
    #expect(model.last?.messages.map(\.toolCallID) == [nil, nil, "call_1", nil])
    request.message = "q2"
    _ = try conversation.take(request) { _ in }
    #expect(model.heard == ["user q1", "assistant ", "tool sunny", "tool warm", "user q2"])
  }

  @Test func `leaves out passages when there is no room, the best one last`() throws {
    let sample = try SampleWorkspace(documents: [
      "a.md": "The propeller turns the air. " + Self.long("a", tokens: 80) + "\n",
      "b.md": "The propeller of the ship turns the water. " + Self.long("b", tokens: 80) + "\n",
    ])
    let model = Model(limit: 200)
    let result = try say("What does the propeller turn?", in: sample, to: model, documents: true)
    #expect(result.passages.count == 1 && model.last?.passages.count == 1)
    #expect(result.context.notice == "context: 1 of 2 passages")
    #expect(result.message.sources.count == 1)
  }

  @Test func `pins travel: copies, merges, exports`() throws {
    let sample = try SampleWorkspace()
    let model = Model()
    _ = try talk(1...3, in: sample, to: model)
    var chat = try sample.open().pin(chat(in: sample), adding: ["1", "5"], removing: [])
    let messages = try sample.open().transcript(of: chat).messages
    #expect(chat.settings.pinned == [messages[0].id, messages[4].id])
    let fork = try sample.open().fork(chat, at: "2")
    #expect(fork.settings.pinned == [messages[0].id], "what the copy has not is not pinned there")
    let base = try sample.read(chat.settingsPath)
    chat = try sample.open().pin(chat, adding: ["2"], removing: ["1"])
    let ours = try sample.read(chat.settingsPath)
    try sample.write(chat.settingsPath, base)
    chat = try sample.open().pin(sample.open().chat(at: chat.path), adding: ["3"], removing: [])
    let theirs = try sample.read(chat.settingsPath)
    for (one, other) in [(ours, theirs), (theirs, ours)] {
      let joined = try #require(
        SettingsMerge.joined(base: Array(base.utf8), Array(one.utf8), Array(other.utf8), file: "chat.yaml"))
      let pinned = try ChatSettings(parsing: joined, file: "chat.yaml").pinned
      #expect(Set(pinned) == [messages[1].id, messages[2].id, messages[4].id])
    }
    let error = #expect(throws: WorkspaceError.self) { try sample.open().pin(chat, adding: [], removing: ["4"]) }
    #expect(error?.problem == "that message is not pinned")
  }
}
