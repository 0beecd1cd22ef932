import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Retention that is stopped` {
  @Test(.needsTracing, arguments: ["write", "rename", "unlink", "rmdir", "fsync", "openat"])
  func `apply killed at any moment has happened or not, and can be run again`(_ call: String) throws {
    let sweep = try Self.sweep()
    var outcomes: Set<Int> = []
    for position in try sweep.positions(of: call, in: Self.command, atMost: 8) {
      let place = "\(call) \(position)"
      let outcome = try sweep.run(Self.command, .killed, at: position, of: call)
      let left = try Self.count(sweep, place)
      #expect([2, 7].contains(left), "\(place): \(outcome)")
      outcomes.insert(left)
      try Self.expectSound(sweep, place)
      try sweep.manent.succeed("-w", "work", "retention", "apply", "--keep-last", "2", "--yes")
      #expect(try Self.count(sweep, place) == 2, "\(place)")
      try Self.expectSound(sweep, place)
    }
    #expect(outcomes.contains(7) || call == "unlink" || call == "rmdir")
  }

  @Test(.needsTracing, arguments: ["write", "pwrite64", "fsync", "openat", "rename", "mkdir"])
  func `a disk that is full while chats are forgotten leaves them or forgets them`(_ call: String) throws {
    let sweep = try Self.sweep()
    for position in try sweep.positions(of: call, in: Self.command, atMost: 8) {
      let place = "\(call) \(position)"
      let outcome = try sweep.run(Self.command, .full, at: position, of: call)
      // The loader of the system has words of its own, and Swift's runtime takes a list of arguments that it cannot
      // read (from /proc) for an empty one.
      if outcome.errors.contains("shared libraries") || outcome.output.hasPrefix("Manent keeps") { continue }
      #expect([0, 1].contains(outcome.status), "\(place): \(outcome)")
      let left = try Self.count(sweep, place)
      #expect(left == 2 || left == 7 && outcome.status != 0, "\(place): \(outcome)")
      try Self.expectSound(sweep, place)
      try sweep.manent.succeed("-w", "work", "retention", "apply", "--keep-last", "2", "--yes")
      #expect(try Self.count(sweep, place) == 2, "\(place)")
    }
  }

  private static let command = ["-w", "work", "retention", "apply", "--keep-last", "2", "--yes"]

  /// Copies of a workspace with seven chats to be stopped in.
  private static func sweep() throws -> FaultSweep {
    let sweep = try FaultSweep()
    for number in 1...6 {
      try sweep.manent.succeed("-w", "original", "chat", "--cid", "k\(number)", "Question \(number)")
    }
    return sweep
  }

  private static func count(_ sweep: FaultSweep, _ place: String) throws -> Int {
    let chats = try sweep.manent.run(["-w", "work", "chats", "--json"])
    #expect(chats.status == 0, "\(place): \(chats)")
    return try chats.json().array?.count ?? -1
  }

  /// Expects that files, git and tombstones agree.
  private static func expectSound(_ sweep: FaultSweep, _ place: String) throws {
    let (manent, root) = (sweep.manent, sweep.root)
    #expect(try manent.uncommitted(root) == "", "\(place)")
    #expect(try manent.faults(root) == [], "\(place)")
    let shown = Set(try manent.json("-w", "work", "chats", "--json").array?.compactMap { $0["id"]?.string } ?? [])
    let file = root / "forgotten.jsonl"
    let lines = Files.exists(file) ? try file.text.split(separator: "\n").map { try JSON(parsing: String($0)) } : []
    let gone = Set(lines.compactMap { $0["chat"]?.string })
    #expect(gone.isDisjoint(with: shown) && gone.count + shown.count == 7, "\(place)")
    let folders = try FileTree(of: root / "chats").entries.keys.filter { $0.hasSuffix("chat.yaml") }
    #expect(folders.count == shown.count, "\(place)")
  }
}
