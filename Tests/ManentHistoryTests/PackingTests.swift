import Foundation
import ManentCore
import ManentGit
import ManentHistory
import Synchronization
import TestSupport
import Testing
import TurnSupport

@Suite(.temporaryFolder, .slow) struct PackingTests {
  let folder = TemporaryFolder.current / "w"

  private func packs() throws -> [String] {
    try Files.list(folder / ".git/objects/pack").filter { $0.hasSuffix(".pack") }
  }

  /// An environment in which no git is found.
  private static let withoutGit = somebody.merging(["PATH": "/nowhere"]) { $1 }

  @Test func `Turns go into small packs that git accepts, no loose object is made and nothing stays kept`() throws {
    let git = try Git.repository(at: folder)
    try git("gc", "-q")
    let before = try packs()
    var series = TurnSeries(chats: 1, in: folder)
    let history = try History.of(folder)
    try series.commit(15, to: history)
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
    #expect(try git("count-objects") == "0 objects, 0 kilobytes\n")
    #expect(try git("count-objects", "-v").contains("garbage: 0\n"))
    let mine = try packs().filter { !before.contains($0) }
    #expect(mine.allSatisfy { $0.hasPrefix("pack-6d616e656e74") } && mine.count == 15, "\(mine)")
    #expect(try Files.list(folder / ".git/objects/pack").contains { $0.hasSuffix(".keep") } == false)
    #expect(try Files.list(folder / ".git/manent/guards") == [])
    #expect(try git("rev-list", "--count", "HEAD") == "16\n")
  }

