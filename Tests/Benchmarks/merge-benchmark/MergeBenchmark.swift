import ManentChats
import ManentCore
import ManentDocuments
import ManentGit
import ManentHistory
import ManentSync
import ManentWorkspace

/// Two machines with new messages in the chats that both have: Manent's merge against plain `git merge` with the union
/// driver on the same data, run by run in turn.
///
/// `swift run -c release merge-benchmark [CHATS [MESSAGES [RUNS]]]`; 500 chats, 10,000 messages a machine, 7 runs.
@main enum MergeBenchmark {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let (chats, messages, runs) = (
      numbers.first ?? 500, numbers.dropFirst().first ?? 10_000, numbers.dropFirst(2).first ?? 7
    )
    let folder = try Files.makeTemporaryFolder(prefix: "merge-benchmark-", environment: Platform.environment)
    defer { try? Files.removeTree(folder) }
    let machines = TwoMachines(folder: folder, chats: chats, messages: messages)
    try machines.make()
    var times: (git: [Duration], manent: [Duration]) = ([], [])
    for run in 0..<runs {
      let plain = try machines.copy(run * 2)
      times.git.append(
        try ContinuousClock().measure { try machines.git(plain, "merge -q --no-edit origin/main") })
      let ours = try machines.copy(run * 2 + 1)
      times.manent.append(try ContinuousClock().measure { try merge(in: ours) })
      try check(machines, ours)
      for copy in [plain, ours] { try Files.removeTree(copy) }
    }
    let (git, manent) = (median(times.git), median(times.manent))
    print("| \(messages) new messages on each of two machines, \(chats) chats | median of \(runs) | range |")
    print("| --- | ---: | ---: |")
    print("| git merge, union driver | \(text(git)) | \(range(times.git)) |")
    print("| manent | \(text(manent)) | \(range(times.manent)) |")
    print("ratio of medians: \((manent / git * 100).rounded() / 100)")
  }

  private static func merge(in root: Path) throws {
    let surroundings = Surroundings(
      environment: Platform.environment.merging(TwoMachines.identity) { _, new in new }, device: "two")
    let workspace = try Workspace.open(root, surroundings: surroundings)
    let fetched = String(decoding: try Files.read(root / ".git/FETCH_HEAD").prefix(40), as: UTF8.self)
    guard let other = CommitID(fetched) else { throw TwoMachines.Failure(description: "nothing was fetched") }
    guard case .merged = try workspace.merge(other, from: "origin").outcome else {
      throw TwoMachines.Failure(description: "nothing was merged")
    }
  }

  private static func check(_ machines: TwoMachines, _ machine: Path) throws {
    let expected = machines.chats * TwoMachines.known + 2 * machines.messages
    let found = try machines.count(in: machine)
    guard found == (expected, expected) else {
      throw TwoMachines.Failure(description: "\(found) lines instead of \(expected)")
    }
  }

  private static func median(_ times: [Duration]) -> Double { times.sorted()[times.count / 2] / .milliseconds(1) }

  private static func text(_ milliseconds: Double) -> String { "\(Int(milliseconds.rounded())) ms" }

  private static func range(_ times: [Duration]) -> String {
    "\(text((times.min() ?? .zero) / .milliseconds(1))) – \(text((times.max() ?? .zero) / .milliseconds(1)))"
  }
}
