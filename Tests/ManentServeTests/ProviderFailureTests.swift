import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// What clients are told when the server of a model does not answer: a status that their packages act on.
@Suite(.temporaryFolder, .serialized) struct ProviderFailureTests {
  private let models: ModelServer
  private let server: LiveServer

  init() throws {
    models = try ModelServer()
    server = try LiveServer()
    let scenarios = [
      "later", "busy", "overloaded", "down", "gateway", "silent", "quota", "toolong", "nomodel", "refusing", "nokey",
      "midway", "html",
    ]
    let lines = scenarios.map { name in
      let more = ["busy", "down", "gateway"].contains(name) ? ", retries: 0" : name == "silent" ? ", timeout: 1s" : ""
      return "  \(name): {base_url: \"\(models.base(name))\"\(more)}\n"
    }
    // An address where nobody listens.
    try server.tool.write(
      "\(server.tool.base)/config/manent/config.yaml",
      "endpoints:\n" + lines.joined() + "  nobody: {base_url: \"http://127.0.0.1:9/v1\"}\n")
  }

  private func complete(_ scenario: String, streams: Bool = false, isKept: Bool = true) throws -> String {
    try server.ask(
      "POST", "/v1/chat/completions",
      [
        "model": .string("openai:\(scenario)/chatty"), "stream": JSON(streams), "store": JSON(isKept),
        "messages": [["role": "user", "content": .string("Hello \(scenario) \(streams)")]],
      ])
  }

  private func field(_ name: String, _ answer: String) -> String? {
    answer.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n").first {
      $0.lowercased().hasPrefix(name.lowercased() + ": ")
    }.map { String($0.dropFirst(name.count + 2)) }
  }

  /// A scenario, the status, the code, `Retry-After`, and whether the packages may send it again by themselves.
  private static let failures: [(String, Int, String, String?, Bool)] = [
    ("later", 429, "rate_limit_exceeded", "3600", true), ("overloaded", 503, "provider_overloaded", "7", true),
    ("down", 503, "provider_overloaded", "0", true), ("gateway", 504, "provider_timeout", nil, false),
    ("silent", 504, "provider_timeout", nil, false), ("quota", 429, "insufficient_quota", nil, false),
    ("toolong", 400, "context_length_exceeded", nil, false), ("nomodel", 404, "model_not_found", nil, false),
    ("refusing", 400, "provider_refused", nil, false), ("nokey", 502, "provider_failed", nil, false),
    ("html", 502, "provider_failed", nil, false), ("nobody", 502, "provider_failed", nil, false),
  ]

  @Test
  func `each failure has the status, the code and the wait that packages act on, and no hint of the command line`()
    throws
  {
    for (scenario, status, code, wait, mayRetry) in Self.failures {
      for streams in [false, true] {
        let answer = try complete(scenario, streams: streams)
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(scenario): \(answer)")
        #expect(answer.contains("\"code\":\"\(code)\""), "\(scenario): \(answer)")
        #expect(field("Retry-After", answer) == wait, "\(scenario): \(answer)")
        #expect((field("x-should-retry", answer) == nil) == mayRetry, "\(scenario): \(answer)")
        requireNoHint(answer)
      }
      let unkept = try complete(scenario, isKept: false)
      #expect(unkept.hasPrefix("HTTP/1.1 \(status) ") && unkept.contains("\"code\":\"\(code)\""), "\(unkept)")
      requireNoHint(unkept)
    }
    // The questions are kept, each once, and what is told of them later has no hint either.
    for row in try JSON(parsing: server.tool.succeed("-w", "ada", "chats", "--json")).array ?? [] {
      let chat = try server.ask("GET", "/api/v1/chats/\(row["id"]?.string ?? "")")
      #expect(chat.contains("\"status\":\"failed\""))
      requireNoHint(chat)
      let session = try server.ask("GET", "/conversation/export/\(row["id"]?.string ?? "")")
      #expect(session.contains("\"status\":\"failed\""))
      requireNoHint(session)
    }
    // JSON is given as it is kept, since it can be taken in again.
    for format in ["html", "markdown", "csv"] {
      requireNoHint(try server.ask("GET", "/api/v1/export?format=\(format)"))
    }
  }

  private func requireNoHint(_ answer: String) {
    for hint in ["manent keys", "'manent ", "(-k)", " -m,", "config.yaml", server.tool.base.string, models.base("")] {
      #expect(!answer.contains(hint), "\(answer)")
    }
  }

  @Test func `the older interfaces and MCP tell it too`() throws {
    try server.tool.succeed("-w", "ada", "config", "set", "provider", "openai")
    try server.tool.succeed("-w", "ada", "config", "set", "model", "later/chatty")
    let asked = try server.ask("POST", "/ask", ["question": "Hello"])
    #expect(asked.hasPrefix("HTTP/1.1 429 ") && field("Retry-After", asked) == "3600", "\(asked)")
    try server.tool.succeed("-w", "ada", "config", "set", "model", "nokey/chatty")
    let called = try server.ask(
      "POST", "/mcp",
      [
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": ["name": "ask", "arguments": ["question": "Hello"]],
      ])
    #expect(called.contains("wants a key") && called.contains("\"isError\":true"), "\(called)")
    requireNoHint(called)
  }

  @Test func `what is asked again after a wait is answered where it was said`() throws {
    // The first two are refused, and the client is told to come back at once.
    for _ in 0..<2 { #expect(try complete("busy").hasPrefix("HTTP/1.1 429 ")) }
    let answer = try complete("busy")
    #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
    let chats = try JSON(parsing: server.tool.succeed("-w", "ada", "chats", "--json")).array ?? []
    #expect(chats.count == 1)
    #expect(try server.messages().map { $0["role"] } == ["user", "assistant"])
  }

  @Test func `an answer that breaks off tells it in its stream`() throws {
    let answer = try complete("midway", streams: true)
    #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("The first half"), "\(answer)")
    #expect(answer.contains("\"code\":\"provider_overloaded\"") && !answer.contains("[DONE]"), "\(answer)")
  }

  @Test(.enabled(if: PythonPackages.withOpenAI != nil, "needs the openai package (.ci/python installs it)"))
  func `the package of OpenAI takes each for the error of its kind, and comes back after the wait`() throws {
    let script = """
      import json, openai, sys
      client = openai.OpenAI(base_url="http://127.0.0.1:\(server.port)/v1", api_key="\(server.token)", max_retries=0)
      def ask(name, **more):
          return client.with_options(**more).chat.completions.create(
              model=f"openai:{name}/chatty", messages=[{"role": "user", "content": "Hello " + name}])
      kinds = {}
      for name in ["later", "overloaded", "gateway", "toolong", "nomodel"]:
          try: ask(name)
          except openai.APIStatusError as e: kinds[name] = [type(e).__name__, e.code, e.response.headers.get("retry-after")]
      kinds["busy"] = ask("busy", max_retries=2).choices[0].message.content
      print(json.dumps(kinds))
      """
    let outcome = try Program(in: TemporaryFolder.current, environment: ["PATH": Platform.environment["PATH"] ?? ""])
      .run([try #require(PythonPackages.withOpenAI), "-c", script])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      try JSON(parsing: outcome.output) == [
        "later": ["RateLimitError", "rate_limit_exceeded", "3600"],
        "overloaded": ["InternalServerError", "provider_overloaded", "7"],
        "gateway": ["InternalServerError", "provider_timeout", .null],
        "toolong": ["BadRequestError", "context_length_exceeded", .null],
        "nomodel": ["NotFoundError", "model_not_found", .null], "busy": "You said 2 words: Hello busy",
      ])
  }
}
