import ManentChats
import ManentCore
import ManentDocuments
import ManentPlugins
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChat

@Suite struct FollowUpReadingTests {
  @Test(arguments: [
    "Tell me more", "Go on.", "MORE!", "anything else?", "Erkläre das genauer", "cuéntame más", "dis m'en plus",
    "dimmi di più",
    "vertel me meer", "还有呢", "more details please",
  ])
  func `A message that asks for more names nothing`(message: String) { #expect(FollowUpReading(message).asksMore) }

  @Test(arguments: [
    "Why?", "why is that", "but why", "Warum?", "¿por qué?", "pourquoi", "perché no?", "kenapa", "为什么？", "ทำไม",
  ])
  func `A reason is asked for`(message: String) { #expect(FollowUpReading(message).asksWhy) }

  @Test(arguments: [
    ("the second one", 1), ("tell me about the third", 2), ("what about the last one?", -1), ("[2]", 1),
    ("number 3", 2), ("la segunda", 1),
  ])
  func `One of the quotations is pointed at`(message: String, place: Int) {
    #expect(FollowUpReading(message).ordinal == place)
  }

  @Test(arguments: [
    ("no, I meant the rear one", "rear one"), ("Nein, ich meinte den Vermieter", "Vermieter"),
    ("I meant mysql", "mysql"),
  ])
  func `A correction keeps what is meant`(message: String, meant: String) {
    let reading = FollowUpReading(message)
    #expect(reading.isCorrection && reading.message == meant)
  }

  @Test(arguments: [
    "and in 1950?", "what about Windows?", "who looks after him?", "when did it start", "und im April?", "y el martes",
    "thanks, and glass?",
  ])
  func `Words show that a message goes on`(message: String) { #expect(FollowUpReading(message).isMarked) }

  @Test(arguments: [
    "how do I descale the coffee machine", "port of postgresql", "Hello", "moreover", "which insurance did we choose",
  ])
  func `A question of its own shows nothing of that`(message: String) {
    let reading = FollowUpReading(message)
    #expect(
      !reading.asksMore && !reading.asksWhy && reading.ordinal == nil && !reading.isCorrection && !reading.hasOpening)
  }
}

@Suite(.temporaryFolder) struct FollowUpTests {
  private let documents = [
    "flat.md":
      "# Flat\n\nThe deposit is 2,820 euros. It is paid back within six months. The rent is due on the third.\n\nThe cellar is dry, because the pump runs.\n",
    "ship.md": "# Ship\n\nThe mast is 30 metres high. The ship sails in May.\n\nThe sails are red.\n",
    "tea.md":
      "# Tea\n\nGreen tea is brewed at 70 degrees.\n\nBlack tea is brewed at 95 degrees.\n\nDrink it within the hour.\n",
  ]

  private func answers(_ messages: String..., in name: String = "alice") throws -> [TurnResult] {
    let sample = try SampleWorkspace(name, documents: documents)
    let conversation = Conversation(in: try sample.open())
    return try messages.enumerated().map { index, message in
      var request = TurnRequest(message: message)
      request.destination = index == 0 ? .new : .latestWithoutTimeout
      return try conversation.take(request) { _ in }
    }
  }

  @Test func `It means what was answered before`() throws {
    let last = try #require(try answers("how much is the deposit of the flat", "when is it paid back?").last)
    #expect(last.message.content.contains("within six months"))
    #expect(last.passages.map(\.document) == ["flat.md"])
  }

  @Test func `And what about the other one`() throws {
    let last = try #require(try answers("how hot is green tea brewed", "and black?").last)
    #expect(last.message.content.hasPrefix("“Black tea is brewed at 95 degrees."))
  }

  @Test func `The subject is that of the last answer, not of the last refusal`() throws {
    let last = try #require(
      try answers("how much is the deposit of the flat", "who discovered penicillin in Peru", "when is it paid back?")
        .last)
    #expect(last.message.content.contains("within six months"))
  }

  @Test func `Thanks in between change nothing`() throws {
    let last = try #require(try answers("how hot is green tea brewed", "thanks!", "and black?").last)
    #expect(last.message.content.hasPrefix("“Black tea"))
  }

  @Test func `More is what was not quoted yet`() throws {
    let turns = try answers("how much is the deposit of the flat", "tell me more")
    #expect(!turns[1].message.content.contains("2,820"))
    #expect(turns[1].message.sources.contains { $0.document == "flat.md" && !$0.quotes.isEmpty })
  }

  @Test func `Why is answered by a sentence that gives a reason`() throws {
    let last = try #require(try answers("is the cellar of the flat dry", "why?").last)
    #expect(last.message.content.contains("because the pump runs"))
  }

  @Test func `A question that stands on its own is not mixed with the one before`() throws {
    let turns = try answers("how much is the deposit of the flat", "how high is the mast of the ship")
    let alone = try answers("how high is the mast of the ship", in: "bob")
    #expect(turns[1].message.content == alone[0].message.content)
    #expect(turns[1].passages.map(\.document) == alone[0].passages.map(\.document))
  }

  @Test func `A correction is about the question before, answered or not`() throws {
    let last = try #require(try answers("how hot is green tea brewed", "no, I meant black tea").last)
    #expect(last.message.content.hasPrefix("“Black tea"))
  }

  @Test func `Without an answer before there is nothing to go on with`() throws {
    let last = try #require(try answers("why?").last)
    #expect(last.message.sources.flatMap(\.quotes).isEmpty)
  }
}
