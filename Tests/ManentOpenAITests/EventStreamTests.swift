import Testing

@testable import ManentOpenAI

@Suite struct EventStreamTests {
  private static let text = """
    \u{FEFF}: a comment
    event: message
    data: {"one": 1}

    data:two
    data: lines
    id: 7

    data

    retry: 100
    datum: nothing
    data: é 🪁


    data: last

    """

  private static let events = ["{\"one\": 1}", "two\nlines", "", "é 🪁", "last"]

  private func events(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws -> [String] {
    var stream = EventStream(limit: limit)
    var events: [String] = []
    for piece in pieces { try stream.take(piece) { events.append(String(decoding: $0, as: UTF8.self)) } }
    try stream.finish { events.append(String(decoding: $0, as: UTF8.self)) }
    return events
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `Events are the same wherever their bytes are cut in two`(end: String) throws {
    let bytes = Array(Self.text.replacing("\n", with: end).utf8)
    for cut in 0...bytes.count {
      #expect(try events([Array(bytes[..<cut]), Array(bytes[cut...])]) == Self.events, "cut at \(cut)")
    }
    #expect(try events(bytes.map { [$0] }) == Self.events)
  }

  @Test func `A stream without a last line feed says what it has said`() throws {
    #expect(try events([Array("data: a\n\ndata: b".utf8)]) == ["a", "b"])
    #expect(try events([]) == [])
  }

  @Test func `An event that is called error, and a line that begins so, are errors whatever they hold`() throws {
    let text = "event: error\ndata: it died\n\nevent: message\ndata: a\n\nerror: {\"message\":\"late\"}\ndata: b\n\n"
    #expect(
      try events([Array(text.utf8)]) == [#"{"error":"it died"}"#, "a", #"{"error":{"message":"late"}}"#, "b"])
  }

  @Test func `A line, and the data of one event, have a limit`() throws {
    #expect(try events([Array(("data: " + String(repeating: "x", count: 94) + "\n\n").utf8)], limit: 100).count == 1)
    #expect(throws: EventStream.TooLong.self) {
      try events([Array(("data: " + String(repeating: "x", count: 200)).utf8)], limit: 100)
    }
    #expect(throws: EventStream.TooLong.self) {
      try events(Array(repeating: Array("data: 0123456789\n".utf8), count: 20), limit: 100)
    }
  }
}
