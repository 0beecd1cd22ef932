import ManentCore
import ManentFormats

extension PluginCheck {
  static let questions = [
    "What is attention?", "日本語で答えてください。", "🪁 \u{301} \"quotes\" \\ and a\nline feed",
    String(repeating: "Why? ", count: 4000),
  ]

  /// A request that has everything in it that a request may have.
  static func request(_ question: String) throws -> AnswerRequest {
    guard let blob = BlobID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391") else { throw Shortfall("no blob") }
    let text = "Attention weighs the parts of the input. é"
    let passage = Passage(
      document: "notes/ä.md", blob: blob, range: 10..<10 + text.utf8.count, page: 2, line: 1, text: text, score: 0.9)
    return AnswerRequest(
      messages: [
        .init(role: "system", content: "Be brief."), .init(role: "user", content: "Hello"),
        .init(role: "assistant", content: "Hi."), .init(role: "user", content: question),
      ], passages: [passage], state: ["last_topic": "attention"])
  }

  /// What every provider must do, whatever its protocol.
  func answerDemands(of provider: @escaping () -> any AnswerProvider) -> [Demand] {
    [
      Demand("its pieces in order are the content of its answer, for every kind of message") {
        let provider = provider()
        for question in Self.questions {
          var pieces = ""
          let answer = try provider.answer(Self.request(question)) { pieces += $0 }
          guard pieces == answer.content else { throw Shortfall("the pieces make another text than the content") }
          guard !answer.content.isEmpty else { throw Shortfall("the answer to '\(question.prefix(40))' is empty") }
        }
      },
      Demand("it answers the first message of a chat, with no passages and no state") {
        let request = AnswerRequest(messages: [.init(role: "user", content: "Hello")], passages: [])
        guard try !provider().answer(request, emit: { _ in }).content.isEmpty else { throw Shortfall("no answer") }
      },
      Demand("whoever listens can stop it") {
        struct Enough: Error {}
        do {
          _ = try provider().answer(Self.request("Tell me a long story.")) { _ in throw Enough() }
          throw Shortfall("it gave no piece at which it could be stopped")
        } catch is Enough {}
      },
    ]
  }

  var textDemands: [Demand] {
    answerDemands { TextPluginProvider(manifest, environment: environment, limits: limits) }
  }

  var providerDemands: [Demand] {
    answerDemands { PluginProvider(connect()) } + [
      Demand("after an answer was cancelled it gives the next one") {
        struct Enough: Error {}
        let provider = PluginProvider(connect())
        do { _ = try provider.answer(Self.request("Tell me a long story.")) { _ in throw Enough() } } catch is Enough {}
        guard try !provider.answer(Self.request("Hello"), emit: { _ in }).content.isEmpty else {
          throw Shortfall("the next answer is empty")
        }
      }
    ]
  }
}
