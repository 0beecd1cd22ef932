import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A command that is stopped` {
  private static let calls = [
    "write", "pwrite64", "fsync", "fdatasync", "rename", "mkdir", "openat", "link", "unlink", "ftruncate",
  ]

  @Test(.needsTracing, arguments: FaultyCommand.allCases, calls)
  func `by SIGKILL at any point leaves a workspace that the next command finds whole`(
    _ command: FaultyCommand, _ call: String
  ) throws {
    let sweep = try FaultSweep()
    for position in try sweep.positions(of: call, in: command.arguments, atMost: 6) {
      let place = "\(command) killed at \(call) \(position)"
      let outcome = try sweep.run(command.arguments, .killed, at: position, of: call)
      // Threads count their calls each for itself, so the last positions may not be reached.
      #expect([0, 137].contains(outcome.status), "\(place): \(outcome)")
      // Whoever has read the answer has it in the file.
      let lines = try sweep.manent.lines(sweep.root)
      if command == .chat, outcome.output.contains("[1] guide.md") {
        #expect(lines.last?["role"] == "assistant", "\(place): \(outcome)")
      }
      try sweep.expectWhole(after: outcome, place)
      try sweep.expectSuccess(of: command.arguments, place)
    }
  }

  @Test(.needsTracing, arguments: FaultyCommand.allCases, ["openat", "write", "fsync", "rename"])
  func `by Ctrl-C at any point stops in order, and the next command finds all whole`(
    _ command: FaultyCommand, _ call: String
  ) throws {
    let sweep = try FaultSweep()
    var stopped = 0
    for position in try sweep.positions(of: call, in: command.arguments, atMost: 6) {
      let place = "\(command) interrupted at \(call) \(position)"
      let outcome = try sweep.run(command.arguments, .interrupted, at: position, of: call)
      #expect([0, 130].contains(outcome.status) && outcome.complaints.count <= 1, "\(place): \(outcome)")
      if outcome.status == 130 { stopped += 1 }
      let lines = try sweep.manent.lines(sweep.root)
      if command == .chat, outcome.status == 0 { #expect(lines.last?["role"] == "assistant", "\(place): \(outcome)") }
      if command == .add {
        #expect(try sweep.documentCount() == (outcome.status == 0 ? 3 : 0), "\(place): \(outcome)")
      }
      try sweep.expectWhole(after: outcome, place)
      try sweep.expectSuccess(of: command.arguments, place)
    }
    #expect(stopped > 0 || call != "openat")
  }

  @Test(.needsTracing) func `by SIGKILL while a workspace is made leaves one that works, or none in the way`() throws {
    let manent = try Tool()
    for call in ["write", "mkdir", "rename", "pwrite64", "openat"] {
      for position in [1, 3, 6, 12, 25, 50, 90] {
        try Files.removeTree(manent.home)
        let outcome = try manent.run(
          ["chat", "How do I add a document?"],
          under: [
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
            "inject=\(call):signal=KILL:when=\(position)",
          ])
        let next = try manent("chat", "How do I add a document?")
        #expect(next.status == 0, "\(call) \(position): \(outcome) then \(next)")
        let root = manent.home / Platform.loginName
        #expect(
          try manent.json("search", "manent add PATH", "--json")["results"]?.array?.isEmpty == false,
          "\(call) \(position)")
        #expect(try manent.uncommitted(root) == "", "\(call) \(position)")
        #expect(try manent.faults(root) == [], "\(call) \(position)")
      }
    }
  }
}
