import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct ChatStateTests {
  private let sample: SampleWorkspace
  private let chat: Chat

  init() throws {
    sample = try SampleWorkspace()
    chat = try sample.open().createChat(first: .init(role: .user, content: "One")).0
  }

  @discardableResult private func append(
    _ patch: JSON?, after parent: String? = nil, replacing old: String? = nil
  ) throws -> Message {
    let workspace = try sample.open()
    return try workspace.append(
      .init(parent: parent, role: .assistant, content: "x") { message in
        message.state = patch
        message.replaces = old
      }, to: workspace.chat(at: chat.path))
  }

  /// What the catalog knows without reading the chat.
  private func known() throws -> String? { try sample.open().catalog().chatState(at: chat.path)?.text }

  /// The state, which must be that of the whole chat.
  private func state(sourceLocation: SourceLocation = #_sourceLocation) throws -> JSON {
    let workspace = try sample.open()
    let chat = try workspace.chat(at: chat.path)
    let state = try workspace.state(of: chat)
    #expect(try workspace.transcript(of: chat).state == state, sourceLocation: sourceLocation)
    return state
  }

  @Test func `The catalog keeps it up from message to message`() throws {
    #expect(try state() == [:])
    try append(["a": 1, "b": ["c": 2]])
    #expect(try known() == #"{"a":1,"b":{"c":2}}"#)
    try append(nil)
    try append(["a": nil, "b": ["d": 3]])
    #expect(try known() == #"{"b":{"c":2,"d":3}}"#)
    #expect(try state() == ["b": ["c": 2, "d": 3]])
    // A new title does not make it unknown.
    let workspace = try sample.open()
    _ = try workspace.rename(workspace.chat(at: chat.path), to: "Two")
    #expect(try known() == #"{"b":{"c":2,"d":3}}"#)
  }

  @Test func `It is read anew where the catalog cannot tell`() throws {
    let first = try append(["a": 1])
    let second = try append(["a": 2, "b": 1])
    // An answer that is replaced counts no more, so the chat was read again.
    try append(["c": 1], after: first.id, replacing: second.id)
    #expect(try known() == #"{"a":1,"c":1}"#)
    #expect(try state() == ["a": 1, "c": 1] && known() != nil)
    #expect(try sample.open().state(of: chat, leavingOut: first.id) == ["c": 1])
    // What is read before the end.
    try append(["a": 5], after: first.id)
    #expect(try state()["a"] == 5)
    try append(["d": 1])
    #expect(try state()["d"] == 1)
    let workspace = try sample.open()
    _ = try workspace.clear(workspace.chat(at: chat.path))
    #expect(try state() == [:])
  }

  @Test func `What somebody writes by hand counts at once`() throws {
    try append(["a": 1])
    #expect(try state() == ["a": 1])
    let part = "\(chat.path)/0001.jsonl"
    try sample.write(part, try sample.read(part).replacing(#"{"a":1}"#, with: #"{"a":9}"#))
    #expect(try state() == ["a": 9])
    try Files.removeTree(sample.root / ".git/manent/cache")
    #expect(try state() == ["a": 9])
  }

  @Test(arguments: 1...20) func `It is the fold of the whole chat after any series of messages`(_ seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    var ids: [String] = []
    for step in 0..<12 {
      let value = JSON(Int.random(in: 0...3, using: &numbers))
      let key = ["a", "b", "c"].randomElement(using: &numbers) ?? "a"
      let inner: JSON = Bool.random(using: &numbers) ? [key: value] : .null
      let patch: JSON? =
        Int.random(in: 0...3, using: &numbers) == 0 ? nil : .object(JSONObject([(key, value), ("in", inner)]))
      let isLinear = Int.random(in: 0...3, using: &numbers) > 0
      let parent = isLinear ? nil : ids.randomElement(using: &numbers)
      let old = Int.random(in: 0...5, using: &numbers) == 0 ? ids.randomElement(using: &numbers) : nil
      ids.append(try append(patch, after: parent, replacing: old).id)
      let workspace = try sample.open()
      #expect(try workspace.state(of: chat) == workspace.transcript(of: chat).state, "seed \(seed), step \(step)")
    }
  }
}
