import ManentCatalog
import ManentCore
import ManentIndex
import ManentRecords
import ManentSync
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats

@Suite(.temporaryFolder) struct SearchMessagesTests {
  private let sample: SampleWorkspace

  init() throws { sample = try SampleWorkspace() }

  @discardableResult private func chat(_ messages: String..., tags: [String] = []) throws -> Chat {
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(first: .init(role: .user, content: messages[0]), tags: tags)
    for (index, message) in messages.dropFirst().enumerated() {
      _ = try workspace.append(
        .init(role: index.isMultiple(of: 2) ? .assistant : .user, content: message) {
          if $0.role == .assistant { $0.provider = "extractive" }
        }, to: chat)
    }
    return chat
  }

  private func found(_ query: String, _ order: SearchOrder = .newest) throws -> [String] {
    try sample.open().messages(matching: MessageQuery(query), limit: 20, order: order).map(\.message.content)
  }

  @Test func `Words, phrases, beginnings and what must not be there`() throws {
    try chat("The red fox runs", "A fox is red", "Foxes jump over fences")
    #expect(try found("fox red") == ["A fox is red", "The red fox runs"])
    #expect(try found("\"red fox\"") == ["The red fox runs"])
    #expect(try found("fox") == ["Foxes jump over fences", "A fox is red", "The red fox runs"])
    #expect(try found("fox -runs") == ["Foxes jump over fences", "A fox is red"])
    #expect(try found("fox -\"red fox\"") == ["Foxes jump over fences", "A fox is red"])
    #expect(try found("fenc*") == ["Foxes jump over fences"])
    #expect(try found("foxe*") == ["Foxes jump over fences"])
    #expect(try found("wolf").isEmpty)
  }

  @Test func `Filters say where to look`() throws {
    let chat = try chat("apples and pears", "pears are ripe", tags: ["fruit"])
    try self.chat("pears in another chat")
    #expect(try found("pears role:assistant") == ["pears are ripe"])
    #expect(try found("pears tag:fruit") == ["pears are ripe", "apples and pears"])
    #expect(try found("pears chat:\(chat.id.suffix(8))").count == 2)
    #expect(try found("pears chat:another") == ["pears in another chat"])
    #expect(try found("role:assistant") == ["pears are ripe"])
    #expect(try found("pears before:2001").isEmpty)
    #expect(try found("pears after:2001").count == 3)
    #expect(try found("pears document:x*").isEmpty)
    #expect(throws: WorkspaceError.self) { try found("before:soon") }
    #expect(throws: WorkspaceError.self) { try found("role:nobody") }
  }

  @Test(arguments: [
    "\"", "\"open", "*", "-", "--", "AND", "OR NOT", "NEAR(", "a:b", "(fox", "fox)", "^fox", "fox\"bar", "{a b}: c",
    "\u{0}", "'", "-\"",
    "said:fox", "rowid:1", "fox*bar", "😀", "+", "\\", "fox ; DROP TABLE said",
  ])
  func `Whatever is typed is a query`(query: String) throws {
    try chat("The red fox runs")
    _ = try found(query)
    _ = try found(query, .best)
  }

  @Test func `What is cleared, replaced or forgotten is not found, and comes back with restore`() throws {
    let chat = try chat("the zebra sleeps", "zebras do")
    let workspace = try sample.open()
    _ = try workspace.clear(chat)
    #expect(try found("zebra").isEmpty)
    _ = try workspace.restore(chat: chat.id)
    #expect(try found("zebra").count == 2)
    _ = try workspace.forget([chat.id])
    #expect(try found("zebra").isEmpty)
    _ = try workspace.restore(chat: chat.id)
    #expect(try found("zebra").count == 2)
    _ = try workspace.purge([chat.id])
    #expect(try found("zebra").isEmpty)
  }

