import ManentChat
import ManentCore
import ManentPlugins
import Testing

/// What every provider does, whoever made it.
@Suite struct ProviderConformanceTests {
  static let names = Providers.builtIn.map(\.name)

  private func provider(_ name: String) throws -> any AnswerProvider { try Providers().provider(named: name) }

  private static func passage(_ text: String, from start: Int = 0, score: Double = 0.9) throws -> Passage {
    Passage(
      document: "a.md", blob: try #require(BlobID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")),
      range: start..<start + text.utf8.count, page: nil, line: 1, text: text, score: score)
  }

  private static func request(_ question: String, _ texts: [String]) throws -> AnswerRequest {
    AnswerRequest(
      messages: [.init(role: "system", content: "Be brief."), .init(role: "user", content: question)],
      passages: try texts.enumerated().map { try passage($1, from: 1000 * $0) })
  }

  private static let texts = [
    "Kites need wind. A wing makes lift because air flows faster above it.", "Ships float on water.", "", "🪁 \u{0}",
  ]
  private static let questions = [
    "How does a wing make lift?", "", "???", "日本語の質問", String(repeating: "why ", count: 3000),
  ]

  @Test func `Names are plain words and none is taken twice`() {
    #expect(!Self.names.isEmpty)
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test(arguments: names, questions)
  func `The pieces in order are the content, and quotes lie in their passages`(name: String, question: String) throws {
    for texts in [[], Self.texts, [Self.texts[0]]] {
      let request = try Self.request(question, texts)
      var pieces = ""
      let answer = try provider(name).answer(request) { pieces += $0 }
      #expect(pieces == answer.content)
      #expect(!answer.content.isEmpty)
      for quote in answer.quotes {
        try #require(request.passages.indices.contains(quote.passage))
        let range = request.passages[quote.passage].range
        #expect(quote.range.clamped(to: range) == quote.range && !quote.range.isEmpty)
      }
    }
  }

  @Test(arguments: names) func `It answers without messages`(name: String) throws {
    var pieces = ""
    let answer = try provider(name).answer(AnswerRequest(messages: [], passages: [])) { pieces += $0 }
    #expect(pieces == answer.content)
  }

  @Test(arguments: names) func `An error of whoever takes the pieces ends the answer and is passed on`(name: String)
    throws
  {
    let request = try Self.request("How does a wing make lift?", Self.texts)
    var count = 0
    #expect(throws: Interruption()) {
      try provider(name).answer(request) { _ in
        count += 1
        throw Interruption()
      }
    }
    #expect(count == 1)
  }
}
