import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A note that a killed command has left and that cannot be read` {
  /// A command that notes its work before it begins.
  enum Deed: String, CaseIterable {
    case add, forget, purge

    var arguments: [String] {
      switch self {
      case .add: ["-w", "work", "add", "notes"]
      case .forget: ["-w", "work", "forget", "c1"]
      case .purge: ["-w", "work", "purge", "c1", "--yes"]
      }
    }

    /// The call at which it is killed, with the note written and the work not done.
    var call: String { self == .add ? "rename" : "fsync" }

    /// The note, where there is one.
    func note(in state: Path) throws -> Path? {
      func first(_ folder: String, _ name: String) throws -> Path? {
        guard Files.exists(state / folder) else { return nil }
        return try Files.list(state / folder).map { state / folder / $0 / name }.first(where: Files.exists)
      }
      switch self {
      case .add: return try first("staging", "placement.json")
      case .forget: return try first("steps", "step.json")
      case .purge: return Files.exists(state / "purge.json") ? state / "purge.json" : nil
      }
    }
  }

  private static let canary = "the canary of Trondheim"

  @Test(.needsTracing, arguments: Deed.allCases)
  func `fails the next command in one line, and the one after it does the work`(_ deed: Deed) throws {
    let sweep = try FaultSweep()
    let manent = sweep.manent
    try manent.succeed("-w", "original", "chat", "--cid", "c1", Self.canary)
    var tried = 0
    for position in try sweep.positions(of: deed.call, in: deed.arguments, atMost: 12) {
      for (fault, calls) in [
        (FaultSweep.Fault.starved, "openat"), (.broken, "openat"), (.denied, "openat"), (.broken, "newfstatat"),
      ] {
        _ = try sweep.run(deed.arguments, .killed, at: position, of: deed.call)
        guard let note = try deed.note(in: manent.stateFolder(sweep.root)) else { break }
        tried += 1
        let place = "\(deed) killed at \(deed.call) \(position), then \(fault) at \(calls)"
        let written = try Files.read(note)
        for command in [["-w", "work", "status"], ["-w", "work", "chats"], deed.arguments] {
          let outcome = try sweep.run(command, fault, of: calls, on: note)
          #expect(outcome.status == 1 && outcome.output.isEmpty, "\(place): \(command): \(outcome)")
          #expect(outcome.complaints.count == 1 && outcome.errors.contains("\(note.name)"), "\(place): \(outcome)")
          #expect(try Files.read(note) == written, "\(place): \(command)")
        }
        let next = try manent("-w", "work", "status")
        #expect(next.status == 0, "\(place): \(next)")
        #expect(try deed.note(in: manent.stateFolder(sweep.root)) == nil, "\(place)")
        #expect(try manent.uncommitted(sweep.root) == "", "\(place)")
        #expect(try manent.faults(sweep.root) == [], "\(place)")
        try expectDone(deed, sweep, place)
      }
    }
    #expect(tried > 0)
  }

  private func expectDone(_ deed: Deed, _ sweep: FaultSweep, _ place: String) throws {
    let ids = try sweep.manent.json("-w", "work", "chats", "--json").array?.compactMap { $0["id"]?.string } ?? []
    switch deed {
    case .add: #expect(try sweep.documentCount() == 3, "\(place)")
    case .forget: #expect(!ids.contains("c1"), "\(place)")
    case .purge:
      #expect(!ids.contains("c1"), "\(place)")
      let objects = try sweep.manent.git(sweep.root, "cat-file", "--batch", "--batch-all-objects", "--unordered")
      #expect(!objects.contains(Self.canary), "\(place)")
    }
  }

  @Test(.needsTracing) func `is no reason to take the work of a process over that lives`() throws {
    let sweep = try FaultSweep()
    try sweep.renew()
    let locks = sweep.manent.stateFolder(sweep.root) / "locks"
    // Somebody is at work on what is noted in the catalog: its lock cannot be looked at.
    let script = """
      exec 9>"$LOCKS/process-1"; flock 9
      mkdir -p "$STATE/steps/process-1.1"; echo half > "$STATE/steps/process-1.1/0"
      "$MANENT" -w work status >/dev/null; echo "free $?"; ls "$STATE/steps"
      strace -f -qq -o /dev/null -P "$LOCKS/process-1" -e trace=openat -e inject=openat:error=EMFILE \\
        "$MANENT" -w work status >/dev/null; echo "starved $?"; ls "$STATE/steps"
      """
    var environment = sweep.manent.environment
    environment["LOCKS"] = locks.string
    environment["STATE"] = locks.parent.string
    environment["MANENT"] = Tool.program.string
    let outcome = try Program(in: sweep.manent.folder, environment: environment).run(["bash", "-c", script])
    #expect(outcome.output == "free 0\nprocess-1.1\nstarved 1\nprocess-1.1\n", "\(outcome)")
  }
}
