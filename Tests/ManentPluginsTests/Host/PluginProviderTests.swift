import ManentCore
import ManentFormats
import ManentPlugins
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A provider that speaks JSON-RPC` {
  private static let quick = PluginLimits(
    firstByte: .seconds(5), total: .seconds(8), outputBytes: 1 << 16, grace: .milliseconds(500))
  private let question = AnswerRequest(messages: [.init(role: "user", content: "What is attention?")], passages: [])

  private func connect(_ plugin: SamplePlugin, limits: PluginLimits = quick) throws -> PluginConnection {
    PluginConnection(to: try plugin.manifest, environment: SamplePlugin.environment, limits: limits)
  }

  @Test func `streams its answer in order and is kept for the next one`() throws {
    let plugin = try SamplePlugin.speaking(
      "echo",
      """
      for word in ["It ", "is ", "é."]: say({"method": "answer/delta", "params": {"id": id, "text": word}})
      say({"id": id, "result": {"content": "It is é.", "model": str(os.getpid()), "usage": {"output_tokens": 3}}})
      """)
    let provider = PluginProvider(try connect(plugin))
    var pieces: [String] = []
    let first = try provider.answer(question) { pieces.append($0) }
    #expect(pieces == ["It ", "is ", "é."])
    #expect(first.content == "It is é.")
    #expect(first.usage?["output_tokens"]?.int == 3)
    let second = try provider.answer(question) { _ in }
    #expect(second.model == first.model)
  }

  @Test func `that does not stream gives its whole answer at the end`() throws {
    let plugin = try SamplePlugin.speaking("whole", "say({\"id\": id, \"result\": {\"content\": \"All of it.\"}})")
    var pieces: [String] = []
    let answer = try PluginProvider(try connect(plugin)).answer(question) { pieces.append($0) }
    #expect(pieces == ["All of it."] && answer.content == "All of it.")
  }

  @Test func `sees only a short list of the environment`() throws {
    let plugin = try SamplePlugin.speaking(
      "nosy", "say({\"id\": id, \"result\": {\"content\": \",\".join(sorted(os.environ))}})")
    let answer = try PluginProvider(try connect(plugin)).answer(question) { _ in }
    #expect(answer.content.split(separator: ",").contains("PATH"))
    #expect(!answer.content.contains("SECRET"))
  }

  @Test(arguments: [
    ("crash", "sys.exit(3)", "it ended with status 3 before it had answered 'answer'"),
    ("signal", "os.kill(os.getpid(), signal.SIGSEGV)", "it was ended by signal 11 before it had answered 'answer'"),
    ("garbage", "print('hello', flush=True)", "a line of its output is not JSON"),
    ("shape", "print('[1]', flush=True)", "a line of its output is no JSON-RPC 2.0 message"),
    ("ids", "say({'id': 4711, 'result': {}})", "it answered a request that was never made"),
    ("flood", "print('x' * 1000000, flush=True)", "it said more than"),
    ("log", "while True: os.write(2, b'x' * 65536)", "to its log, and said nothing"),
    ("empty", "say({'id': id})", "has neither a result nor an error"),
    ("half", "sys.stdout.write('{\"jsonrpc\":'); sys.stdout.flush(); sys.exit(0)", "it ended with status 0 before"),
    ("refusal", "say({'id': id, 'error': {'code': -32000, 'message': 'no key is set'}})", "no key is set"),
  ])
  func `that misbehaves fails with the reason, and the next call finds it well`(
    _ name: String, _ fault: String, _ reason: String
  ) throws {
    let plugin = try SamplePlugin.speaking(
      name,
      """
      if params["messages"][-1]["content"] == "fault":
          \(fault)
      else:
          say({"id": id, "result": {"content": "well"}})
      """)
    let provider = PluginProvider(try connect(plugin))
    let fault = AnswerRequest(messages: [.init(role: "user", content: "fault")], passages: [])
    let error = try #require(throws: PluginError.self) { try provider.answer(fault) { _ in } }
    #expect(error.description.contains(reason), "\(error)")
    #expect(try provider.answer(question, emit: { _ in }).content == "well")
  }

  @Test func `that hangs is stopped when its time is over`() throws {
    let plugin = try SamplePlugin.speaking("hang", "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    let limits = PluginLimits(firstByte: .milliseconds(700), total: .seconds(2), grace: .milliseconds(200))
    let error = try #require(throws: PluginError.self) {
      try PluginProvider(try connect(plugin, limits: limits)).answer(question) { _ in }
    }
    #expect(error.code == .tooSlow)
  }

  @Test func `that is from the future is refused`() throws {
    let plugin = try SamplePlugin(
      "future", dialect: "jsonrpc",
      program: """
        #!/bin/sh
        read line
        echo '{"jsonrpc":"2.0","id":1,"result":{"protocol_version":2}}'
        cat >/dev/null
        """)
    let error = try #require(throws: PluginError.self) {
      try PluginProvider(try connect(plugin)).answer(question) { _ in }
    }
    #expect(error.description == "plugin 'future': it speaks version 2 of the protocol; this program speaks 1")
  }

  @Test func `is cancelled by whoever listens, and serves the next call in the same process`() throws {
    let plugin = try SamplePlugin.speaking(
      "patient",
      """
      if method == "answer":
          say({"method": "answer/delta", "params": {"id": id, "text": str(os.getpid())}})
          stop = json.loads(sys.stdin.readline()) if params["messages"][-1]["content"] == "long" else {}
          say({"id": id, "error": {"code": -32800, "message": "cancelled"}} if stop.get("method") == "cancelled" else {"id": id, "result": {"content": str(os.getpid())}})
      """)
    struct Enough: Error {}
    let provider = PluginProvider(try connect(plugin))
    var process = ""
    #expect(throws: Enough.self) {
      try provider.answer(AnswerRequest(messages: [.init(role: "user", content: "long")], passages: [])) {
        process = $0
        throw Enough()
      }
    }
    #expect(try provider.answer(question, emit: { _ in }).content == process)
  }

  @Test func `has written its log when its answer is there`() throws {
    let plugin = try SamplePlugin.speaking(
      "talker", "sys.stderr.write('fine\\n'); sys.stderr.flush(); say({'id': id, 'result': {'content': 'a'}})")
    let provider = PluginProvider(try connect(plugin))
    _ = try provider.answer(question) { _ in }
    let log = TemporaryFolder.current / ".local/state/manent/plugins/talker.log"
    #expect(String(decoding: try Files.read(log), as: UTF8.self) == "fine\n")
    // It still runs: nothing but the end of the call has written it.
    withExtendedLifetime(provider) {}
  }

  @Test func `keeps its complaints in a log that an error names`() throws {
    let plugin = try SamplePlugin.speaking(
      "grumbler", "sys.stderr.write('out of paper\\n'); sys.stderr.flush(); sys.exit(1)")
    let error = try #require(throws: PluginError.self) {
      try PluginProvider(try connect(plugin)).answer(question) { _ in }
    }
    let log = try #require(error.log)
    #expect(String(decoding: try Files.read(log), as: UTF8.self) == "out of paper\n")
    #expect(error.description.hasSuffix("its log is \(log)"))
  }
}
