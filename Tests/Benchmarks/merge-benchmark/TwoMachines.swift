import ManentCore
import ManentHistory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A workspace on two machines, each with new messages in every chat that both have.
struct TwoMachines {
  /// Where the two repositories and their copies are.
  let folder: Path
  /// How many chats both have.
  let chats: Int
  /// How many new messages each machine has, evenly over the chats; each two are a turn with a commit of its own.
  let messages: Int

  /// How many messages each chat has that both machines know.
  static let known = 40
  private static let text = String(repeating: "words that somebody wrote to somebody ", count: 8)

  /// The paths of the chats' only parts.
  private var parts: [String] {
    (0..<chats).map { "chats/2026/11/\(10 + $0 / 100)/chat-\(String(0x1000_0000 + $0, radix: 16))/0001.jsonl" }
  }

  /// Makes both: `one` and `two`, where `two` has fetched from `one` but not merged.
  func make() throws {
    let (one, two) = (folder / "one", folder / "two")
    try Files.makeFolders(one)
    try git(one, "init -q -b main")
    var identifiers = IDGenerator(clock: .system)
    try write("workspace.yaml", "manent: 1\nname: bench\n", in: one)
    try write(".gitattributes", "*.jsonl merge=union -text\nindex/** binary\n", in: one)
    try write(".gitignore", ".manent/\n", in: one)
    for (number, part) in parts.enumerated() {
      let id = identifiers.next().description
      try write(
        (Path(part).parent / "chat.yaml").string,
        "id: \(id)\ntitle: chat \(number)\ncreated_at: 2026-11-20T10:00:00.000Z\n", in: one)
      try write(part, (0..<Self.known).map { _ in Self.line(&identifiers, "both") }.joined(), in: one)
    }
    try git(one, "add .")
    try git(one, "commit -q -m begin")
    try git(folder, "clone -q one two")
    for (name, machine) in [("one", one), ("two", two)] { try takeTurns(on: machine, name, &identifiers) }
    try git(two, "fetch -q origin")
    for machine in [one, two] { try git(machine, "gc -q") }
  }

  /// A fresh copy of machine `two`, whose index knows the copied files.
  func copy(_ number: Int) throws -> Path {
    let copy = folder / "copy-\(number)"
    try Files.removeTree(copy)
    try run("cp -a two \(copy)")
    try git(copy, "status --short")
    return copy
  }

  /// How many lines with different ids a machine's chats hold, and how many lines at all.
  func count(in machine: Path) throws -> (ids: Int, lines: Int) {
    var ids: Set<Substring> = []
    var lines = 0
    for part in parts {
      for line in String(decoding: try Files.read(machine / part), as: UTF8.self).split(separator: "\n") {
        lines += 1
        ids.insert(line.prefix(44))
      }
    }
    return (ids.count, lines)
  }

  private func takeTurns(on machine: Path, _ name: String, _ identifiers: inout IDGenerator) throws {
    guard let history = try History.open(containing: machine, environment: Self.identity) else { return }
    for turn in 0..<messages / 2 {
      let part = parts[turn % chats]
      let bytes =
        try Files.read(machine / part) + Array((Self.line(&identifiers, name) + Self.line(&identifiers, name)).utf8)
      try overwrite(machine / part, bytes)
      _ = try history.commit(
        [.write(path: part, content: bytes)], message: "chat: turn \(turn)\n\nDevice: \(name)\n", at: .now)
    }
  }

  private static func line(_ identifiers: inout IDGenerator, _ device: String) -> String {
    #"{"id":"\#(identifiers.next())","role":"user","content":"\#(text)","created_at":"\#(Timestamp.now)","device":"\#(device)"}"#
      + "\n"
  }

  private func write(_ path: String, _ text: String, in machine: Path) throws {
    try Files.makeFolders((machine / path).parent)
    try overwrite(machine / path, Array(text.utf8))
  }

  private func overwrite(_ file: Path, _ bytes: [UInt8]) throws {
    try Files.remove(file)
    try Files.writeNew(bytes, to: file, sync: false)
  }

  static let identity = [
    "GIT_AUTHOR_NAME": "Bench", "GIT_AUTHOR_EMAIL": "bench@example.org", "GIT_COMMITTER_NAME": "Bench",
    "GIT_COMMITTER_EMAIL": "bench@example.org",
  ]

  func git(_ machine: Path, _ command: String) throws {
    try run("git -C \(machine) -c gc.auto=0 \(command)")
  }

  /// Runs a line of shell; the folder is a temporary one, whose name needs no quotes.
  private func run(_ command: String) throws {
    for (name, value) in Self.identity.merging(["GIT_CONFIG_GLOBAL": "/dev/null"], uniquingKeysWith: { $1 }) {
      setenv(name, value, 1)
    }
    guard system("cd \(folder) && \(command) > /dev/null") == 0 else {
      throw Failure(description: "'\(command)' failed")
    }
  }

  struct Failure: Error, CustomStringConvertible { var description: String }
}