  @Test func `A message that is regenerated is found once`() throws {
    let chat = try chat("question", "an answer about owls")
    let workspace = try sample.open()
    let old = try #require(try workspace.transcript(of: chat).messages.last)
    _ = try workspace.append(
      .init(parent: old.parent, role: .assistant, content: "a better answer about owls") { $0.replaces = old.id },
      to: chat)
    #expect(try found("owls") == ["a better answer about owls"])
  }

  @Test func `What was written by hand is found by the next search`() throws {
    let chat = try chat("first")
    let part = sample.root / chat.path / "0001.jsonl"
    let line =
      #"{"id":"0193a000-0000-7000-8000-000000000001","role":"user","content":"by hand: walrus","created_at":"2026-01-01T00:00:00.000Z"}"#
    try Files.append(Array((line + "\n").utf8), to: part)
    #expect(try found("walrus") == ["by hand: walrus"])
  }

  @Test func `What stands elsewhere since somebody has edited a line above it is found all the same`() throws {
    let chat = try chat("first", "an answer", "the walrus")
    try sample.open().commitTurn(of: chat)
    #expect(try found("walrus") == ["the walrus"])
    let part = "\(chat.path)/0001.jsonl"
    try sample.write(part, sample.read(part).replacing("\"first\"", with: "\"first, and more than that\""))
    #expect(try sample.open().chats(matching: MessageQuery("walrus")) == [chat.path])
    #expect(try found("walrus") == ["the walrus"] && found("more") == ["first, and more than that"])
    // And behind a byte order mark, as where files were put together.
    let lines = try sample.read(part).split(separator: "\n").joined(separator: "\n\u{FEFF}") + "\n"
    try sample.write(part, lines)
    #expect(try found("walrus") == ["the walrus"])
    try Files.removeTree(sample.root / chat.path)
    #expect(try found("walrus") == [])
  }

  @Test func `Chinese and Thai are found within their runs`() throws {
    try chat("我们明天去北京开会", "ประชุมที่กรุงเทพ")
    #expect(try found("北京") == ["我们明天去北京开会"])
    #expect(try found("กรุงเทพ") == ["ประชุมที่กรุงเทพ"])
  }

  @Test func `Best is what holds most of the words`() throws {
    try chat("otter otter otter", "an otter among many other words that say nothing of it at all")
    #expect(try found("otter", .best).first == "otter otter otter")
    #expect(try found("otter", .newest).first != "otter otter otter")
  }

  @Test func `An excerpt marks what was found`() throws {
    let text =
      String(repeating: "lorem ipsum dolor ", count: 40) + "the tiger sleeps "
      + String(repeating: "sit amet ", count: 40)
    try chat(text)
    let found = try #require(try sample.open().messages(matching: MessageQuery("tiger"), limit: 1).first)
    let bytes = Array(found.excerpt.text.utf8)
    #expect(found.excerpt.marks.map { String(decoding: bytes[$0], as: UTF8.self) } == ["tiger"])
    #expect(found.excerpt.text.hasPrefix("… ") && found.excerpt.text.hasSuffix(" …"))
    #expect(found.excerpt.text.count < 300)
  }

  @Test func `Chats are found by their titles and messages`() throws {
    let first = try chat("About invoices", "nothing")
    let second = try chat("Hello", "the invoices are paid")
    try chat("Else")
    #expect(try sample.open().chats(matching: MessageQuery("invoices")) == [first.path, second.path])
    #expect(try sample.open().chats().filter { $0.providers == ["extractive"] }.count == 2)
  }

  @Test func `Many messages of one moment all have their place`() throws {
    let chat = try chat("start")
    let part = sample.root / chat.path / "0001.jsonl"
    let lines = (0..<300).map { number in
      #"{"id":"0193a000-0000-7000-8000-\#(String(100_000_000_000 + number))","role":"user","content":"gnu \#(number)","created_at":"2026-01-01T00:00:00.000Z"}"#
    }
    try Files.append(Array((lines.joined(separator: "\n") + "\n").utf8), to: part)
    #expect(try sample.open().messages(matching: MessageQuery("gnu"), limit: 1000, order: .newest).count == 300)
  }
}
