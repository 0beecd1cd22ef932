import ManentCore
import TestSupport
import Testing

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentGit
@testable import ManentHistory
@testable import ManentSync
@testable import ManentWorkspace

/// It does not matter who joins whom, nor in which order. A failing seed is named; it alone makes the same histories
/// again.
@Suite(.temporaryFolder, .slow) struct MergeOrderTests {
  /// So many seeds share a store of objects: each commit adds a pack, and all are looked at when a store is opened.
  private static let seedsPerStore = 10

  private func repository(_ number: Int) throws -> Path {
    try Git.repository(at: TemporaryFolder.current / "store\(number)").folder
  }

  @Test(arguments: [false, true])
  func `Three machines come to the same tree in every order of joining`(byHand: Bool) throws {
    var folder = Path("/")
    for seed in UInt64(0)..<(byHand ? 80 : 200) {
      if Int(seed).isMultiple(of: Self.seedsPerStore) { folder = try repository(Int(seed)) }
      var histories = try MergeHistories(seed: seed, in: folder)
      if byHand { histories.edits = MergeHistories.Edit.byHand }
      let base = try histories.begin()
      var tips: [CommitID] = []
      for machine in 0..<3 {
        var tip = base
        for _ in 0..<Int.random(in: 1...5, using: &histories.random) { tip = try histories.edit(tip, on: machine) }
        tips.append(tip)
      }
      let trees = try Self.allOrders(of: tips, in: histories)
      guard Set(trees).count > 1 else { continue }
      let differences = try Git(folder: folder)("diff", trees[0], trees.first { $0 != trees[0] } ?? "")
      Issue.record("seed \(seed): \(trees)\n\(differences)")
      return
    }
  }

  @Test(arguments: [false, true])
  func `Machines that have joined each other before come to the same tree in every order, too`(byHand: Bool) throws {
    var folder = Path("/")
    // These once led to two trees: an order of keys, a comment, what was set before a chat was forgotten and came back;
    // copies of a text that two had written, that its author had replaced, or that was older than what both had.
    let short: [UInt64] = [10_377, 10_402, 10_660, 11_137, 12_242, 20_301, 20_873, 21_741]
    let long: [UInt64] = [40_039, 40_082, 40_107, 40_185, 40_463, 42_211]
    let seeds =
      (Array(UInt64(1000)..<1150) + short).map { ($0, 10) } + (Array(UInt64(2000)..<2040) + long).map { ($0, 20) }
    for (index, (seed, steps)) in (byHand ? seeds.prefix(60) + seeds.suffix(20) : seeds[...]).enumerated() {
      if index.isMultiple(of: Self.seedsPerStore) { folder = try repository(index) }
      var histories = try MergeHistories(seed: seed, in: folder)
      if byHand { histories.edits = MergeHistories.Edit.byHand }
      let base = try histories.begin()
      var tips = [base, base, base]
      for _ in 0..<steps {
        let machine = Int.random(in: 0..<3, using: &histories.random)
        if Int.random(in: 0..<4, using: &histories.random) == 0 {
          let other = Int.random(in: 0..<3, using: &histories.random)
          tips[machine] = try histories.merge(tips[machine], tips[other], on: machine)
        } else {
          tips[machine] = try histories.edit(tips[machine], on: machine)
        }
      }
      let trees = try Self.allOrders(of: tips, in: histories)
      guard Set(trees).count > 1 else { continue }
      let differences = try Git(folder: folder)("diff", trees[0], trees.first { $0 != trees[0] } ?? "")
      Issue.record("seed \(seed): \(trees)\n\(differences)")
      return
    }
  }

  /// The trees that three tips come to, for each order and each grouping, joined from either side.
  private static func allOrders(of tips: [CommitID], in histories: MergeHistories) throws -> [String] {
    var trees: [String] = []
    for (first, second, third) in [(0, 1, 2), (0, 2, 1), (1, 2, 0)] {
      for isSwapped in [false, true] {
        let pair = isSwapped ? (tips[second], tips[first]) : (tips[first], tips[second])
        let joined = try histories.merge(pair.0, pair.1, on: first)
        trees.append(try histories.tree(histories.merge(joined, tips[third], on: first)))
        trees.append(try histories.tree(histories.merge(tips[third], joined, on: third)))
      }
    }
    return trees
  }
}
