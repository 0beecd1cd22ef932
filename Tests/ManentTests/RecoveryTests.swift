import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Every way to open a workspace goes on with what a killed command has left in it.
@Suite(.temporaryFolder, .slow) struct `Work that was killed half way` {
  /// The work.
  enum Work: String, CaseIterable {
    case merge, purge

    var arguments: [String] {
      switch self {
      case .merge: ["-w", "work", "sync"]
      case .purge: ["-w", "work", "purge", "gone", "--yes"]
      }
    }

    /// Its note.
    func note(in state: Path) -> Path {
      switch self {
      case .merge: state / "merging/journal.json"
      case .purge: state / "purge.json"
      }
    }
  }

  /// What opens the workspace next.
  enum Opener: String, CaseIterable {
    case list, look, log, question, prompt, request, turn, tool
  }

  private static let canary = "the canary of Trondheim"

  private let sweep: FaultSweep
  private let remote: Path
  private let token: String
  private var manent: Tool { sweep.manent }
  private var root: Path { sweep.root }

  /// A workspace with a chat that is to be purged, and a remote that has one more.
  init() throws {
    sweep = try FaultSweep()
    let (manent, original) = (sweep.manent, sweep.original)
    remote = manent.base / "remote.git"
    try manent.shell("git", "init", "-q", "--bare", "-b", "main", remote.string)
    try manent.git(original, "branch", "-M", "main")
    try manent.succeed("-w", "original", "chat", "--cid", "gone", Self.canary)
    try manent.succeed("-w", "original", "sync", remote.string)
    try manent.succeed("init", "other", "--remote", remote.string)
    try manent.succeed("-w", "other", "chat", "--cid", "far", "How do I add a document?")
    try manent.succeed("-w", "other", "sync")
    token = try manent.succeed("token", "create", "work").filter { !$0.isWhitespace }
  }

  /// Kills the work as soon as its note is on the disk, and sets the workspace aside as it is then.
  private func kill(_ work: Work) throws -> Path {
    let note = work.note(in: manent.stateFolder(root))
    for position in 1...40 {
      let outcome = try sweep.run(work.arguments, .killed, at: position, of: "fsync")
      guard Files.exists(note) else { continue }
      #expect(outcome.status > 128, "\(work): \(outcome)")
      let killed = manent.base / "killed-\(work)"
      try manent.shell("cp", "-a", root.string, killed.string)
      return killed
    }
    throw Program.Failure(description: "\(work) was never killed with its note on the disk")
  }

  private func open(by opener: Opener, _ server: Server) throws -> String {
    switch opener {
    case .list: return try manent.succeed("-w", "work", "chats")
    case .look: return try manent.succeed("-w", "work", "status")
    case .log: return try manent.succeed("-w", "work", "log")
    case .question: return try manent.succeed("-w", "work", "chat", "--cid", "new", "How do I begin?")
    case .prompt:
      let prompt = try PromptTranscript(manent, provider: nil)
      try prompt.enter("How do I begin?", awaiting: "1 message ·")
      return try prompt.window.screen()
    case .request: return try ask(server, "GET", "/sessions")
    case .turn: return try ask(server, "POST", "/ask", #"{"question":"How do I begin?","session_id":"new"}"#)
    case .tool:
      let call = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_chats","arguments":{}}}"#
      return try manent.succeed("-w", "work", "mcp", input: call + "\n")
    }
  }

  private func ask(_ server: Server, _ method: String, _ path: String, _ body: String = "") throws -> String {
    let client = try RawSocket(server.port)
    client.send(
      "\(method) \(path) HTTP/1.1\r\nHost: localhost:\(server.port)\r\nAuthorization: Bearer \(token)\r\n"
        + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return client.read()
  }

  @Test(.needsTracing, arguments: Work.allCases)
  func `is gone on with, whatever opens the workspace next`(_ work: Work) throws {
    let killed = try kill(work)
    for opener in Opener.allCases {
      try Files.removeTree(root)
      try manent.shell("cp", "-a", killed.string, root.string)
      let server = try Server(environment: manent.environment, log: manent.base / "server.log") { port in
        [Tool.program.string, "serve", "--listen", "127.0.0.1:\(port)"]
      }
      let note = work.note(in: manent.stateFolder(root))
      let place = "\(work), then \(opener)"
      #expect(Files.exists(note) && !Self.isDone(work, self), "\(place): too early")
      let said = try open(by: opener, server)
      #expect(!Files.exists(note), "\(place): \(said)")
      #expect(Self.isDone(work, self), "\(place): \(said)")
      #expect(try manent.faults(root) == [], "\(place): \(said)")
      #expect(try manent.uncommitted(root) == "", "\(place): \(said)")
    }
  }

  /// Whether the remote's commit is among ours, or nothing holds the canary.
  private static func isDone(_ work: Work, _ test: Self) -> Bool {
    let (manent, root) = (test.manent, test.root)
    switch work {
    case .merge:
      guard let tip = try? manent.git(test.remote, "rev-parse", "main").trimmingCharacters(in: .newlines) else {
        return false
      }
      return (try? manent.git(root, "merge-base", "--is-ancestor", tip, "HEAD")) != nil
    case .purge:
      guard let traces = try? Traces.places(of: [canary], in: root) else { return false }
      return traces.isEmpty
    }
  }
}
