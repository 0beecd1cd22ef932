import ManentCore
import ManentHistory
import TurnSupport

/// What a turn's commit costs beside the bare calls of libgit2 for the same, and how much room the repository takes beside
/// what `git gc` would leave: `swift run -c release commit-benchmark [TURNS]`.
@main struct CommitBenchmark {
  static func main() throws {
    let turns = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1000
    let environment = [
      "GIT_AUTHOR_NAME": "Benchmark", "GIT_AUTHOR_EMAIL": "benchmark@example.org",
      "GIT_COMMITTER_NAME": "Benchmark", "GIT_COMMITTER_EMAIL": "benchmark@example.org",
    ]
    print(
      "| chats | turns | commit | tidying, mean | longest | libgit2 | .git | on the disk | after git gc | on the disk |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for chats in [1, 50, 500] {
      let base = try Files.makeTemporaryFolder(prefix: "manent-commits-", environment: Platform.environment)
      defer { try? Files.removeTree(base) }
      let history = try History.create(at: base / "ours", environment: environment)
      var (ours, bare) = (TurnSeries(chats: chats, in: base / "ours"), TurnSeries(chats: chats, in: base / "bare"))
      let calls = try BareCalls(at: base / "bare")
      var (commits, tidying, others) = (Durations(), Durations(), Durations())
      for turn in 1...turns {
        let change = ours.next()
        try ours.write(change)
        try commits.measure {
          _ = try history.commit(
            [change], message: "chat: a title\n\nDevice: laptop", at: Timestamp(milliseconds: 1_795_168_800_000))
        }
        try tidying.measure { if try history.isPackingDue() { _ = try history.pack() } }
        let same = bare.next()
        try bare.write(same)
        if case .write(let path, let content) = same {
          try others.measure { try calls.commit(path, content, message: "chat: a title\n\nDevice: laptop") }
        }
        guard [10, 100, 1000, 3000, 10_000, 30_000, 100_000].contains(turn) || turn == turns else { continue }
        let room = try Room(of: base / "ours/.git")
        let collected = try Room.afterCollecting(base / "ours/.git", in: base / "copy")
        print(
          "| \(chats) | \(turn) | \(commits.median) | \(tidying.mean) | \(tidying.longest) | \(others.median) "
            + "| \(room) | \(collected) |")
        (commits, tidying, others) = (Durations(), Durations(), Durations())
      }
    }
  }
}
