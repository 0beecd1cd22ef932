import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `sync --watch` {
  private let folder = TemporaryFolder.current

  /// A watcher that runs beside the test.
  private final class Watcher {
    private var process: ChildProcess
    private var printed: [UInt8] = []
    private var complained: [UInt8] = []

    init(_ machine: SyncMachine, _ arguments: String...) throws {
      process = try ChildProcess(
        ProgramCall(
          TestSupport.Tool.program, ["-w", "work", "sync", "--watch"] + arguments,
          environment: machine.tool.environment, folder: machine.tool.folder))
    }

    /// What it has printed so far.
    var output: String { String(decoding: read(process.output, into: &printed), as: UTF8.self) }
    /// What it has complained about so far.
    var errors: String { String(decoding: read(process.errors, into: &complained), as: UTF8.self) }
    /// The lines of JSON that it has printed so far.
    var rounds: [JSON] { output.split(separator: "\n").compactMap { try? JSON(parsing: Array($0.utf8)) } }

    private func read(_ pipe: borrowing OwnedDescriptor, into text: inout [UInt8]) -> [UInt8] {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = Foundation.read(pipe.number, &buffer, buffer.count)
        guard count > 0 else { return text }
        text += buffer.prefix(count)
      }
    }

    /// Asks it to end, and gives how it ended.
    func stop(_ signal: Int32 = SIGTERM) -> ChildProcess.Ending? {
      kill(process.number, signal)
      return SyncWatchEnd.eventually { process.ending() != nil } ? process.ending() : nil
    }
  }

  private func eventually(_ condition: () throws -> Bool) rethrows -> Bool { try SyncWatchEnd.eventually(condition) }

  @Test(arguments: [SIGINT, SIGTERM])
  func `pushes a turn, pulls what others push, and ends cleanly when asked to`(_ signal: Int32) throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.say("begin")
    try first.sync(url)
    let second = try SyncMachine.joining("second", url)
    let watcher = try Watcher(first, "--interval", "1s", "--json")
    #expect(eventually { !watcher.rounds.isEmpty })
    try first.say("one")
    #expect(eventually { watcher.rounds.contains { $0["pushed"] == 1 } }, "\(watcher.output) \(watcher.errors)")
    #expect(try second.sync()["pulled"] == 1)
    try second.say("two")
    try second.sync()
    #expect(eventually { watcher.rounds.contains { $0["pulled"] == 1 } }, "\(watcher.output) \(watcher.errors)")
    #expect(try first.questions() == ["begin", "one", "two"])
    // Nobody else watches at the same time; a sync by hand is welcome.
    try first("sync", "--watch").expectFailure(1, saying: "another 'manent sync --watch'")
    #expect(try first.sync()["pulled"] == 0)
    #expect(watcher.stop(signal) == .exited(0))
    #expect(watcher.errors == "")
    try first.expectWell()
    // The next one may begin.
    let next = try Watcher(first, "--interval", "1h")
    try first.say("three")
    // Long before the interval is over.
    #expect(
      try eventually {
        try server.git()("log", "--format=%s", "-1").contains("begin") && first.standing()?["ahead"] == 0
      })
    #expect(next.stop() == .exited(0))
  }

  @Test func `says once that the remote is away, and once that it is back`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let first = try SyncMachine.beginning()
    try first.sync(try server.repository())
    try first.say("zero")
    let watcher = try Watcher(first, "--interval", "1s")
    #expect(eventually { watcher.output.contains("pushed 1 commit;") }, "\(watcher.output)\(watcher.errors)")
    let (here, away) = (server.folder / "work.git", server.folder / "away.git")
    try Files.rename(here, to: away)
    #expect(eventually { watcher.errors.contains("trying again") })
    try first.say("one")
    try first.say("two")
    #expect(watcher.errors.split(separator: "\n").count == 1, "\(watcher.errors)")
    try Files.rename(away, to: here)
    #expect(eventually { watcher.errors.contains("in step again") }, "\(watcher.errors)")
    #expect(eventually { watcher.output.contains("pushed 2 commits") }, "\(watcher.output)")
    #expect(watcher.stop() == .exited(0))
    #expect(watcher.errors.split(separator: "\n").count == 2, "\(watcher.errors)")
  }

  @Test func `does not begin without a remote, or with a wrong one`() throws {
    let machine = try SyncMachine.beginning()
    try machine("sync", "--watch").expectFailure(1, saying: "no remote is set")
    try machine("sync", "--watch", "\(folder)/none.git").expectFailure(1, saying: "cannot reach")
    try machine("sync", "--watch", "--interval", "soon").expectFailure(2, saying: "--interval")
  }
}

/// Waiting for something that happens beside the test.
private enum SyncWatchEnd {
  /// Waits until something holds, for a minute at most.
  static func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<1200 {
      if try condition() { return true }
      usleep(50_000)
    }
    return false
  }
}
