import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A provider that misbehaves` {
  private let manent: Tool
  private let root: Path
  private let folder: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    folder = manent.base / "config/manent/plugins/bad"
    try manent.write("\(folder)/plugin.yaml", "name: bad\nkinds: [provider]\nprotocol: jsonrpc\ncommand: [./run.py]\n")
  }

  /// Puts the plugin there: what it does when it greets, and when it is asked.
  private func install(
    _ answer: String, greeting: String = "say({'id': id, 'result': {'name': 'bad', 'version': '1'}})"
  ) throws {
    try manent.write(
      "\(folder)/run.py",
      """
      #!/usr/bin/env python3
      import json, os, signal, sys, time
      def say(message): sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\\n"); sys.stdout.flush()
      def delta(text): say({"method": "answer/delta", "params": {"id": id, "text": text}})
      for line in sys.stdin:
          request = json.loads(line)
          method, params, id = request["method"], request.get("params", {}), request.get("id")
          if method == "initialize": \(greeting)
          elif method == "shutdown": say({"id": id, "result": None}); break
          elif method == "answer": delta("It begins"); \(answer)

      """)
    try manent.shell("chmod", "+x", "\(folder)/run.py")
  }

  /// What it does after it has begun to answer, and the words that tell of it.
  private static let faults = [
    (
      "sys.stderr.write('out of paper\\n'); sys.stderr.flush(); sys.exit(3)",
      "it ended with status 3 before it had answered 'answer'"
    ),
    ("os.kill(os.getpid(), signal.SIGSEGV)", "it was ended by signal 11"),
    ("signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", "it took too long"),
    ("print('hello', flush=True)", "a line of its output is not JSON"),
    ("print('x' * 70000000, flush=True)", "it said more than"),
    ("sys.stdout.write('{\"jsonrpc\":'); sys.stdout.flush(); sys.exit(0)", "it ended with status 0 before"),
    ("say({'id': 4711, 'result': {}})", "it answered a request that was never made"),
    ("say({'id': id})", "has neither a result nor an error"),
    ("say({'id': id, 'result': {'content': 'Something else'}})", "is not what it had sent piece by piece"),
    ("say({'id': id, 'error': {'code': -32000, 'message': 'no key \\u001b[31mis set'}})", "no key \u{FFFD}[31mis set"),
  ]

  @Test(arguments: faults)
  func `leaves the part that had come with the reason, retry works, and nothing else suffers`(
    _ fault: String, _ reason: String
  ) throws {
    try install(fault)
    if reason.contains("too long") {
      try manent.write("\(manent.base)/config/manent/config.yaml", "plugins: {bad: {limits: {total: 2s}}}\n")
    }
    let failed = try manent("-w", "work", "chat", "--cid", "c1", "-p", "bad", "Hello there")
    #expect(failed.status == 1 && failed.complaints.count == 1 && failed.errors.contains(reason), "\(failed)")
    if fault.contains("out of paper") {
      let log = manent.base / "home/.local/state/manent/plugins/bad.log"
      #expect(failed.errors.contains("its log is \(log)"), "\(failed)")
      #expect(try log.text == "out of paper\n")
    }
    let message = try #require(try manent.lines(root).last)
    #expect(message["status"] == "failed" && message["error"]?.string != nil, "\(message)")
    #expect(["", "It begins"].contains(message["content"]?.string), "\(message)")
    #expect(try manent.uncommitted(root) == "")
    // Another one is not concerned.
    #expect(try manent("-w", "work", "chat", "--cid", "c2", "-p", "extractive", "How do I add a document?").status == 0)
    try install("say({'id': id, 'result': {'content': 'It begins anew.'}})")
    #expect(try manent.succeed("-w", "work", "retry", "c1", "-p", "bad") == "It begins anew.\n")
    let shown = try manent.json("-w", "work", "show", "c1", "--json")["messages"]?.array ?? []
    #expect(shown.map { $0["content"]?.string } == ["Hello there", "It begins anew."], "\(shown)")
  }

  @Test func `by speaking a later version of the protocol is told of before it is asked`() throws {
    try install("sys.exit(9)", greeting: "say({'id': id, 'result': {'protocol_version': 2}})")
    try manent("-w", "work", "chat", "--cid", "c1", "-p", "bad", "Hello")
      .expectFailure(1, saying: "it speaks version 2 of the protocol; this program speaks 1")
    #expect(try manent.lines(root).last?["status"] == "failed")
  }

  @Test func `by not starting is listed with the reason, and whoever names it hears the same`() throws {
    try manent.write("\(folder)/run.py", "#!/usr/bin/env python3\n")
    let listed = try manent.json("plugins", "--json").array?.first { $0["name"] == "bad" }
    #expect(listed?["rejection"] == "its program './run.py' is not there", "\(listed ?? .null)")
    try manent("-w", "work", "chat", "-p", "bad", "Hello")
      .expectFailure(2, saying: "the plugin 'bad' cannot be used: its program './run.py' is not there")
  }
}
