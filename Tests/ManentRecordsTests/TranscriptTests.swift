import ManentCore
import ManentFormats
import TestSupport
import Testing

@testable import ManentRecords

@Suite struct TranscriptTests {
  private func message(
    _ id: String, after parent: String?, replacing replaced: String? = nil, state: JSON? = nil, _ content: String = ""
  ) -> Message {
    var message = Message(
      id: id, parent: parent, role: .user, content: content, createdAt: Timestamp(milliseconds: 0), device: nil)
    message.replaces = replaced
    message.state = state
    return message
  }

  private func order(_ lines: [Message]) -> [String] { Transcript(lines).messages.map(\.id) }

  @Test func `A message that is there twice is shown once, as it was first`() {
    let lines = [message("1", after: nil, "a"), message("2", after: "1"), message("1", after: nil, "b")]
    #expect(order(lines) == ["1", "2"])
    #expect(Transcript(lines).messages[0].content == "a")
  }

  @Test func `Turns that two machines took at once are shown whole, one after the other`() {
    // As git's union merge leaves them: line by line.
    let lines = [
      message("1", after: nil), message("2", after: "1"), message("3a", after: "2"), message("3b", after: "2"),
      message("4a", after: "3a"), message("4b", after: "3b"), message("5a", after: "4a"), message("5b", after: "4b"),
    ]
    let expected = ["1", "2", "3a", "4a", "5a", "3b", "4b", "5b"]
    #expect(order(lines) == expected)
    #expect(order(lines.reversed()) == expected)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 { #expect(order(lines.shuffled(using: &random)) == expected) }
  }

  @Test func `What another message replaces is not shown, and what followed it is`() {
    let lines = [
      message("1", after: nil), message("2", after: "1"), message("3", after: "2"),
      message("4", after: "1", replacing: "2"), message("5", after: "4", replacing: "4x"),
    ]
    #expect(order(lines) == ["1", "3", "4", "5"])
  }

  @Test func `A message that replaces itself stays`() {
    #expect(order([message("1", after: nil, replacing: "1")]) == ["1"])
  }

  @Test func `A question that was asked before the last one was answered is read after the answer`() {
    func answer(_ id: String, to parent: String) -> Message {
      Message(
        id: id, parent: parent, role: .assistant, content: "", createdAt: Timestamp(milliseconds: 0), device: nil)
    }
    // Three processes at once: each asks before anybody has an answer.
    let lines = [
      message("1", after: nil), message("2", after: "1"), message("3", after: "2"), answer("4", to: "2"),
      answer("5", to: "1"), answer("6", to: "3"), message("7", after: "6"), answer("8", to: "7"),
    ]
    let expected = ["1", "5", "2", "4", "3", "6", "7", "8"]
    #expect(order(lines) == expected)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 { #expect(order(lines.shuffled(using: &random)) == expected) }
  }

  @Test func `Two messages that replace each other are not both lost`() {
    #expect(order([message("1", after: nil, replacing: "2"), message("2", after: nil, replacing: "1")]) == ["2"])
    let circle = [
      message("1", after: nil, replacing: "3"), message("2", after: nil, replacing: "1"),
      message("3", after: nil, replacing: "2"),
    ]
    #expect(order(circle) == ["3"])
  }

  @Test func `A long chain of replaced messages is read in one go, and what hangs on each moves up to the top`() {
    var lines = [message("0", after: nil)]
    // Each of them follows the one before and is replaced by a message of its own: looking for the parent of each anew
    // would take five billion steps.
    let count = 100_000
    func id(_ number: Int) -> String { String(1_000_000 + number) }
    for number in 1...count { lines.append(message(id(number), after: number == 1 ? "0" : id(number - 1))) }
    for number in 1...count { lines.append(message("9\(id(number))", after: id(number), replacing: id(number))) }
    let transcript = Transcript(lines)
    #expect(transcript.messages.count == count + 1)
    #expect(transcript.branch(to: "9\(id(count))", limit: 10).map(\.id) == ["0", "9\(id(count))"])
  }

  @Test func `What is cleared is not shown, and what followed it begins anew`() {
    let lines = [
      message("1", after: nil), message("2", after: "1"), message("4", after: "2"), message("5", after: "4"),
    ]
    let transcript = Transcript(lines, clearedBefore: "3")
    #expect(transcript.messages.map(\.id) == ["4", "5"])
    #expect(transcript.branch(to: "5", limit: 10).map(\.id) == ["4", "5"])
    #expect(Transcript(lines, clearedBefore: "6").messages.isEmpty)
  }

  @Test func `Messages whose parents are missing or form a circle are shown, each once`() {
    #expect(order([message("2", after: "gone"), message("1", after: nil)]) == ["1", "2"])
    #expect(order([message("1", after: "2"), message("2", after: "1"), message("3", after: nil)]) == ["3", "1", "2"])
    #expect(order([message("1", after: "1")]) == ["1"])
    // A circle of replaced messages, on which another one hangs.
    let lines = [
      message("1", after: "2"), message("2", after: "1"), message("3", after: nil, replacing: "1"),
      message("4", after: nil, replacing: "2"), message("5", after: "1"),
    ]
    #expect(order(lines) == ["3", "4", "5"])
  }

  @Test func `A long chat of one line is put in order without a deep recursion`() {
    let lines = (100_000..<150_000).map { (number: Int) -> Message in
      message(String(number), after: number == 100_000 ? nil : String(number - 1))
    }
    #expect(order(lines.reversed()) == lines.map(\.id))
  }

  @Test func `The newest message is the one with the greatest id`() {
    #expect(
      Transcript([message("1", after: nil), message("3", after: "1"), message("2", after: "1")]).newest?.id == "3")
    #expect(Transcript([]).newest == nil)
  }

  @Test func `The state is the fold of the patches`() throws {
    let lines = [
      message("1", after: nil, state: ["a": 1, "b": ["c": 2, "d": 3]]),
      message("2", after: "1", state: ["a": .null, "b": ["c": "x"], "e": [1, 2]]), message("3", after: "2"),
    ]
    #expect(Transcript(lines).state.serialized() == #"{"b":{"c":"x","d":3},"e":[1,2]}"#)
    #expect(Transcript([]).state == [:])
  }

  @Test func `A branch leads from the first message to one of the last, and no longer than the limit`() {
    let transcript = Transcript([
      message("1", after: nil), message("2", after: "1"), message("3a", after: "2"), message("3b", after: "2"),
      message("4b", after: "3b"),
    ])
    #expect(transcript.branch(to: "4b", limit: 9).map(\.id) == ["1", "2", "3b", "4b"])
    #expect(transcript.branch(to: "4b", limit: 2).map(\.id) == ["3b", "4b"])
    #expect(transcript.branch(to: "none", limit: 2) == [])
  }

  @Test func `A branch does not end where a message was replaced`() {
    let transcript = Transcript([
      message("1", after: nil), message("2", after: "1"), message("3", after: "2"),
      message("4", after: "1", replacing: "2"),
    ])
    #expect(transcript.branch(to: "3", limit: 9).map(\.id) == ["1", "3"])
  }

  @Test func `A branch in a circle ends`() {
    let transcript = Transcript([message("1", after: "2"), message("2", after: "1")])
    #expect(transcript.branch(to: "2", limit: 9).map(\.id) == ["1", "2"])
  }
}
