import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A full disk` {
  private static let calls = [
    "write", "pwrite64", "fsync", "fdatasync", "rename", "mkdir", "openat", "link", "ftruncate",
  ]

  @Test(.needsTracing, arguments: FaultyCommand.allCases, calls)
  func `at any system call is told in one line, and the next command works`(_ command: FaultyCommand, _ call: String)
    throws
  {
    try Self.sweep(command, .full, call)
  }

  @Test(.needsTracing, arguments: FaultyCommand.allCases, ["write", "pwrite64", "fsync", "fdatasync", "ftruncate"])
  func `and one that is broken is told in one line, and the next command works`(
    _ command: FaultyCommand, _ call: String
  )
    throws
  {
    try Self.sweep(command, .broken, call)
  }

  private static func sweep(_ command: FaultyCommand, _ fault: FaultSweep.Fault, _ call: String) throws {
    let sweep = try FaultSweep()
    for position in try sweep.positions(of: call, in: command.arguments, atMost: 6) {
      let place = "\(command) \(fault) \(call) \(position)"
      let outcome = try sweep.run(command.arguments, fault, at: position, of: call)
      // The loader of the system, which works before the program does, has words of its own.
      if outcome.errors.contains("shared libraries") { continue }
      try judge(outcome, of: command, in: sweep, place)
    }
  }

  private static func judge(
    _ outcome: Program.Outcome, of command: FaultyCommand, in sweep: FaultSweep, _ place: String
  ) throws {
    #expect([0, 1].contains(outcome.status) && outcome.complaints.count <= 2, "\(place): \(outcome)")
    if outcome.status == 1 { #expect(outcome.complaints.count == 1, "\(place): \(outcome)") }
    #expect(outcome.errors.isEmpty || outcome.errors.hasPrefix("manent: "), "\(place): \(outcome)")
    // What is told as saved is on the disk at once, before anything mends it.
    let lines = try sweep.manent.lines(sweep.root)
    if command == .chat, outcome.status == 0 || outcome.errors.contains("saved") {
      #expect(lines.count { $0["content"] == "How do I add a document?" } == 1, "\(place): \(outcome)")
    }
    if command == .chat, outcome.status == 0 { #expect(lines.last?["role"] == "assistant", "\(place): \(outcome)") }
    if command == .add, outcome.status == 0 { #expect(try sweep.documentCount() == 3, "\(place): \(outcome)") }
    try sweep.expectWhole(after: outcome, place)
    try sweep.expectSuccess(of: command.arguments, place)
  }

  @Test(.needsMount, arguments: FaultyCommand.allCases)
  func `with ever more space is told in one line until there is enough`(_ command: FaultyCommand) throws {
    let sweep = try FaultSweep()
    let mount = try Mount.memory(at: sweep.root, bytes: 8 << 20)
    defer { mount.remove() }
    var free = 0
    while true {
      try sweep.manent.shell("bash", "-c", "rm -rf * .[a-z]* && cp -a '\(sweep.original)/.' .", in: sweep.root)
      let filler = try mount.freeBytes() - free
      let fill = sweep.manent.base / "workspaces/work/.git/fill"
      try sweep.manent.shell("fallocate", "-l", "\(filler)", fill.string)
      let outcome = try sweep.manent.run(command.arguments)
      try Files.remove(fill)
      try Self.judge(outcome, of: command, in: sweep, "\(command) with \(free) bytes free")
      if outcome.status == 0, outcome.errors.isEmpty { break }
      free += Machine.isThorough ? 4096 : 16384
      guard free < 4 << 20 else {
        Issue.record("4 MB are not enough: \(outcome)")
        break
      }
    }
    #expect(free > 0)
  }

  @Test(.needsMount) func `while a workspace is made leaves nothing of it`() throws {
    let manent = try Tool()
    let mount = try Mount.memory(at: manent.home, bytes: 4 << 20)
    defer { mount.remove() }
    var free = 0
    while true {
      let fill = manent.home / "fill"
      try manent.shell("fallocate", "-l", "\(try mount.freeBytes() - free)", fill.string)
      let outcome = try manent("init", "work")
      if outcome.status == 0 {
        try Files.remove(fill)
        try manent.succeed("-w", "work", "status")
        #expect(try manent.uncommitted(manent.home / "work") == "")
        #expect(try manent.faults(manent.home / "work") == [])
        break
      }
      outcome.expectFailure(1, saying: "manent: ")
      #expect(try Files.list(manent.home) == ["fill"], "\(free) bytes free: \(outcome)")
      try Files.remove(fill)
      free += Machine.isThorough ? 4096 : 12288
      guard free < 2 << 20 else {
        Issue.record("2 MB are not enough: \(outcome)")
        break
      }
    }
  }

  @Test(.needsMount) func `that is full to the last byte still lets everything be read`() throws {
    let sweep = try FaultSweep()
    let mount = try Mount.memory(at: sweep.root, bytes: 8 << 20)
    defer { mount.remove() }
    try sweep.manent.shell("bash", "-c", "cp -a '\(sweep.original)/.' .", in: sweep.root)
    try sweep.manent.succeed("-w", "work", "search", "document")
    try sweep.manent.shell("bash", "-c", "head -c 9000000 /dev/zero > .git/fill || true", in: sweep.root)
    for command in [
      ["show", "c1"], ["chats"], ["search", "document"], ["export", "--all"], ["documents"],
      ["documents", "show", "guide.md"],
    ] {
      let outcome = try sweep.manent.run(["-w", "work"] + command)
      #expect(outcome.status == 0 && !outcome.output.isEmpty && outcome.errors.isEmpty, "\(command): \(outcome)")
    }
  }
}
