import ManentCore
import TestSupport
import Testing

/// Putting objects together, which the tool does in a process of its own: killed, or with no room, at any system call.
@Suite(.temporaryFolder, .slow) struct `Packing that is stopped` {
  private static let calls = ["write", "fsync", "rename", "openat", "unlink", "mkdir", "rmdir"]
  /// What git leaves of a pack that was cut off, until its own 'git gc', and a note of ours until the next commit.
  private static let drafts = [".git/objects/pack/tmp_", ".git/manent/.noted-"]
  private static let word = "--pack-objects-of"

  /// A workspace all of whose objects are loose, so that there is something to do.
  private func sweep() throws -> FaultSweep {
    let sweep = try FaultSweep()
    try sweep.manent.shell(
      "bash", "-c",
      """
      mkdir ../packs && mv .git/objects/pack/* ../packs && \
      for pack in ../packs/*.pack; do git unpack-objects -q < $pack || exit 1; done && rm -r ../packs
      """, in: sweep.original)
    return sweep
  }

  /// How many loose objects there are. A few that are packed as well may stay until there are more.
  private func looseCount(_ sweep: FaultSweep) throws -> Int {
    let words = try sweep.manent.shell("git", "count-objects", in: sweep.root).split(separator: " ")
    return words.first.flatMap { Int($0) } ?? .max
  }

  @Test(.needsTracing, arguments: calls)
  func `by SIGKILL leaves a repository that is whole, and is done by the next one`(call: String) throws {
    let sweep = try sweep()
    let command = [Self.word, sweep.root.string]
    for position in try sweep.positions(of: call, in: command, atMost: 8) {
      let place = "killed at \(call) \(position)"
      let outcome = try sweep.run(command, .killed, at: position, of: call)
      // Where git was killed, the process that had started it fails.
      #expect([0, 1, 137].contains(outcome.status), "\(place): \(outcome)")
      try sweep.expectWhole(after: outcome, place, leaving: Self.drafts)
      #expect(try sweep.manent.run(command).status == 0, "\(place)")
      #expect(try looseCount(sweep) < 8, "\(place)")
      #expect(try sweep.manent.faults(sweep.root) == [], "\(place)")
      #expect(try Files.list(sweep.root / ".git/manent/packs") == [], "\(place)")
    }
  }

  @Test(.needsTracing, arguments: calls)
  func `by a full disk leaves all as it was, or done`(call: String) throws {
    let sweep = try sweep()
    let command = [Self.word, sweep.root.string]
    for position in try sweep.positions(of: call, in: command, atMost: 8) {
      let place = "no room at \(call) \(position)"
      let outcome = try sweep.run(command, .full, at: position, of: call)
      // It has not begun yet: its libraries, and what it is to do.
      if outcome.errors.contains("shared libraries") || outcome.errors.contains("the command line") { continue }
      #expect([0, 1].contains(outcome.status) && outcome.errors.isEmpty, "\(place): \(outcome)")
      try sweep.expectWhole(after: outcome, place, leaving: Self.drafts)
      #expect(try sweep.manent.run(command).status == 0, "\(place)")
      #expect(try looseCount(sweep) < 8, "\(place)")
      #expect(try sweep.manent.faults(sweep.root) == [], "\(place)")
    }
  }
}
