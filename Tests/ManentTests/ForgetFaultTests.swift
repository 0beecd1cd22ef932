import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Forgetting and restoring` {
  private static let calls = ["write", "fsync", "rename", "unlink", "rmdir", "mkdir", "openat", "syncfs"]

  /// What is done, with the state before it and after it: how many lines the workspace's chats have.
  private enum Deed: String, CaseIterable, CustomTestStringConvertible {
    case forget, restore, clear

    var arguments: [String] { ["-w", "work", rawValue, "c1"] }
    var testDescription: String { rawValue }
  }

  private let sweep: FaultSweep
  private let manent: Tool
  private let chat: [JSON]

  init() throws {
    sweep = try FaultSweep()
    manent = sweep.manent
    try manent.succeed("-w", "original", "chat", "--cid", "c2", "Another one")
    chat = try manent.json("-w", "original", "show", "c1", "--json")["messages"]?.array ?? []
  }

  private func prepare(_ deed: Deed) throws {
    if deed == .restore { try manent.succeed("-w", "original", "forget", "c1") }
  }

  /// Expects that the deed has happened whole or not at all, and that the next command has cleaned up.
  private func expectWhole(_ deed: Deed, after outcome: Program.Outcome, _ place: String) throws {
    let next = try manent("-w", "work", "chats", "--json")
    #expect(next.status == 0, "\(place): \(outcome)then \(next)")
    let ids = try next.json().array?.map { $0["id"]?.string } ?? []
    let left = try manent.uncommitted(sweep.root)
    #expect(left == "", "\(place): \(outcome)then \(next)\(left)")
    #expect(try manent.faults(sweep.root) == [], "\(place): \(outcome)")
    let file = sweep.root / "forgotten.jsonl"
    let entries =
      Files.exists(file) ? try file.text.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) } : []
    let isThere = ids.contains("c1")
    #expect(ids.contains("c2"), "\(place): \(outcome)")
    #expect(isThere == (entries.last?["action"] != "forget"), "\(place): \(outcome)")
    #expect(entries.count <= 2, "\(place): \(entries)")
    if outcome.status == 0 { #expect(isThere == (deed != .forget), "\(place): \(outcome)") }
    if isThere {
      let shown = try manent.json("-w", "work", "show", "c1", "--all", "--json")["messages"]?.array
      #expect(shown == chat, "\(place): \(outcome)")
    }
    let steps = sweep.root / ".git/manent/state/steps"
    #expect(try !Files.exists(steps) || Files.list(steps).isEmpty, "\(place): \(outcome)")
    #expect(try manent.json("-w", "work", "doctor", "--json")["ok"] == true, "\(place): \(outcome)")
    // And it comes back, whatever has happened.
    if !isThere { try manent.succeed("-w", "work", "restore", "c1") }
    #expect(try manent.json("-w", "work", "show", "c1", "--all", "--json")["messages"]?.array == chat, "\(place)")
  }

  @Test(.needsTracing, arguments: Deed.allCases, calls)
  private func `killed at any point have happened whole or not at all`(_ deed: Deed, _ call: String) throws {
    try prepare(deed)
    for position in try sweep.positions(of: call, in: deed.arguments, atMost: 5) {
      let place = "\(deed) killed at \(call) \(position)"
      let outcome = try sweep.run(deed.arguments, .killed, at: position, of: call)
      #expect([0, 137].contains(outcome.status), "\(place): \(outcome)")
      try expectWhole(deed, after: outcome, place)
    }
  }

  @Test(.needsTracing, arguments: Deed.allCases, calls)
  private func `on a disk that is full say so, and have happened whole or not at all`(
    _ deed: Deed, _ call: String
  ) throws {
    try prepare(deed)
    for position in try sweep.positions(of: call, in: deed.arguments, atMost: 5) {
      let place = "\(deed), \(call) \(position) fails"
      let outcome = try sweep.run(deed.arguments, .full, at: position, of: call)
      // The loader of the system has words of its own.
      if outcome.errors.contains("shared libraries") { continue }
      #expect([0, 1].contains(outcome.status) && outcome.complaints.count <= 2, "\(place): \(outcome)")
      #expect(outcome.errors.isEmpty || outcome.errors.hasPrefix("manent: "), "\(place): \(outcome)")
      try expectWhole(deed, after: outcome, place)
    }
  }
}
