import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentUpkeep
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct StatisticsTests {
  /// Chats with turns, failures, answers that replace others and lines that are no messages.
  private func sample() throws -> SampleWorkspace {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    var random = SeededGenerator(seed: 7)
    for number in 0..<12 {
      let tags = ["even", "third"].filter { _ in Bool.random(using: &random) }
      let (chat, first) = try workspace.createChat(
        id: "c\(number)", first: .init(role: .user, content: "Ask \"\(number)\" \\ and more"), tags: tags)
      var asked = first
      for turn in 0..<Int.random(in: 1...4, using: &random) {
        sample.clock.advance(by: Int64.random(in: 1...40_000, using: &random))
        let failed = Int.random(in: 0..<4, using: &random) == 0
        let document = "d\(Int.random(in: 0..<3, using: &random)).txt"
        let answer = try workspace.append(
          .init(parent: asked.id, role: .assistant, content: "Answer") { message in
            message.provider = turn.isMultiple(of: 2) ? "extractive" : "other, \"inc\""
            message.model = "m\(turn)"
            message.usage = ["input_tokens": JSON(10 + turn), "output_tokens": 3, "details": ["cached": 1]]
            if failed { message.status = .failed }
            message.sources = [Source(document), Source(document), Source("all.txt")]
          }, to: chat)
        if Bool.random(using: &random) {
          _ = try workspace.append(
            .init(parent: asked.id, role: .assistant, content: "Better") { message in
              message.provider = "extractive"
              message.replaces = answer.id
            }, to: chat)
        }
        asked = try workspace.append(.init(role: .user, content: "And \(turn)?"), to: chat)
      }
    }
    let part = try #require(try workspace.chats().first).path + "/0001.jsonl"
    let lines = try sample.read(part)
    let first = try #require(lines.split(separator: "\n").first)
    try sample.write(part, lines + "no message\n{\"id\":\"x\"}\n\(first)\n")
    return sample
  }

  @Test func `What an import brought without times says nothing of how long answers take`() throws {
    let sample = try SampleWorkspace()
    let (chat, _) = try sample.open().createChat(id: "c", first: .init(role: .user, content: "Ask"))
    let at = "\"created_at\":\"2026-11-20T11:00:00.000Z\"}\n"
    try sample.write(
      chat.path + "/0001.jsonl",
      "{\"id\":\"a\",\"role\":\"user\",\"content\":\"Ask\"," + at
        + "{\"id\":\"b\",\"parent\":\"a\",\"role\":\"assistant\",\"content\":\"Answer\"," + at)
    var counter = StatisticsCounter(now: sample.clock.clock.now(), calendar: .utc)
    try counter.add(sample.open())
    #expect(counter.result().messages == 2 && counter.result().latency.count == 0)
  }

  @Test func `Counts are those of the transcripts, read whole`() throws {
    let sample = try sample()
    let workspace = try sample.open()
    let calendar = LocalCalendar { _ in 5 * 3600 + 1800 }
    let now = sample.clock.clock.now()
    var counter = StatisticsCounter(now: now, calendar: calendar)
    try counter.add(workspace)
    let result = counter.result()

    let chats = try workspace.chats().map { try workspace.chat(at: $0.path) }
    let transcripts = try chats.map { try workspace.transcript(of: $0).messages }
    let messages = transcripts.flatMap(\.self)
    let answers = messages.filter { $0.role == .assistant }
    #expect(result.chats == 12 && result.messages == messages.count)
    #expect(result.providers == count(answers.compactMap(\.provider)))
    #expect(result.models == count(answers.compactMap(\.model)))
    #expect(result.failures == answers.count { $0.status == .failed })
    #expect(result.failures > 0 && messages.contains { $0.replaces != nil })
    #expect(result.tags == count(chats.flatMap(\.settings.tags)))
    #expect(result.documents == count(answers.flatMap { Set($0.sources.map(\.document)) }))
    #expect(result.inputTokens == answers.reduce(0) { $0 + ($1.usage?["input_tokens"]?.int ?? 0) })
    #expect(result.outputTokens == 3 * answers.count { $0.usage != nil })
    #expect(result.perDay == count(messages.map { calendar.day(of: $0.createdAt) }))
    for hour in 0..<24 { #expect(result.perHour[hour] == messages.count { calendar.hour(of: $0.createdAt) == hour }) }
    let dayAgo = Timestamp(milliseconds: now.milliseconds - 86_400_000)
    #expect(result.messagesLastDay == messages.count { $0.createdAt > dayAgo })
    #expect(result.chatsLastDay == transcripts.count { $0.contains { $0.createdAt > dayAgo } })
    let times = Dictionary(uniqueKeysWithValues: messages.map { ($0.id, $0.createdAt.milliseconds) })
    let latencies = answers.filter { $0.status != .failed && $0.replaces == nil }
      .compactMap { answer in answer.parent.flatMap { times[$0] }.map { Int(answer.createdAt.milliseconds - $0) } }
      .sorted()
    #expect(result.latency.count == latencies.count && result.latency.longest == latencies.last)
    #expect(latencies.count { $0 <= result.latency.median } * 2 >= latencies.count)
    #expect(latencies.count { $0 < result.latency.median } * 2 < latencies.count)
    #expect(latencies.count { $0 <= result.latency.percentile95 } * 100 >= latencies.count * 95)
    #expect(latencies.count { $0 < result.latency.percentile95 } * 100 < latencies.count * 95)
  }

  @Test func `Counting from a time on leaves out what is older`() throws {
    let sample = try sample()
    let workspace = try sample.open()
    let all = try workspace.chats().flatMap { try workspace.transcript(of: workspace.chat(at: $0.path)).messages }
    let since = try #require(all.map(\.createdAt).sorted().dropFirst(all.count / 2).first)
    var counter = StatisticsCounter(since: since, now: sample.clock.clock.now(), calendar: .utc)
    try counter.add(workspace)
    #expect(counter.result().messages == all.count { $0.createdAt >= since })
    #expect(counter.result().chats < 12)
    var none = StatisticsCounter(since: .init(milliseconds: .max / 2), now: since, calendar: .utc)
    try none.add(workspace)
    #expect(none.result() == Statistics())
  }

  @Test func `A document's citation is the latest answer made from it`() throws {
    let sample = try sample()
    let workspace = try sample.open()
    let messages = try workspace.chats().flatMap { try workspace.transcript(of: workspace.chat(at: $0.path)).messages }
    var expected: [String: Timestamp] = [:]
    for message in messages {
      for source in message.sources {
        expected[source.document] = max(expected[source.document] ?? message.createdAt, message.createdAt)
      }
    }
    #expect(expected.count == 4)
    #expect(try workspace.citations() == expected)
  }

  private func count<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
    keys.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

extension Source {
  /// A source in a document, as a message's line would give it.
  fileprivate init(_ document: String) {
    guard let source = Source(["document": .string(document), "blob": "", "start": 0, "end": 3]) else {
      preconditionFailure("a source of the format is one")
    }
    self = source
  }
}
