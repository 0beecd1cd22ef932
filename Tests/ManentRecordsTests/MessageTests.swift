import ManentCore
import ManentFormats
import Testing

@testable import ManentRecords

@Suite struct MessageTests {
  private static let line =
    #"{"id":"2","parent":"1","role":"assistant","content":"Yes.","created_at":"2026-11-20T10:00:00.000Z","#
    + #""device":"laptop","provider":"extractive","model":"m","sources":[{"document":"a.pdf","blob":"e69d","start":1834,"#
    + #""end":2310,"page":3,"line":7,"score":0.91,"quotes":[{"start":1900,"end":1950,"line":8}]}],"#
    + #""usage":{"input_tokens":1,"output_tokens":2},"state":{"a":1},"status":"interrupted","error":"e","replaces":"0","#
    + #""metadata":{"k":[1,2]}}"#

  @Test func `A message says all that its line says, and gives the same line back`() throws {
    let message = try #require(Message(try JSON(parsing: Array(Self.line.utf8)[...])))
    #expect(message.json.serialized() == Self.line)
    #expect(message.role == .assistant)
    #expect(message.parent == "1")
    #expect(message.sources.count == 1)
    #expect(message.sources[0].range == 1834..<2310)
    #expect(message.sources[0].page == 3)
    #expect(message.sources[0].quotes.map(\.line) == [8])
    #expect(message.status == .interrupted)
    #expect(message.replaces == "0")
    #expect(message.isContext)
  }

  @Test func `A message made from its parts reads back, keys in the order of the format`() throws {
    var message = Message(
      id: "2", parent: "1", role: .assistant, content: "Yes.\n\u{2028}", createdAt: Timestamp(milliseconds: 0),
      device: "laptop")
    let read = try #require(Message(try JSON(parsing: Array(Self.line.utf8)[...])))
    message.provider = "extractive"
    message.sources = read.sources
    message.usage = read.usage
    message.state = read.state
    message.status = .failed
    message.error = "e"
    message.replaces = "0"
    message.metadata = read.metadata
    message.model = "m"
    let line = message.json.serialized()
    #expect(!line.contains("\n"))
    #expect(
      try #require(JSON(parsing: Array(line.utf8)[...]).object).entries.map(\.key)
        == read.json.object?.entries.map(\.key))
    let again = try #require(Message(try JSON(parsing: Array(line.utf8)[...])))
    #expect(again == message)
    #expect(again.sources == message.sources)
    #expect(!again.isContext)
  }

  @Test func `Keys that this version does not know are kept, in their places`() throws {
    let line =
      #"{"x":null,"id":"1","role":"user","content":"Hi","created_at":"2026-11-20T10:00:00.000Z","later":{"a":[1.50,1e2]}}"#
    let message = try #require(Message(try JSON(parsing: Array(line.utf8)[...])))
    #expect(message.json.serialized() == line)
  }

  @Test(arguments: [
    "[]", "3", #"{"role":"user","content":"","created_at":"2026-11-20T10:00:00.000Z"}"#,
    #"{"id":"","role":"user","content":"","created_at":"2026-11-20T10:00:00.000Z"}"#,
    #"{"id":1,"role":"user","content":"","created_at":"2026-11-20T10:00:00.000Z"}"#,
    #"{"id":"1","role":"robot","content":"","created_at":"2026-11-20T10:00:00.000Z"}"#,
    #"{"id":"1","role":"user","content":"","created_at":"yesterday"}"#,
    #"{"id":"1","role":"user","created_at":"2026-11-20T10:00:00.000Z"}"#,
  ])
  func `A value that lacks what every message has is none`(text: String) throws {
    #expect(Message(try JSON(parsing: Array(text.utf8)[...])) == nil)
  }

  @Test func `Sources that make no sense are passed over`() throws {
    let line =
      #"{"id":"1","role":"assistant","content":"","created_at":"2026-11-20T10:00:00.000Z","sources":[{"document":"a","#
      + #""start":5,"end":4},{"document":"a","start":-1,"end":4},{},7,{"document":"b","start":0,"end":0,"#
      + #""quotes":[{"start":9,"end":8}]}]}"#
    let message = try #require(Message(try JSON(parsing: Array(line.utf8)[...])))
    #expect(message.sources.map(\.document) == ["b"])
    #expect(message.sources[0].quotes == [])
  }
}