  @Test(arguments: [somebody, withoutGit])
  func `Many turns end in few packs, and all of them can be read`(environment: [String: String]) throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder, environment: environment)
    var series = TurnSeries(chats: 7, in: folder)
    try series.commit(150, to: history)
    #expect(try history.isPackingDue())
    let before = try packs().count
    #expect(try history.pack() == .packed)
    #expect(try packs().count < before / 8)
    #expect(try !history.isPackingDue())
    #expect(try git.faults() == "")
    #expect(try git("rev-list", "--count", "HEAD") == "151\n")
    #expect(try git("log", "-p", "--format=%H").utf8.count > 100_000)
    var most = 0
    try series.commit(100, to: history) {
      if try history.isPackingDue() { #expect(try history.pack() == .packed) }
      most = max(most, try packs().count)
    }
    #expect(most < 40)
    try git("gc", "-q", "--prune=now")
    try series.commit(20, to: history)
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
  }

  /// A repository with loose objects and packs of the user's, and those.
  private func mixed(_ settings: String...) throws -> (git: Git, others: [String]) {
    let git = try Git.repository(at: folder, arguments: settings)
    for number in 0..<4 {
      for line in 0..<5 {
        try git.write("user.txt", String(repeating: "line \(number) \(line)\n", count: 50))
        try git("commit", "-q", "-am", "\(number) \(line)")
      }
      if number < 3 { try git("repack", "-q", "-d") }
    }
    return (git, try packs())
  }

  @Test func `Loose objects and small packs of others are taken in`() throws {
    let (git, others) = try mixed()
    let history = try History.of(folder)
    #expect(others.count == 3)
    #expect(try history.pack() == .packed)
    #expect(try git("count-objects") == "0 objects, 0 kilobytes\n")
    #expect(try packs().count == 1)
    #expect(try git.faults() == "")
    #expect(try git("show", "HEAD~7:user.txt").hasPrefix("line 2 2\n"))
    #expect(try history.save([("a", "1")]).commit != nil)
    #expect(try git.status() == "")
  }

  @Test func `With gc.auto at 0 only packs of Manent's own are put together`() throws {
    let (git, others) = try mixed("gc.auto=0")
    let history = try History.of(folder)
    let loose = try git("count-objects")
    var series = TurnSeries(chats: 2, in: folder)
    try series.commit(60, to: history)
    #expect(try history.pack() == .packed)
    #expect(Set(others).isSubset(of: try packs()))
    #expect(try packs().count < others.count + 8)
    #expect(try git("count-objects") == loose)
    #expect(try git.faults() == "")
  }

  @Test(arguments: [somebody, withoutGit])
  func `A pack that its owner keeps is left alone`(environment: [String: String]) throws {
    let (git, _) = try mixed()
    let history = try History.of(folder, environment: environment)
    var series = TurnSeries(chats: 2, in: folder)
    try series.commit(20, to: history)
    let kept = try packs()
    for pack in kept { try git.write(".git/objects/pack/" + pack.dropLast(4) + "keep", "") }
    try series.commit(20, to: history)
    #expect(try history.pack() == .packed)
    #expect(Set(kept).isSubset(of: try packs()))
    #expect(try git.faults() == "")
  }

  @Test func `A repository that borrows its objects from another works`() throws {
    _ = try mixed()
    let borrower = TemporaryFolder.current / "borrower"
    try Git(folder: folder)("clone", "-q", "--shared", folder.string, borrower.string)
    let history = try History.of(borrower)
    var series = TurnSeries(chats: 2, in: borrower)
    try series.commit(60, to: history)
    #expect(try history.pack() == .packed)
    #expect(try Git(folder: borrower).faults() == "")
    #expect(try Git(folder: borrower).status() == "")
    #expect(try Files.list(borrower / ".git/objects/pack").filter { $0.hasSuffix(".pack") }.count < 8)
  }

  @Test func `What a killed process left is cleared away, and no whole pack`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try history.save([("a", "1")])
    let stem = String(try #require(try packs().first).dropLast(5))
    let half = "pack-6d616e656e74" + String(repeating: "0", count: 28)
    try git.write(".git/manent/guards/0123456789abcdef", "\(stem)\n\(half)\n../../../config\n")
    for name in [stem, half] { try git.write(".git/objects/pack/\(name).keep", "") }
    try git.write(".git/objects/pack/\(half).pack", "PACK")
    try git.write(".git/manent/packs/\(half).idx", "")
    try history.save([("a", "2")])
    #expect(try packs().count == 2)
    #expect(try packs().contains(stem + ".pack"))
    #expect(try Files.list(folder / ".git/objects/pack").contains { $0.hasSuffix(".keep") } == false)
    #expect(try Files.list(folder / ".git/manent/packs") == [])
    #expect(try Files.list(folder / ".git/manent/guards") == [])
    #expect(Files.exists(folder / ".git/config"))
    #expect(try git.faults() == "")
  }

  @Test func `A packing that fails is tried again later, and no commit fails`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    var series = TurnSeries(chats: 1, in: folder)
    try series.commit(20, to: history)
    let pack = folder / ".git/objects/pack" / (try #require(try packs().last))
    let bytes = try Files.read(pack)
    try Files.writeAtomically(bytes.map { $0 ^ 0x55 }, to: pack)
    #expect(throws: GitError.self) { try history.pack() }
    #expect(try !history.isPackingDue())
    try Files.writeAtomically(bytes, to: pack)
    try series.commit(1, to: history)
    try git.setTime(of: folder / ".git/manent/noted-failure", to: 1_700_000_000)
    #expect(try history.isPackingDue())
    #expect(try history.pack() == .packed)
    #expect(try git.faults() == "")
  }

  @Test(arguments: [
    ["repack", "-a", "-d", "-q"], ["gc", "-q"], ["gc", "-q", "--prune=now"], ["prune"],
    ["maintenance", "run", "-q", "--task=gc"], ["repack", "-d", "-q", "--geometric=2"],
  ])
  func `No commit is lost beside git's own upkeep in a loop`(command: [String]) throws {
    let git = try Git.repository(at: folder)
    let upkeep = Upkeep()
    // A thread of its own: those of tasks may all be taken by other tests.
    Thread.detachNewThread {
      while !upkeep.isDone.load(ordering: .relaxed) {
        // One that meets another's lock fails, which is no matter here.
        _ = try? git.run(command)
        upkeep.rounds.add(1, ordering: .relaxed)
      }
      upkeep.hasEnded.store(true, ordering: .releasing)
    }
    let history = try History.of(folder, patience: .seconds(30))
    var series = TurnSeries(chats: 3, in: folder)
    let end = ContinuousClock.now + (Machine.isThorough ? .seconds(20) : .seconds(2))
    var turns = 0
    while ContinuousClock.now < end || upkeep.rounds.load(ordering: .relaxed) < 3 {
      try series.commit(1, to: history)
      turns += 1
      if turns % 10 == 0 { #expect(try git.run(["cat-file", "-e", "HEAD^{tree}"]).status == 0) }
    }
    upkeep.isDone.store(true, ordering: .relaxed)
    while !upkeep.hasEnded.load(ordering: .acquiring) { usleep(10_000) }
    #expect(try git("rev-list", "--count", "HEAD") == "\(turns + 1)\n")
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
  }

  /// A thread that runs git's upkeep, and how far it has come.
  final class Upkeep: Sendable {
    let isDone = Atomic(false)
    let hasEnded = Atomic(false)
    let rounds = Atomic(0)
  }

  @Test func `Whoever reads while commits are made and packs put together is never disturbed`() async throws {
    let git = try Git.repository(at: folder)
    let copies = TemporaryFolder.current / "copies"
    try Files.makeFolders(copies)
    let rounds = Rounds()
    let reader = Task.detached {
      while rounds.count.load(ordering: .relaxed) < 3 {
        try git("log", "--stat", "--oneline", "-50")
        try git("rev-list", "--objects", "--all", "--quiet")
        try git("clone", "-q", "file://" + folder.string, copies.string + "/clone")
        try Files.removeTree(copies / "clone")
        rounds.count.add(1, ordering: .relaxed)
      }
    }
    let history = try History.of(folder)
    let other = try History.of(folder)
    var series = TurnSeries(chats: 5, in: folder)
    var commits = 0
    while commits < 300 || rounds.count.load(ordering: .relaxed) < 3, commits < 3000 {
      try series.commit(1, to: history)
      if try history.isPackingDue() { _ = try history.pack() }
      commits += 1
      // One that had the repository open before finds what was put together.
      if commits % 50 == 0 {
        #expect(try other.commitCount() == commits + 1)
        #expect(try other.changes(from: nil, to: #require(try other.head())).count >= 5)
      }
    }
    try await reader.value
    #expect(try git.faults() == "")
  }

  /// How often everything was read.
  final class Rounds: Sendable {
    let count = Atomic(0)
  }
}
