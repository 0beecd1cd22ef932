import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Runs a command many times on copies of one workspace, each time with another of its system calls failing or killed
/// there.
struct FaultSweep {
  let manent: Tool
  /// What is copied for each run.
  let original: Path
  /// The copy.
  let root: Path
  private let linesBefore: [JSON]

  /// What happens at a system call, in strace's words.
  enum Fault: String {
    case full = "error=ENOSPC"
    case broken = "error=EIO"
    case killed = "signal=KILL"
    case interrupted = "signal=INT"
    case starved = "error=EMFILE"
    case denied = "error=EACCES"
  }

  /// A workspace with a chat, and three files to add.
  init() throws {
    manent = try Tool()
    original = try manent.makeWorkspace("original")
    root = manent.home / "work"
    try manent.succeed("-w", "original", "chat", "--cid", "c1", "How do I begin?")
    for (name, text) in [("a", "Otters use tools."), ("b", "Beavers build dams."), ("deep/c", "Voles dig tunnels.")] {
      try manent.write("notes/\(name).txt", text + "\n")
    }
    linesBefore = try manent.lines(original)
  }

  /// Puts a fresh copy into place.
  func renew() throws {
    try Files.removeTree(root)
    try manent.shell("cp", "-a", original.string, root.string)
  }

  /// The calls, counted from 1, at which the fault is to happen: all of them, or some that are spread evenly.
  func positions(of call: String, in command: [String], atMost limit: Int) throws -> [Int] {
    try renew()
    let log = manent.base / "calls"
    let outcome = try manent.run(
      command, under: ["strace", "-f", "-qq", "-o", log.string, "-e", "trace=\(call)", "-e", "signal=none"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    let count = try log.text.split(separator: "\n").count { $0.contains(" \(call)(") }
    guard !Machine.isThorough, count > limit else { return Array(0..<count).map { $0 + 1 } }
    return (0..<limit).map { 1 + $0 * (count - 1) / (limit - 1) }
  }

  /// Runs the command on a fresh copy with a fault at a call.
  func run(_ command: [String], _ fault: Fault, at position: Int, of call: String) throws -> Program.Outcome {
    try renew()
    return try manent.run(
      command,
      under: [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "signal=none", "-e",
        "inject=\(call):\(fault.rawValue):when=\(position)",
      ])
  }

  /// Runs a command on what is there, with a fault at every call of a kind that names a path.
  func run(_ command: [String], _ fault: Fault, of calls: String, on path: Path) throws -> Program.Outcome {
    try manent.run(
      command,
      under: [
        "strace", "-f", "-qq", "-o", "/dev/null", "-P", path.string, "-e", "trace=\(calls)", "-e", "signal=none", "-e",
        "inject=\(calls):\(fault.rawValue)",
      ])
  }

  /// Expects that the next command finds a whole workspace and that nothing acknowledged is lost.
  ///
  /// - Parameters:
  ///   - place: names the fault in messages.
  ///   - drafts: how the paths begin that may be left over.
  func expectWhole(after outcome: Program.Outcome, _ place: String, leaving drafts: [String] = []) throws {
    let next = try manent("-w", "work", "status")
    #expect(next.status == 0, "\(place): \(outcome)then \(next)")
    #expect(try manent.uncommitted(root) == "", "\(place): \(outcome)then \(next)")
    #expect(try manent.faults(root) == [], "\(place): \(outcome)")
    let lines = try manent.lines(root)
    #expect(lines.prefix(linesBefore.count) == linesBefore[...], "\(place)")
    let added = try documentCount()
    // A file that cannot be read is named, and the others are added.
    let isWhole = added == 0 || added == 3 || outcome.errors.contains("cannot add")
    #expect(isWhole, "\(place): \(added) of 3 documents")
    let left = try FileTree(of: root, passingOver: [".git/manent/cache", ".git/manent/state"]).entries.keys.filter {
      name in
      let last = Path(name).name
      // Git's own way: an object that was cut off stays under a name that 'git gc' takes away.
      let isObject = name.hasPrefix(".git/objects/") && outcome.status > 128
      if drafts.contains(where: { name.hasPrefix($0) }) { return false }
      return last.hasSuffix(".tmp") || last.hasSuffix(".lock") || last.hasPrefix("tmp_") && !isObject
    }
    #expect(left.isEmpty, "\(place): \(left) \(outcome)")
    let staging = root / ".git/manent/state/staging"
    #expect(try !Files.exists(staging) || Files.list(staging).isEmpty, "\(place): staging")
  }

  /// How many of the three notes are documents.
  func documentCount() throws -> Int {
    guard Files.exists(root / "documents/notes") else { return 0 }
    return try FileTree(of: root / "documents/notes").entries.keys.count { $0.hasSuffix(".txt") }
  }

  /// Expects that the command, run again, does what it should have done.
  func expectSuccess(of command: [String], _ place: String) throws {
    let again = try manent.run(command)
    #expect(again.status == 0 && again.errors.isEmpty, "\(place): again \(again)")
    #expect(try manent.uncommitted(root) == "", "\(place): again")
    if command.contains("add") { #expect(try documentCount() == 3, "\(place)") }
    let found = try manent.json("-w", "work", "documents", "list", "--json").array?.count
    #expect(try found == 1 + documentCount(), "\(place)")
  }
}

/// The command lines that faults are put into.
enum FaultyCommand: String, CaseIterable, CustomTestStringConvertible {
  case add, chat

  var arguments: [String] {
    switch self {
    case .add: ["-w", "work", "add", "notes"]
    case .chat: ["-w", "work", "chat", "How do I add a document?"]
    }
  }

  var testDescription: String { rawValue }
}
