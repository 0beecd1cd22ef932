import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `What a model takes` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func words(_ count: Int) -> String { String(repeating: "word ", count: count) }

  private func say(_ words: String, _ more: String...) throws -> Program.Outcome {
    try manent.run(["-w", "work", "chat", "--cid", "c1", "--no-documents"] + more + [words])
  }

  @Test func `is asked of the plugin only when more is sent than every model takes, and obeyed`() throws {
    let echo = try EchoPlugin(for: manent)
    try echo.write("limit", "4000")
    try echo.write("asked", "")
    #expect(try say("short", "-p", "echo").errors == "")
    #expect(try echo.asked() == ["initialize", "answer", "shutdown"])
    for _ in 0..<2 { #expect(try say(words(600), "-p", "echo").status == 0) }
    try echo.write("asked", "")
    // Three questions and two answers of 604 tokens, and 3,000 are left beside the answer.
    let outcome = try say(words(600), "-p", "echo", "--json")
    #expect(try echo.asked() == ["initialize", "models", "answer", "shutdown"])
    #expect(outcome.errors == "manent: context: 3 of 7 messages\n" || outcome.errors == "", "\(outcome)")
    let context = try outcome.json()["context"]
    #expect(context?["limit"] == 4000 && context?["of"] == 7, "\(outcome)")
    try say(words(4100), "-p", "echo").expectFailure(
      1, saying: "echo could not answer: the message has about 4,104 tokens and echo takes 4,000; the message is saved")
    #expect(try manent.lines(root).last?["status"] == "failed")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test(arguments: [("vllm", 3000), ("router", 3000), ("llamacpp", 3000), ("ok", nil)] as [(String, Int?)])
  func `is what its server says`(_ scenario: String, _ limit: Int?) throws {
    let server = try ModelServer()
    try manent.write(
      "\(manent.base)/config/manent/config.yaml",
      "endpoints:\n  \(scenario): {base_url: \"\(server.base(scenario))\"}\n")
    let outcome = try say(words(2500), "-m", "openai:\(scenario)/chatty", "--json")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try outcome.json()["context"]?["limit"]?.int == limit)
    let long = try say(words(3100), "-m", "openai:\(scenario)/chatty")
    #expect(long.status == (limit == nil ? 0 : 1), "\(long)")
    if limit != nil {
      #expect(long.errors.contains("about 3,104 tokens and openai:\(scenario)/chatty takes 3,000"), "\(long)")
    }
    #expect(try server.requests().count { $0.path.hasSuffix("chat/completions") } == (limit == nil ? 2 : 1))
  }

  @Test func `is what the machine's settings say, for a server and for any plugin`() throws {
    let server = try ModelServer()
    try manent.succeed("plugins", "new", "hello")
    try manent.write(
      "\(manent.base)/config/manent/config.yaml",
      """
      endpoints:
        ok: {base_url: \(server.base("ok")), context_tokens: 2200}
      plugins:
        hello: {limits: {context_tokens: 300}}

      """)
    try say(words(2300), "-m", "openai:ok/chatty").expectFailure(1, saying: "openai:ok/chatty takes 2,200")
    #expect(try server.requests().isEmpty)
    try say(words(310), "-p", "hello").expectFailure(1, saying: "about 314 tokens and hello takes 300")
    try manent.write("\(manent.base)/config/manent/config.yaml", "plugins: {hello: {limits: {context_tokens: 3}}}\n")
    #expect(try say("Hi", "-p", "hello").errors.contains("'context_tokens' must be from 100 to 100000000"))
  }

  @Test func `is not waited for when the server is not there`() throws {
    try manent.write(
      "\(manent.base)/config/manent/config.yaml",
      "endpoints:\n  gone: {base_url: \"http://127.0.0.1:1/v1\", retries: 0}\n")
    try say(words(2500), "-m", "openai:gone/x").expectFailure(1, saying: "no server answers at http://127.0.0.1:1/v1")
  }

  @Test func `leaves messages that are pinned`() throws {
    let echo = try EchoPlugin(for: manent)
    for number in 1...4 { #expect(try say("\(number) \(words(100))", "-p", "echo").status == 0) }
    try manent.succeed("-w", "work", "pin", "c1", "1", "last")
    #expect(
      try manent.succeed("-w", "work", "pin", "c1").split(separator: "\n").map { $0.prefix(16) } == [
        "1. You: 1 word w", "8. echo: 4 word ",
      ])
    try manent.succeed("-w", "work", "pin", "c1", "--remove", "8")
    #expect(try manent.json("-w", "work", "pin", "c1", "--json")["pinned"]?.array?.count == 1)
    try manent("-w", "work", "pin", "c1", "--remove", "8").expectFailure(2, saying: "that message is not pinned")
    try manent("-w", "work", "pin", "c1", "99").expectFailure(3, saying: "the chat shows 8 messages")
    #expect(try manent.succeed("-w", "work", "show", "c1").contains("(pinned)"))
    try manent.succeed("-w", "work", "config", "set", "chat.window", "3")
    let outcome = try say("Now?", "-p", "echo", "--json")
    #expect(outcome.errors == "manent: context: 4 of 9 messages\n", "\(outcome)")
    #expect(try outcome.json()["context"]?["pinned"] == 1)
    _ = echo
    // What is given out is taken in with its pins.
    try manent.succeed("-w", "work", "export", "--all", "--format", "json", "-o", "all.json")
    _ = try manent.makeWorkspace("other")
    try manent.succeed("-w", "other", "import", "all.json")
    let (one, other) = (
      try manent.json("-w", "work", "show", "c1", "--json"), try manent.json("-w", "other", "show", "c1", "--json")
    )
    #expect(one["pinned"] == other["pinned"] && one["pinned"]?.array?.count == 1)
    #expect(try manent.uncommitted(root) == "")
  }
}
