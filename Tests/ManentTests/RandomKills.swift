import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// A series of commands on two machines that share a bare repository, most of them killed somewhere on their way.
struct RandomKills {
  private var random: SeededGenerator
  private let seed: UInt64
  private let machines: [Machine]
  private let remote: Path
  /// How often a command was really killed before its end.
  private(set) var kills = 0
  private var steps = 0
  /// How long each kind of command takes, in microseconds, as far as known.
  private var durations: [String: Double] = [:]
  /// The ids of the messages that somebody has read, by chat, on each machine.
  private var acknowledged: [[String: Set<String>]]

  /// One workspace with its own home.
  struct Machine {
    var tool: Tool
    var root: Path
  }

  init(seed: UInt64) throws {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    let base = TemporaryFolder.current
    remote = base / "remote.git"
    let first = try Tool(in: base / "one")
    let second = try Tool(in: base / "two")
    machines = [
      Machine(tool: first, root: try first.makeWorkspace()), Machine(tool: second, root: second.home / "work"),
    ]
    acknowledged = [[:], [:]]
    try first.shell("git", "init", "-q", "--bare", remote.string)
    try first.succeed("-w", "work", "chat", "--cid", "c0", "How do I begin?")
    try first.succeed("-w", "work", "sync", remote.string)
    try second.succeed("init", "work", "--remote", remote.string)
    for index in machines.indices { try observe(index) }
  }

  /// Runs one command, kills it somewhere, and looks at what is left.
  mutating func step() throws {
    steps += 1
    let index = Int.random(in: 0...1, using: &random)
    let (kind, arguments) = try command(on: index)
    let machine = machines[index]
    let limit = durations[kind].map { Double.random(in: 0...1.1, using: &random) * $0 }
    let outcome = try KilledProgram(in: machine.tool.folder, environment: machine.tool.environment)
      .run([Tool.program.string, "-w", "work"] + arguments, microseconds: limit)
    let place = "seed \(seed), step \(steps): \(arguments) killed after \(limit.map { "\($0) µs" } ?? "never")"
    if outcome.isKilled {
      kills += 1
    } else {
      #expect(outcome.status == 0, "\(place): \(outcome)")
      durations[kind] = max(outcome.microseconds, (durations[kind] ?? 0) * 0.8)
    }
    if kind == "chat", let answer = try? JSON(parsing: Array(outcome.output.utf8)),
      let chat = answer["chat"]?.string, let message = answer["message"]?["id"]?.string
    {
      acknowledged[index][chat, default: []].insert(message)
    }
    try judge(index, place, returning: kind == "restore" ? arguments[1] : nil)
    try observe(index)
  }

  /// Joins both machines and brings back what was forgotten: all that was ever acknowledged is on both.
  mutating func finish() throws {
    for index in [0, 1, 0] { try machines[index].tool.succeed("-w", "work", "sync") }
    for chat in try forgotten(0) { try machines[0].tool.succeed("-w", "work", "restore", chat) }
    for index in [0, 1] { try machines[index].tool.succeed("-w", "work", "sync") }
    var all: [String: Set<String>] = [:]
    for known in acknowledged { all.merge(known) { $0.union($1) } }
    for (index, machine) in machines.enumerated() {
      let there = try messages(machine.root)
      for (chat, ids) in all {
        let lost = ids.subtracting(there[chat] ?? [])
        #expect(lost.isEmpty, "seed \(seed): machine \(index), \(chat)")
      }
      #expect(try machine.tool.faults(machine.root) == [])
    }
    let trees = try machines.map { try $0.tool.git($0.root, "rev-parse", "HEAD^{tree}") }
    #expect(trees[0] == trees[1], "seed \(seed)")
    #expect(try machines[0].tool.faults(remote) == [])
  }

