import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `An observer that misbehaves` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.nameObservers(["bad", "good"], in: root)
    try limit(to: "1min")
    _ = try ObserverPlugin.counting("good", for: manent)
  }

  /// Says how long the observers may take.
  private func limit(to time: String) throws {
    try manent.write(
      "\(manent.base)/config/manent/config.yaml",
      "plugins: {bad: {limits: {observe: \(time)}}, good: {limits: {observe: 1min}}}\n")
  }

  private static let faults = [
    (
      "crash", "sys.stderr.write('out of paper\\n'); sys.exit(3)",
      "it ended with status 3 before it had answered 'observe'"
    ),
    ("signal", "os.kill(os.getpid(), signal.SIGKILL)", "it was ended by signal 9"),
    ("hang", "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", "it took too long"),
    ("garbage", "print('hello', flush=True)", "a line of its output is not JSON"),
    ("shape", "print('[1]', flush=True)", "is no JSON-RPC 2.0 message"),
    ("flood", "print('x' * 5000000, flush=True)", "it said more than"),
    ("chatter", "while True: say(method='log', params={'words': 'x' * 10000})", "it said more than"),
    ("half", "sys.stdout.write('{\"jsonrpc\":'); sys.stdout.flush(); sys.exit(0)", "it ended with status 0 before"),
    ("ids", "say(id=4711, result={'state': {}})", "it answered a request that was never made"),
    ("refusal", "say(id=id, error={'code': -32000, 'message': 'no words are set'})", "no words are set"),
    ("stateless", "say(id=id, result={})", "its answer to 'observe' has no object 'state'"),
    ("list", "patch([1])", "its answer to 'observe' has no object 'state'"),
    ("large", "patch({'all': 'x' * 100000})", "the state would be longer than 65.5 KB"),
    (
      "deep",
      "print('{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":{\"state\":%s}}' % (id, '{\"a\":' * 100000), flush=True)",
      "is not JSON"
    ),
  ]

  @Test(arguments: faults)
  func `harms neither the turn nor the other observers, and is told of in one line`(
    _ name: String, _ fault: String, _ reason: String
  ) throws {
    _ = try ObserverPlugin("bad", for: manent, fault)
    if name == "hang" { try limit(to: "1s") }
    for count in 1...2 {
      let outcome = try manent("-w", "work", "chat", "--cid", "c1", "--no-documents", "Go on")
      #expect(outcome.status == 0 && outcome.output.contains("No document"), "\(outcome)")
      #expect(outcome.complaints.count == 1, "\(outcome)")
      #expect(
        outcome.errors.contains("the observer 'bad' did not follow this turn: plugin 'bad': ")
          && outcome.errors.contains(reason), "\(outcome)")
      if name == "crash" { #expect(outcome.errors.contains("its log is ") && outcome.errors.contains("bad.log")) }
      let line = try #require(try manent.lines(root).last)
      #expect(line["role"] == "assistant" && line["status"] == nil && line["state"] == ["good": JSON(count)])
    }
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `by its version is told of`() throws {
    let plugin = try ObserverPlugin("bad", for: manent, "patch({})")
    let script = try (plugin.folder / "run.py").text
    try manent.write(
      "\(plugin.folder)/run.py", script.replacing("\"version\": \"1.0.0\"", with: "\"protocol_version\": 2"))
    try manent.shell("chmod", "+x", "\(plugin.folder)/run.py")
    let outcome = try manent("-w", "work", "chat", "--no-documents", "Go on")
    #expect(outcome.status == 0 && outcome.errors.contains("it speaks version 2 of the protocol"), "\(outcome)")
  }

  @Test func `time after time is left alone for the rest of a prompt`() throws {
    let plugin = try ObserverPlugin("bad", for: manent, "sys.exit(1)")
    _ = try EchoPlugin(for: manent)
    let prompt = try PromptTranscript(manent, columns: 200, rows: 50)
    for count in 1...5 { try prompt.enter("say \(count)", awaiting: "say \(count)", times: 2) }
    let shown = try prompt.window.screen(history: true)
    #expect(shown.components(separatedBy: "did not follow this turn").count == 4, "\(shown)")
    #expect(shown.contains("it has failed 3 times in a row and is left"), "\(shown)")
    #expect(try plugin.asked.count == 3)
    #expect(try manent.lines(root).compactMap { $0["state"] }.last == ["good": 5])
  }

  @Test func `is not waited for by whoever has read the answer`() throws {
    _ = try EchoPlugin(for: manent)
    let plugin = try ObserverPlugin(
      "bad", for: manent, "while not os.path.exists(FOLDER + '/go'): time.sleep(0.01)\npatch({'seen': True})")
    let prompt = try PromptTranscript(manent)
    // The whole answer is on the screen while the observer is still at it.
    try prompt.window.enter("hello there")
    try prompt.window.wait(for: "hello there", times: 2)
    try prompt.window.wait("the observer") { _ in (try? plugin.asked.count) == 1 }
    #expect(try manent.lines(root).map { $0["role"] } == ["user"])
    try manent.write("\(plugin.folder)/go", "")
    try prompt.window.wait(for: "1 message ·")
    #expect(try manent.lines(root).last?["state"] == ["seen": true, "good": 1])
    // Ctrl-C does not wait: the answer is whole, and kept without a state.
    try Files.remove(plugin.folder / "go")
    try prompt.window.enter("and now")
    try prompt.window.wait("the observer") { _ in (try? plugin.asked.count) == 2 }
    try prompt.window.press("C-c")
    try prompt.window.wait(for: "manent: stopped")
    try prompt.window.waitForPrompt()
    let line = try #require(try manent.lines(root).last)
    #expect(line["content"] == "and now" && line["status"] == nil && line["state"] == nil, "\(line)")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `is not at work in a prompt that keeps nothing, whose state lives as long as it does`() throws {
    _ = try EchoPlugin(for: manent)
    _ = try ObserverPlugin("bad", for: manent, "patch({})")
    let commits = try manent.commits(root)
    let prompt = try PromptTranscript(manent, ["--new", "--no-log"])
    for _ in 1...3 { try prompt.enter("hello") }
    try prompt.window.enter("/status")
    try prompt.window.wait(for: "of this chat  state")
    #expect(try prompt.window.screen().contains("good          3"))
    try prompt.enter("/new", awaiting: "The next message begins a new chat.")
    try prompt.enter("hello anew", awaiting: "hello anew", times: 2)
    try prompt.window.enter("/status")
    try prompt.window.wait(for: "good          1")
    #expect(try manent.commits(root) == commits && manent.uncommitted(root) == "" && !Files.exists(root / "chats"))
  }
}
