import ManentCore
import ManentHistory
import TestSupport
import Testing
import TurnSupport

@Suite(.temporaryFolder) struct TailPackTests {
  let folder = TemporaryFolder.current / "w"

  /// The packs of the repository, without the ends of their names.
  func packs() throws -> [String] {
    try Files.list(folder / ".git/objects/pack").filter { $0.hasSuffix(".idx") }.map { String($0.dropLast(4)) }
  }

  /// The packs of an index that git can verify, and the longest chain of deltas in them.
  func longestChain(_ git: Git) throws -> Int {
    try packs().map { pack in
      let lines = try git("verify-pack", "-v", (folder / ".git/objects/pack/\(pack).idx").string).split(separator: "\n")
      return lines.compactMap { line -> Int? in
        let words = line.split(separator: " ")
        return words.count == 7 ? Int(words[5]) : nil
      }.max() ?? 0
    }.max() ?? 0
  }

  @Test func `Turns go into one pack that git accepts, and no loose object is made`() throws {
    let git = try Git.repository(at: folder)
    try git("gc", "-q")
    let before = try packs()
    var series = TurnSeries(chats: 1, in: folder)
    let history = try History.of(folder)
    try series.commit(30, to: history)
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
    #expect(try git("count-objects") == "0 objects, 0 kilobytes\n")
    #expect(try git("count-objects", "-v").contains("garbage: 0\n"))
    let mine = try packs().filter { !before.contains($0) }
    #expect(mine.allSatisfy { $0.hasPrefix("pack-6d616e656e74") } && (1...5).contains(mine.count), "\(mine)")
    #expect((1...40).contains(try longestChain(git)))
    #expect(try git("rev-list", "--count", "HEAD") == "31\n")
  }
}
