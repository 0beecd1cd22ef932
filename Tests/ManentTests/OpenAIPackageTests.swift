import ManentCore
import ManentFormats
import TestSupport
import Testing

/// The package that OpenAI gives out for its interface, put to the server that our tests talk to: so what the server says
/// is what such servers say.
@Suite(
  .temporaryFolder, .slow,
  .enabled(if: PythonPackages.withOpenAI != nil, "needs the openai package (.ci/python installs it)"))
struct OpenAIPackageTests {
  /// Runs a script with a client of the package for a scenario as `client`; what it prints is JSON.
  private func run(_ scenario: String, _ script: String) throws -> JSON {
    let server = try ModelServer()
    let beginning = """
      import json, openai
      from openai.types import CreateEmbeddingResponse, Model
      from openai.types.chat import ChatCompletion, ChatCompletionChunk
      client = openai.OpenAI(base_url="\(server.base(scenario))", api_key="sk-test", max_retries=0, timeout=20)
      asked = dict(model="chatty", messages=[{"role": "user", "content": "Hello there"}])
      # The package takes nearly anything as it comes: the models of its types are what is strict.
      def strictly(type, value): return type.model_validate(json.loads(value.to_json()))

      """
    let outcome = try Program(in: TemporaryFolder.current, environment: ["PATH": Platform.environment["PATH"] ?? ""])
      .run([try #require(PythonPackages.withOpenAI), "-c", beginning + script])
    #expect(outcome.status == 0, "\(outcome)")
    return try JSON(parsing: outcome.output)
  }

  @Test func `It lists the server's models`() throws {
    let names = try run("ok", "print(json.dumps([strictly(Model, m).id for m in client.models.list()]))")
    #expect(names == ["chatty", "embed-64"])
  }

  @Test func `It reads a whole answer with its usage`() throws {
    let answer = try run(
      "ok",
      """
      c = strictly(ChatCompletion, client.chat.completions.create(**asked))
      print(json.dumps([c.choices[0].message.content, c.choices[0].finish_reason, c.usage.prompt_tokens, c.model]))
      """)
    #expect(answer == ["You said 2 words: Hello there", "stop", 2, "chatty"])
  }

  @Test(arguments: ["ok", "bytes", "crlf", "late"])
  func `It reads a stream in order, with the usage at its end`(_ scenario: String) throws {
    let answer = try run(
      scenario,
      """
      stream = client.chat.completions.create(**asked, stream=True, stream_options={"include_usage": True})
      chunks = [strictly(ChatCompletionChunk, c) for c in stream]
      pieces = [c.choices[0].delta.content for c in chunks if c.choices and c.choices[0].delta.content]
      ends = [c.choices[0].finish_reason for c in chunks if c.choices and c.choices[0].finish_reason]
      print(json.dumps([pieces, ends, chunks[-1].usage.completion_tokens, len(chunks[-1].choices)]))
      """)
    #expect(answer == [["You ", "said ", "2 ", "words: ", "Hello ", "there"], ["stop"], 6, 0])
  }

  @Test func `It reads an answer of a megabyte, and one that ends where no more may be said`() throws {
    let length = try run(
      "big",
      "print(sum(len(c.choices[0].delta.content or '') for c in client.chat.completions.create(**asked, stream=True)))")
    #expect(length == 1_048_576)
    let ends = try run(
      "limit",
      """
      chunks = client.chat.completions.create(**asked, stream=True)
      print(json.dumps([c.choices[0].finish_reason for c in chunks][-1]))
      """)
    #expect(ends == "length")
  }

  @Test func `It reads embeddings`() throws {
    let embedded = try run(
      "ok",
      """
      r = strictly(CreateEmbeddingResponse, client.embeddings.create(
          model="embed-64", input=["a wing", "a tail"], encoding_format="float"))
      print(json.dumps([[len(d.embedding), d.index] for d in r.data] + [r.usage.prompt_tokens]))
      """)
    #expect(embedded == [[64, 0], [64, 1], 1])
  }

  @Test(arguments: [
    ("nokey", "AuthenticationError", 401), ("nomodel", "NotFoundError", 404), ("toolong", "BadRequestError", 400),
    ("later", "RateLimitError", 429), ("quota", "RateLimitError", 429), ("broken", "InternalServerError", 500),
    ("down", "InternalServerError", 503),
  ])
  func `It takes each refusal for what it is`(_ scenario: String, _ name: String, _ status: Int) throws {
    let refusal = try run(
      scenario,
      """
      try: client.chat.completions.create(**asked); print("null")
      except openai.APIStatusError as e: print(json.dumps([type(e).__name__, e.status_code]))
      """)
    #expect(refusal == [JSON(name), JSON(status)])
  }

  @Test(arguments: ["cut", "hangup"]) func `It finds a connection cut where it is cut`(_ scenario: String) throws {
    let words = try run(
      scenario,
      """
      words = ""
      try:
          for c in client.chat.completions.create(**asked, stream=True): words += c.choices[0].delta.content or ""
          print("null")
      except Exception as e:
          # In the middle of a stream the error is that of the package below.
          assert type(e).__name__ in ["APIConnectionError", "RemoteProtocolError", "ReadError"], repr(e)
          print(json.dumps(words))
      """)
    #expect(words.string == (scenario == "cut" ? "The first half" : ""))
  }

  @Test func `It asks again after the time that the server names`() throws {
    let answer = try run(
      "busy",
      """
      c = client.with_options(max_retries=3).chat.completions.create(**asked)
      print(json.dumps(c.choices[0].message.content))
      """)
    #expect(answer == "You said 2 words: Hello there")
  }
}
