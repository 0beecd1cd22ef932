import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Two commands at once` {
  /// A command that takes at least one lock.
  enum Verb: String, CaseIterable {
    case chat, add, drop, remove, rename, fork, clear, forget, restore, restoreDocument, purge, importing, extending
    case sync, retention, doctor, rebuild, search, status
  }

  private static let limit = 90.0

  /// A workspace with a remote, another machine that shares it, and chats to be used up.
  private final class Scene {
    let machine: SyncMachine
    let other: SyncMachine
    private var count = 0
    private var fresh: ArraySlice<String>
    private var forgotten: ArraySlice<String>

    init(_ name: String = "", pairs: Int) throws {
      let server = try GitServer(.path, in: TemporaryFolder.current / "server\(name)")
      let url = try server.repository()
      machine = try SyncMachine.beginning("first\(name)")
      // No more than each pair can use of every kind.
      try machine.tool.write("pool.jsonl", Self.chats((0..<(pairs * 2 + 8)).map { "pool-\($0)" }))
      try machine.tool.succeed("-w", "work", "import", "pool.jsonl")
      let pool = try machine.tool.json("-w", "work", "chats", "--json").array?.compactMap { $0["id"]?.string } ?? []
      forgotten = pool.prefix(pairs + 4)
      fresh = pool.dropFirst(pairs + 4)
      let outcome = try machine.tool.run(["-w", "work", "forget", "--yes"] + forgotten)
      guard outcome.status == 0 else { throw Program.Failure(description: "forget: \(outcome)") }
      try machine.say("begin", in: "shared")
      for number in 0..<(pairs + 4) {
        try machine.tool.write(
          "\(machine.root)/documents/gone-\(number).md", "# Gone \(number)\n\nWords of \(number).\n")
      }
      let removal = try machine.tool.run(
        ["-w", "work", "documents", "remove"] + (0..<(pairs + 4)).map { "gone-\($0).md" })
      guard removal.status == 0 else { throw Program.Failure(description: "remove: \(removal)") }
      try machine.sync(url)
      other = try SyncMachine.joining("second\(name)", url)
    }

    static func chats(_ ids: some Sequence<String>, _ text: String = "Question") -> String {
      ids.map { #"{"id":"\#($0)","messages":[{"role":"user","content":"\#(text) \#($0)"}]}"# }.joined(separator: "\n")
        + "\n"
    }

    /// Prepares what a verb needs, and gives its words.
    func words(_ verb: Verb) throws -> [String] {
      count += 1
      switch verb {
      case .chat: return ["chat", "--cid", "chat-\(count)", "--no-documents", "Question \(count)"]
      case .add:
        try machine.tool.write("notes/\(count).txt", "Otters \(count) use tools.\n")
        return ["add", "notes/\(count).txt"]
      case .drop:
        try machine.tool.write("\(machine.root)/documents/dropped-\(count).md", "# Dropped \(count)\n\nBy hand.\n")
        return ["documents", "list"]
      case .remove:
        try machine.tool.write("\(machine.root)/documents/brief-\(count).md", "# Brief \(count)\n\nSoon gone.\n")
        return ["documents", "remove", "brief-\(count).md"]
      case .rename: return ["rename", "shared", "Title \(count)"]
      case .fork: return ["fork", "shared"]
      case .clear: return ["clear", try fresh.popFirst().orThrow()]
      case .forget: return ["forget", "--yes", try fresh.popFirst().orThrow()]
      case .restore: return ["restore", try forgotten.popFirst().orThrow()]
      case .restoreDocument:
        defer { documents += 1 }
        return ["restore", "documents/gone-\(documents).md"]
      case .purge: return ["purge", try fresh.popFirst().orThrow(), "--yes", "--force"]
      case .importing:
        try machine.tool.write("in-\(count).jsonl", Self.chats((0..<4).map { "in-\(count)-\($0)" }))
        return ["import", "in-\(count).jsonl"]
      case .extending:
        let messages = (0...count).map { #"{"role":"user","content":"More \#($0)"}"# }.joined(separator: ",")
        try machine.tool.write("more-\(count).jsonl", #"{"id":"grown","messages":[\#(messages)]}"# + "\n")
        return ["import", "more-\(count).jsonl"]
      case .sync:
        try other.say("news \(count)", in: "news-\(count)")
        try other.tool.write("\(other.root)/documents/news-\(count).md", "# News \(count)\n")
        try other.sync()
        return ["sync"]
      case .retention: return ["retention", "apply", "--keep-last", "100000", "--yes"]
      case .doctor: return ["doctor", "--repair"]
      case .rebuild: return ["index", "rebuild"]
      case .search: return ["search", "otters"]
      case .status: return ["status"]
      }
    }

    private var documents = 0
  }

  /// Runs both at once; throws when one of them is not done in time.
  private func run(_ first: [String], _ second: [String], _ machine: SyncMachine) throws -> Program.Outcome {
    let script = """
      "$MANENT" -w work $FIRST </dev/null & p=$!
      "$MANENT" -w work $SECOND </dev/null; s=$?
      wait $p; f=$?
      exit $((f > s ? f : s))
      """
    var environment = machine.tool.environment
    environment["MANENT"] = Tool.program.string
    environment["FIRST"] = first.joined(separator: " ")
    environment["SECOND"] = second.joined(separator: " ")
    return try Program(in: machine.tool.folder, environment: environment).run(
      ["bash", "-c", script], seconds: Self.limit)
  }

  @Test func `never wait for each other, whatever the two are`() throws {
    let verbs = Verb.allCases
    var pairs: [(Verb, Verb)] = []
    for (index, first) in verbs.enumerated() {
      for (place, second) in verbs.enumerated() where Machine.isThorough || place >= index {
        pairs.append((index + place).isMultiple(of: 2) || Machine.isThorough ? (first, second) : (second, first))
      }
    }
    for round in 0..<(Machine.isThorough ? 20 : 1) {
      // A new workspace now and then keeps each small.
      for (part, start) in stride(from: 0, to: pairs.count, by: 30).enumerated() {
        let some = pairs[start..<min(start + 30, pairs.count)]
        let scene = try Scene("-\(round)-\(part)", pairs: some.count)
        for (first, second) in some {
          let words = (try scene.words(first), try scene.words(second))
          let outcome = try run(words.0, words.1, scene.machine)
          let place = "\(round): \(words.0) & \(words.1)"
          #expect(!outcome.errors.contains("is asked for while"), "\(place): \(outcome)")
          // A plan is refused when the chats have changed since it was made.
          let isStale = outcome.status == 4 && outcome.errors.contains("have changed since the plan was made")
          #expect(outcome.status == 0 || isStale, "\(place): \(outcome)")
        }
        try scene.machine.sync()
        try scene.machine.expectWell()
        let doctor = try scene.machine("doctor", "--json")
        #expect(try doctor.json()["ok"] == true, "\(doctor)")
      }
    }
  }

  @Test func `an import and a sync with news both come to their end`() throws {
    let scene = try Scene(pairs: 2)
    for round in 0..<(Machine.isThorough ? 20 : 2) {
      let chats = Scene.chats((0..<1500).map { "big-\(round)-\($0)" }, String(repeating: "words ", count: 200))
      try scene.machine.tool.write("big.jsonl", chats)
      let sync = try scene.words(.sync)
      let outcome = try run(["import", "big.jsonl"], sync, scene.machine)
      #expect(outcome.status == 0, "\(outcome)")
    }
    try scene.machine.sync()
    try scene.machine.expectWell()
    let found = try scene.machine.tool.json("-w", "work", "chats", "--json").array ?? []
    #expect(
      found.count { $0["title"]?.string?.hasPrefix("words words") == true } == (Machine.isThorough ? 20 : 2) * 1500)
  }

  @Test func `one that has to wait for long says so, once`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    let lock = manent.stateFolder(root) / "locks/chats"
    let script = """
      flock "$LOCK" sleep 4 & sleep 0.5
      "$MANENT" -w work chat --no-documents "Hello"
      """
    var environment = manent.environment
    environment["LOCK"] = lock.string
    environment["MANENT"] = Tool.program.string
    let outcome = try Program(in: manent.folder, environment: environment).run(
      ["bash", "-c", script], seconds: Self.limit)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      outcome.complaints.count { $0.contains("waiting for") && $0.contains("at work on the chats") } == 1, "\(outcome)")
  }
}

extension Optional {
  /// The value; a series that has come to its end is an error.
  fileprivate func orThrow() throws -> Wrapped {
    guard let self else { throw Program.Failure(description: "nothing is left to be used") }
    return self
  }
}
