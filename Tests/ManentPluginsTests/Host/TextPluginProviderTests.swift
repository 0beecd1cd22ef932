import ManentCore
import ManentPlugins
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A provider that is three lines of shell` {
  private let question = AnswerRequest(messages: [.init(role: "user", content: "What is attention?")], passages: [])

  private func answer(
    _ script: String, _ request: AnswerRequest? = nil, limits: PluginLimits = PluginLimits(grace: .milliseconds(300))
  ) throws -> (pieces: [String], answer: Answer) {
    let plugin = try SamplePlugin("shell", dialect: "text", program: "#!/bin/sh\n\(script)\n")
    var pieces: [String] = []
    let provider = TextPluginProvider(try plugin.manifest, environment: SamplePlugin.environment, limits: limits)
    let answer = try provider.answer(request ?? question) { pieces.append($0) }
    return (pieces, answer)
  }

  @Test func `gets the bare message and its words are the answer`() throws {
    #expect(try answer("cat").answer.content == "What is attention?\n")
  }

  @Test func `gets instructions, passages and the conversation as one text`() throws {
    let passage = Passage(
      document: "a.md", blob: try #require(BlobID(String(repeating: "ab", count: 20))), range: 0..<5, page: 3, line: 1,
      text: "Otters.", score: 1)
    let request = AnswerRequest(
      messages: [
        .init(role: "system", content: "Be brief."), .init(role: "user", content: "Hello"),
        .init(role: "assistant", content: "Hi."), .init(role: "user", content: "Who uses tools?"),
      ], passages: [passage])
    #expect(
      try answer("cat", request).answer.content == """
        Be brief.

        Passages from the user's documents:

        [1] a.md, page 3:
        Otters.

        The conversation so far:

        User: Hello

        Assistant: Hi.

        User: Who uses tools?

        """)
  }

  @Test func `streams, and no character is cut in two`() throws {
    let (pieces, answer) = try answer("printf 'caf\\303'; sleep 0.2; printf '\\251 noir'")
    #expect(answer.content == "café noir")
    #expect(pieces.joined() == answer.content && pieces.first == "caf")
  }

  @Test func `may talk without listening to a long message`() throws {
    let long = AnswerRequest(
      messages: [.init(role: "user", content: String(repeating: "word ", count: 100_000))], passages: [])
    #expect(try answer("echo done", long).answer.content == "done\n")
  }

  @Test(arguments: [
    ("echo half; exit 3", "it ended with status 3"), ("kill -9 $$", "it was ended by signal 9"),
    ("yes", "it said more than 65.5 KB"), ("sleep 60", "it took too long"),
    ("exec >&-; sleep 60", "it has closed its output and does not end"),
  ])
  func `that fails says why`(_ script: String, _ reason: String) throws {
    let limits = PluginLimits(
      firstByte: .seconds(1), total: .seconds(3), outputBytes: 1 << 16, grace: .milliseconds(300))
    let error = try #require(throws: PluginError.self) { try answer(script, limits: limits) }
    #expect(error.reason.contains(reason), "\(error)")
  }
}
