import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A server of models` {
  private var manent: Tool
  private let root: Path
  private let server: ModelServer

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    server = try ModelServer()
  }

  /// Names endpoints in the machine's settings, each called like its scenario.
  private func name(_ scenarios: String..., more: String = "") throws {
    let lines = scenarios.map { "  \($0): {base_url: \"\(server.base($0))\"\(more)}\n" }
    try manent.write("\(manent.base)/config/manent/config.yaml", "endpoints:\n" + lines.joined())
  }

  private func ask(_ scenario: String, _ message: String = "Hello there", more: String = "") throws -> Program.Outcome {
    try name(scenario, more: more)
    return try manent("-w", "work", "chat", "--cid", "c1", "-p", "openai", "-m", "\(scenario)/chatty", message)
  }

  @Test(arguments: [
    "ok", "bytes", "crlf", "whole", "old", "no-done", "done-only", "busy-date", "broken", "busy", "parts", "noise",
    "strict",
  ])
  func `answers, however it does it and even when it has to be asked again`(_ scenario: String) throws {
    let outcome = try ask(scenario)
    #expect(outcome.status == 0 && outcome.output == "You said 2 words: Hello there\n", "\(outcome)")
    let message = try #require(try manent.lines(root).last)
    #expect(message["content"] == "You said 2 words: Hello there" && message["status"] == nil)
    #expect(message["provider"] == "openai" && message["model"]?.string == "\(scenario)/chatty")
    if !["old", "strict"].contains(scenario) {
      #expect(message["usage"]?["output_tokens"] == 6 && message["usage"]?["input_tokens"]?.int ?? 0 > 2)
    }
    let expected = ["broken": 2, "busy": 3, "busy-date": 2, "old": 2, "strict": 2][scenario] ?? 1
    #expect(try server.requests().count == expected)
  }

  /// What goes wrong, and the words that tell of it.
  private static let failures = [
    ("nokey", "wants a key: 'manent keys set nokey' stores one"), ("nomodel", "has no model 'chatty'"),
    ("ollama-nomodel", "has no model 'chatty'"), ("quota", "the quota is used up"),
    ("toolong", "the conversation is too long for the model 'chatty'"),
    ("later", "takes no more requests for now (Rate limit reached); it asks to wait 3600 s"),
    ("down", "the server has failed with status 503"), ("html", "is no chat completion"),
    ("empty", "the answer has nothing in it"), ("other", "is no chat completion ('{\"hello\": \"world\"}')"),
    ("moved", "has moved from"), ("refusing", "refuses with status 400 (Bad [31mthing [0m in two lines)"),
    ("hangup", "has closed the connection without an answer"),
    ("thought", "the model has only thought: The answer is Canberra."), ("nothing", "the answer has nothing in it"),
    ("unwilling", "the model refuses: I will not say that."),
    ("filtered", "the server's content filter has stopped the answer before its first word"),
    ("choice", "has broken the answer off (Provider returned error)"),
    ("tools", "only wants tools to be called that it was not offered (weather)"),
    ("detail", "refuses with status 422 (body.messages.0.content: Field required)"),
    ("google", "wants a key: 'manent keys set google' stores one (API key not valid."),
  ]

  @Test(arguments: failures)
  func `that does not answer leaves a message that says why, in one line`(_ scenario: String, _ words: String) throws {
    let outcome = try ask(scenario, more: ", retries: 1")
    outcome.expectFailure(1, saying: words)
    #expect(outcome.complaints.count == 1 && outcome.output == "", "\(outcome)")
    let message = try #require(try manent.lines(root).last)
    #expect(message["status"] == "failed" && message["error"]?.string?.contains(words) == true, "\(message)")
    #expect(try server.requests().count == (["down", "hangup"].contains(scenario) ? 2 : 1))
    #expect(try manent.uncommitted(root) == "")
  }

  @Test(arguments: [
    ("cut", "The first half", "the connection was cut in the middle of the answer"),
    ("half", "The first half", "the connection was cut in the middle of the answer"),
    ("midway", "The first half", "has broken the answer off (The engine is overloaded)"),
    ("garbage", "So far ", "the connection was cut in the middle of the answer"),
    ("engine", "The first half", "has broken the answer off (It died)"),
    ("errorline", "The first half", "has broken the answer off (It died)"),
    ("stalled", "The first half", "took too long (silent for 1 s)"),
    ("endless", "It begins", "has a line longer than 32 MiB"),
  ])
  func `that breaks off leaves the part that had come, and the next turn works`(
    _ scenario: String, _ part: String, _ words: String
  ) throws {
    let outcome = try ask(scenario, more: ", timeout: 1s")
    // The part is a line of its own, and the error another.
    #expect(outcome.status == 1 && outcome.output == part + "\n", "\(outcome)")
    #expect(outcome.complaints.count == 1 && outcome.errors.contains(words), "\(outcome)")
    let message = try #require(try manent.lines(root).last)
    #expect(message["content"]?.string == part && message["status"] == "failed")
    #expect(try ask("ok", "And now?").output == "You said 2 words: And now?\n")
    // What failed is never sent.
    let sent = try #require(try server.requests().last)
    #expect(!sent.line.contains(part) && sent.line.contains("Hello there"), "\(sent.line)")
  }

  @Test func `may begin late, and is not waited for longer than its limit`() throws {
    #expect(try ask("late").output == "You said 2 words: Hello there\n")
    let outcome = try ask("silent", more: ", timeout: 1s, retries: 0")
    outcome.expectFailure(1, saying: "took too long (silent for 1 s)")
    let message = try #require(try manent.lines(root).last)
    #expect(message["status"] == "failed" && message["content"] == "", "\(message)")
  }

  @Test func `that is not there is told of at once`() throws {
    try manent.write(
      "\(manent.base)/config/manent/config.yaml", "endpoints:\n  gone: {base_url: \"http://127.0.0.1:1\"}\n")
    try manent("-w", "work", "chat", "-p", "openai", "-m", "gone/x", "Hi")
      .expectFailure(1, saying: "no server answers at http://127.0.0.1:1/v1", "is it running?")
  }

  @Test(arguments: [("big", 65536 * 16), ("long", 10 << 20)])
  func `may say a lot, in one line or in many`(_ scenario: String, _ count: Int) throws {
    #expect(try ask(scenario).bytes.count == count + 1)
    #expect(try manent.lines(root).last?["content"]?.string?.utf8.count == count)
  }

  @Test func `that sends no UTF-8 is read as well as it can be`() throws {
    #expect(try ask("invalid").output == "caf\u{FFFD} and \u{FFFD}\n")
  }

  @Test func `is stopped by Ctrl-C, and the part is kept`() throws {
    try name("forever")
    let script = """
      "$0" -w work chat --cid c1 -p openai -m forever/x Hello > answer & child=$!
      for i in $(seq 500); do [ -s answer ] && break; sleep 0.02; done
      kill -INT $child; wait $child
      """
    let outcome = try Program(in: manent.folder, environment: manent.environment)
      .run(["bash", "-c", script, Tool.program.string])
    #expect(outcome.status == 130, "\(outcome)")
    let message = try #require(try manent.lines(root).last)
    #expect(
      message["status"] == "interrupted" && message["content"]?.string?.hasPrefix("word ") == true, "\(message)")
  }

  @Test(arguments: ["silent", "patient"]) func `is not waited for when the user does not want to`(_ scenario: String)
    throws
  {
    try name(scenario)
    let script = """
      "$0" -w work chat --cid c1 -p openai -m \(scenario)/x Hello & child=$!
      for i in $(seq 500); do [ -s "$1" ] && break; sleep 0.02; done
      sleep 0.2; kill -INT $child; wait $child
      """
    let outcome = try Program(in: manent.folder, environment: manent.environment)
      .run(["bash", "-c", script, Tool.program.string, server.log.string])
    #expect(outcome.status == 130 && outcome.output == "", "\(outcome)")
    let message = try #require(try manent.lines(root).last)
    #expect(message["status"] == "interrupted" && message["model"]?.string == "\(scenario)/x", "\(message)")
    #expect(try server.requests().count == 1)
  }

  @Test func `is not talked to for a host that has gone away`() throws {
    let program = Tool.program.parent / "manent-openai"
    let nobody = Program(in: manent.folder, environment: manent.environment)
    #expect(try nobody.run([program.string], input: [], seconds: 20).status == 0)
    #expect(try nobody.run([program.string], input: Array("\n{}\nnull\n[1]\n".utf8), seconds: 20).status == 0)
    let settings = #"{"endpoints":{"forever":{"base_url":"\#(server.base("forever"))"}}}"#
    let lines = [
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"settings":\#(settings)}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"answer","params":{"messages":[],"model":"forever/x"}}"#,
    ]
    // The second line is answered for ever, but for the end of the input.
    let outcome = try nobody.run(
      [program.string], input: Array((lines.joined(separator: "\n") + "\n").utf8), seconds: 20)
    #expect(outcome.status == 0 && outcome.output.contains("-32800"), "\(outcome)")
  }

  @Test(arguments: [
    ("limit", "length", "ends where the model may not say more"),
    ("filter", "content_filter", "ends where the server's content filter has stopped it"),
  ])
  func `that may not say more is told of`(_ scenario: String, _ reason: String, _ words: String) throws {
    let outcome = try ask(scenario)
    #expect(outcome.status == 0 && outcome.errors.contains(words), "\(outcome)")
    #expect(try manent.lines(root).last?["metadata"] == ["finish_reason": JSON(reason)])
  }

  @Test(arguments: ["held", "held-beats", "held-finish"])
  func `is not waited for once its answer is whole, though it leaves the connection open`(_ scenario: String) throws {
    let outcome = try ask(scenario, more: ", timeout: 10s")
    #expect(outcome.status == 0 && outcome.output == "You said 2 words: Hello there\n", "\(outcome)")
    #expect(try manent.lines(root).last?["status"] == nil)
  }

  @Test func `that packs its answer unasked is understood`() throws {
    #expect(try ask("packed").output == "It was packed.\n")
  }

  @Test func `that repeats the key in its answer has it neither shown nor kept`() throws {
    let key = "sample-0123456789-abcdef"
    try manent.succeed("keys", "set", "echo", input: key)
    let outcome = try ask("echo")
    #expect(outcome.output == "Your header was Bearer ….\n", "\(outcome)")
    #expect(try server.requests().last?.line.contains(key) == true)
    let git = try manent.shell("git", "-C", root.string, "log", "-p", "--all")
    #expect(git.contains("Your header was Bearer …") && !git.contains("0123456789-abc"))
  }

  @Test func `gets tools, and what they gave, by the plugin's protocol`() throws {
    let program = Tool.program.parent / "manent-openai"
    let settings = #"{"endpoints":{"tools":{"base_url":"\#(server.base("tools"))"}}}"#
    let tool = #"{"type":"function","function":{"name":"weather","parameters":{}}}"#
    let call = #"{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{}"}}"#
    let asked = #"{"role":"user","content":"Is it warm?"}"#
    let given =
      #"{"role":"assistant","content":"","tool_calls":[\#(call)]},{"role":"tool","content":"27","tool_call_id":"call_1"}"#
    let more =
      #""model":"tools/x","tools":[\#(tool)],"tool_choice":"auto","response_format":{"type":"text"},"parameters":{"temperature":0}"#
    let lines = [
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"settings":\#(settings)}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"answer","params":{"messages":[\#(asked)],\#(more)}}"#,
      #"{"jsonrpc":"2.0","id":3,"method":"answer","params":{"messages":[\#(asked),\#(given)],\#(more)}}"#,
      #"{"jsonrpc":"2.0","id":4,"method":"shutdown"}"#,
    ]
    let outcome = try Program(in: manent.folder, environment: manent.environment)
      // The host stays until the plugin has answered: one that goes away wants no answer.
      .run(
        ["bash", "-c", "(cat; sleep 20) | \"$0\"", program.string],
        input: Array((lines.joined(separator: "\n") + "\n").utf8), seconds: 60)
    let said = try outcome.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
    let pieces = said.filter { $0["method"] == "answer/tool_call" }.compactMap { $0["params"]?["call"] }
    #expect(pieces.first?["id"] == "call_1" && pieces.first?["function"]?["name"] == "weather")
    #expect(pieces.compactMap { $0["function"]?["arguments"]?.string }.joined() == #"{"place": "Rome"}"#)
    let results = said.compactMap { $0["result"] }
    #expect(results[1]["finish_reason"] == "tool_calls" && results[1]["content"] == "")
    #expect(results[1]["tool_calls"]?.array?.first?["function"]?["arguments"] == #"{"place": "Rome"}"#)
    #expect(results[2]["content"] == "weather gave 27")
    let sent = try JSON(parsing: try #require(try server.requests().first).line)["body"]
    #expect(sent?["tool_choice"] == "auto" && sent?["temperature"] == 0 && sent?["tools"]?.array?.count == 1)
    #expect(sent?["response_format"] == ["type": "text"])
  }

  @Test func `is found where the program is installed`() throws {
    try name("ok")
    let prefix = manent.base / "prefix"
    try Files.makeFolders(prefix / "bin")
    try Files.makeFolders(prefix / "share/manent")
    let built = Tool.program.parent
    try manent.shell("cp", (built / "manent").string, (built / "manent-openai").string, (prefix / "bin").string)
    let plugins = Path(#filePath).parent.parent.parent / "plugins"
    try manent.shell("cp", "-R", plugins.string, (prefix / "share/manent").string)
    let program = (prefix / "bin/manent").string
    #expect(try manent.shell(program, "-w", "work", "chat", "-p", "openai", "-m", "ok/x", "Hi").hasPrefix("You said"))
    let listed = try JSON(parsing: manent.shell(program, "plugins", "--json")).array ?? []
    let found = listed.first { $0["name"] == "openai" }
    #expect(found?["path"]?.string == (prefix / "share/manent/plugins/openai").string, "\(listed)")
    // Without its program it is listed with the reason.
    try Files.remove(prefix / "bin/manent-openai")
    #expect(try manent.shell(program, "plugins").contains("its program 'manent-openai' is not there"))
  }

  @Test func `gets the passages, and what it cites is a source`() throws {
    try manent.write("kites.md", "Kites need wind to fly.\n")
    try manent.succeed("-w", "work", "add", "kites.md")
    try name("cite")
    let answer = try manent.json("-w", "work", "chat", "--json", "-p", "openai", "-m", "cite/x", "What do kites need?")
    #expect(answer["message"]?["sources"]?.array?.first?["quotes"]?.array?.count == 1, "\(answer)")
    let sent = try #require(try server.requests().last?.line)
    #expect(sent.contains("kites.md, line 1:") && sent.contains("Kites need wind to fly."))
    let shown = try manent.succeed("-w", "work", "chat", "--new", "-p", "openai", "-m", "cite/x", "What do kites need?")
    #expect(shown.contains("\n[1] kites.md"), "\(shown)")
  }

  @Test func `has models that are listed, and one that does not answer hides no other`() throws {
    try name("ok", "one")
    #expect(
      try manent.succeed("models") == """
        extractive  (provider, built in; needs no model)
        hashed-1024-v1  (embedder, built in; needs no model)
        openai:ok/chatty
        openai:ok/embed-64
        openai:one/only

        """)
    #expect(try manent.json("models", "openai", "--json").array?.last == ["provider": "openai", "model": "one/only"])
    try name("html", "one")
    let outcome = try manent("models", "openai")
    #expect(outcome.status == 1 && outcome.output == "openai:one/only\n", "\(outcome)")
    #expect(
      outcome.complaints == [
        "manent: plugin 'openai': endpoint 'html': what answers at \(server.base("html")) is no list of models"
      ])
    let listed = try JSON(parsing: Array(try manent("models", "--json").output.utf8)).array ?? []
    #expect(listed.first == ["provider": "extractive", "model": .null, "built_in": true])
    #expect(listed.dropFirst().first == ["embedder": "hashed-1024-v1", "model": .null, "built_in": true])
    #expect(listed.dropFirst(2).first == ["provider": "openai", "model": "one/only"] && listed.count == 4)
    #expect(listed.last?["model"] == .null && listed.last?["error"]?.string?.contains("endpoint 'html'") == true)
    // A server with one model needs no name of it.
    try name("one")
    #expect(try manent.succeed("-w", "work", "chat", "-p", "openai", "Hi").hasPrefix("You said 1 words"))
    try name("ok")
    try manent("-w", "work", "chat", "-p", "openai", "Hi").expectFailure(
      1, saying: "no model is named, and endpoint 'ok' has 2")
  }

  @Test func `is chosen by the command line, the chat or the workspace, in this order`() throws {
    try name("ok", "one")
    try manent.succeed("-w", "work", "config", "set", "provider", "openai")
    try manent.succeed("-w", "work", "config", "set", "model", "one/only")
    func model(_ arguments: String...) throws -> String? {
      _ = try manent.run(["-w", "work", "chat", "--cid", "c1"] + arguments + ["Hi"])
      return try manent.lines(root).last?["model"]?.string
    }
    #expect(try model() == "one/only")
    #expect(try model("-m", "ok/chatty") == "ok/chatty")
    // A chat stays with whom it was begun with, and one that was begun without stays with the workspace's.
    #expect(try model() == "one/only")
    #expect(try model("-m", "openai:ok/chatty") == "ok/chatty")
    #expect(try model("-p", "openai:ok/embed-64") == "ok/embed-64")
    #expect(try model("-m", "ok/llama3:8b") == "ok/llama3:8b")
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "-m", "openai:ok/chatty", "Hi")
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "Hi")
    let begun = try manent.json("-w", "work", "show", "c2", "--json")["messages"]?.array ?? []
    #expect(begun.compactMap { $0["model"]?.string } == ["ok/chatty", "ok/chatty"], "\(begun)")
    // A model goes with the provider that it was named with.
    #expect(try model("-p", "extractive") == nil)
    try manent("-w", "work", "chat", "-p", "extractive", "-m", "x", "Hi")
      .expectFailure(2, saying: "the provider 'extractive' has no models")
  }

  @Test func `passes the suite that plugins are put to`() throws {
    try name("one", more: ", embedding_model: embed-64")
    let outcome = try manent("plugins", "check", "openai")
    #expect(outcome.status == 0 && outcome.output.contains("'openai' meets all 9 demands"), "\(outcome)")
    // What is not set up cannot be tried, which is said; a plugin of which nothing can be tried has shown nothing.
    try name("one")
    let half = try manent("plugins", "check", "openai")
    #expect(half.status == 0 && half.output.contains("meets 7 demands; 2 could not be tried"), "\(half)")
    #expect(half.output.contains("skipped") && half.output.contains("no model is named that embeds"), "\(half)")
    try name("ok")
    let bare = try manent("plugins", "check", "openai")
    #expect(bare.status == 1 && bare.errors.contains("nothing that it is for could be tried"), "\(bare)")
  }
}