  private mutating func command(on index: Int) throws -> (kind: String, arguments: [String]) {
    let chat = "c\(Int.random(in: 0...5, using: &random))"
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<10:
      if try forgotten(index).contains(chat) { return ("restore", ["restore", chat]) }
      return ("chat", ["chat", "--cid", chat, "--json", "Turn \(steps): how do I add a document?"])
    case 10..<13:
      let name = "note-\(Int.random(in: 0...8, using: &random)).txt"
      try machines[index].tool.write(name, "Note \(steps) of machine \(index). Otters use tools.\n")
      return ("add", ["add", name])
    case 13..<15:
      if try forgotten(index).contains(chat) { return ("restore", ["restore", chat]) }
      guard try messages(machines[index].root)[chat] != nil else { fallthrough }
      return ("forget", ["forget", chat, "--yes"])
    case 15: return ("pack", ["doctor", "--repair"])
    default: return ("sync", ["sync"])
    }
  }

  /// Expects that nothing acknowledged is gone and that the next command finds all in order.
  ///
  /// - Parameter chat: a forgotten chat that was on its way back: it is there when the next command has finished that.
  private func judge(_ index: Int, _ place: String, returning chat: String?) throws {
    let machine = machines[index]
    try expectAcknowledged(index, place, but: chat)
    #expect(try machine.tool.faults(machine.root) == [], "\(place)")
    let next = try machine.tool("-w", "work", "chats", "--json")
    #expect(next.status == 0, "\(place): then \(next)")
    let uncommitted = try machine.tool.uncommitted(machine.root)
    #expect(uncommitted == "", "\(place): then \(next.errors)")
    try expectAcknowledged(index, "\(place), after the next command")
    if place.contains("sync") { #expect(try machine.tool.faults(remote) == [], "\(place): the remote") }
  }

  private func expectAcknowledged(_ index: Int, _ place: String, but returning: String? = nil) throws {
    let there = try messages(machines[index].root)
    let gone = try forgotten(index)
    for (chat, ids) in acknowledged[index] where !gone.contains(chat) && chat != returning {
      let lost = ids.subtracting(there[chat] ?? [])
      #expect(lost.isEmpty, "\(place): \(chat)")
    }
  }

  /// Takes note of everything that a reader of the files could have seen.
  private mutating func observe(_ index: Int) throws {
    for (chat, ids) in try messages(machines[index].root) { acknowledged[index][chat, default: []].formUnion(ids) }
  }

  /// The ids of the messages in the files, by the id of their chat; the unfinished line of a killed command counts not.
  private func messages(_ root: Path) throws -> [String: Set<String>] {
    guard Files.exists(root / "chats") else { return [:] }
    var found: [String: Set<String>] = [:]
    for name in try FileTree(of: root / "chats").entries.keys where name.hasSuffix(".jsonl") {
      let part = root / "chats" / name
      guard let chat = try id(in: part.parent / "chat.yaml") else { continue }
      for line in try Files.read(part).split(separator: UInt8(ascii: "\n")) {
        guard let id = try? JSON(parsing: line)["id"]?.string else { continue }
        found[chat, default: []].insert(id)
      }
    }
    return found
  }

  private func id(in settings: Path) throws -> String? {
    guard Files.exists(settings) else { return nil }
    return try settings.text.split(separator: "\n").first { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) }
  }

  /// The chats whose last tombstone says that they are forgotten.
  private func forgotten(_ index: Int) throws -> Set<String> {
    let file = machines[index].root / "forgotten.jsonl"
    guard Files.exists(file) else { return [] }
    var states: [String: (id: String, action: String)] = [:]
    for line in try Files.read(file).split(separator: UInt8(ascii: "\n")) {
      guard let entry = try? JSON(parsing: line), let id = entry["id"]?.string, let chat = entry["chat"]?.string,
        let action = entry["action"]?.string
      else { continue }
      if id > states[chat]?.id ?? "" { states[chat] = (id, action) }
    }
    return Set(states.filter { $0.value.action == "forget" }.keys)
  }
}
