import ManentCore
import ManentRecords
import TestSupport
import Testing

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentGit
@testable import ManentHistory
@testable import ManentSync
@testable import ManentWorkspace

/// Three machines that work on and sync in random order through one shared branch, as through a bare repository: they
/// end with one tree, nothing that was acknowledged is missing, and what was deleted stays so.
@Suite(.temporaryFolder, .slow) struct MergeConvergenceTests {
  /// What a machine has done that must hold in the end.
  private struct Promises {
    /// Every line, by the chat that it was appended to.
    var lines: [(chat: String, line: String)] = []
    /// Lines that somebody has changed or taken out by hand, by chat.
    var taken: Set<[String]> = []
    /// Every document version that somebody who had it took away; each is written only once.
    var removed: Set<String> = []
  }

  @Test(arguments: [false, true])
  func `Machines that sync in random order end with one tree, with every line and without what was deleted`(
    byHand: Bool
  ) throws {
    var folder = Path("/")
    for seed in UInt64(0)..<(byHand ? 200 : 500) {
      // Each commit adds a pack, and all are looked at when a store is opened.
      if seed.isMultiple(of: 10) { folder = try Git.repository(at: TemporaryFolder.current / "store\(seed)").folder }
      do {
        var histories = try MergeHistories(seed: seed, in: folder)
        if byHand { histories.edits = MergeHistories.Edit.byHand }
        try converge(histories)
      } catch let failure as Git.Failure {
        Issue.record("seed \(seed): \(failure)")
        return
      }
    }
  }

  private func converge(_ begun: MergeHistories) throws {
    var histories = begun
    var shared = try histories.begin()
    var tips = [shared, shared, shared]
    var promises = Promises()
    func sync(_ machine: Int) throws {
      shared = try histories.merge(tips[machine], shared, on: machine)
      tips[machine] = shared
    }
    for _ in 0..<Int.random(in: 5...25, using: &histories.random) {
      let machine = Int.random(in: 0..<3, using: &histories.random)
      if Int.random(in: 0..<3, using: &histories.random) == 0 {
        try sync(machine)
      } else {
        let before = tips[machine]
        tips[machine] = try histories.edit(before, on: machine)
        try note(before, tips[machine], histories, &promises)
      }
    }
    for machine in [0, 1, 2, 0, 1] { try sync(machine) }
    guard Set(tips).count == 1 else { throw Git.Failure(description: "the machines differ: \(tips)") }
    try check(shared, histories, promises)
  }

  /// Notes what an edit has acknowledged.
  private func note(
    _ before: CommitID, _ after: CommitID, _ histories: MergeHistories, _ promises: inout Promises
  ) throws {
    guard before != after else { return }
    for change in try histories.machines[0].changes(from: before, to: after) {
      let (old, new) = (try histories.text(of: change.path, in: before), try histories.text(of: change.path, in: after))
      if change.path.hasPrefix("documents/"), let old, old.utf8.count > 30 {
        promises.removed.insert(change.path + old)
      }
      if change.path.hasSuffix("0001.jsonl"), let new {
        let known = Set((old ?? "").split(separator: "\n"))
        let (chat, lines) = (Path(change.path).parent.string, new.split(separator: "\n"))
        for line in lines where !known.contains(line) { promises.lines.append((chat, String(line))) }
        for line in known.subtracting(lines) { promises.taken.insert([chat, String(line)]) }
      }
    }
  }

  private static func id(of line: String) -> String { String(line.prefix { $0 != "," }) }

  private func check(_ tip: CommitID, _ histories: MergeHistories, _ promises: Promises) throws {
    let tombstones = Tombstones(parsing: Array((try histories.text(of: "forgotten.jsonl", in: tip) ?? "").utf8))
    let gone = Set(tombstones.latest.keys.filter(tombstones.isGone).map { MergeHistories.folder($0) })
    let restored = Set(tombstones.latest.keys.map { MergeHistories.folder($0) })
    for taken in promises.taken where !restored.contains(taken[0]) {
      let text = try histories.text(of: "\(taken[0])/0001.jsonl", in: tip)
      guard text?.split(separator: "\n").contains(Substring(taken[1])) != true else {
        throw Git.Failure(description: "\(taken[0]) has what was taken out again: \(taken[1])")
      }
    }
    // Of a line that was changed by hand another text may count.
    let edited = Set(promises.taken.map { [$0[0], Self.id(of: $0[1])] })
    for (chat, line) in promises.lines where !edited.contains([chat, Self.id(of: line)]) {
      let text = try histories.text(of: "\(chat)/0001.jsonl", in: tip)
      if gone.contains(chat) {
        guard text == nil else { throw Git.Failure(description: "\(chat) is back") }
      } else if text?.split(separator: "\n").contains(Substring(line)) != true {
        throw Git.Failure(description: "\(chat) lacks \(line)")
      }
    }
    for file in try histories.machines[0].changes(from: nil, to: tip) where file.path.hasPrefix("documents/") {
      let text = try histories.text(of: file.path, in: tip) ?? ""
      guard !promises.removed.contains(file.path + text) else {
        throw Git.Failure(description: "\(file.path) is what somebody has changed or deleted")
      }
    }
  }
}
