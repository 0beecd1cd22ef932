import ManentCore
import ManentHistory
import Synchronization
import TestSupport
import Testing
import TurnSupport

@Suite(.temporaryFolder) struct TidyTests {
  let folder = TemporaryFolder.current / "w"

  private func packs() throws -> [String] {
    try Files.list(folder / ".git/objects/pack").filter { $0.hasSuffix(".pack") }
  }

  @Test func `Many turns end in few packs with short chains, and all of them can be read`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    var series = TurnSeries(chats: 7, in: folder)
    try series.commit(150, to: history)
    let before = try packs().count
    #expect(try history.tidy() == .tidy)
    #expect(try packs().count < before)
    #expect(try git.faults() == "")
    var longest = 0
    for pack in try packs() {
      for line in try git("verify-pack", "-v", ".git/objects/pack/" + pack.dropLast(4) + "idx").split(separator: "\n") {
        let words = line.split(separator: " ")
        if words.count == 7, let depth = Int(words[5]) { longest = max(longest, depth) }
      }
    }
    #expect((1...50).contains(longest))
    #expect(try git("rev-list", "--count", "HEAD") == "151\n")
    #expect(try git("log", "-p", "--format=%H").utf8.count > 100_000)
    try git("gc", "-q", "--prune=now")
    try series.commit(40, to: history)
    #expect(try history.tidy() == .tidy)
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
    #expect(try history.tidy() == .tidy)
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
    #expect(try history.tidy() == .tidy)
    #expect(Set(others).isSubset(of: try packs()))
    #expect(try git("count-objects") == loose)
    #expect(try git.faults() == "")
  }

  @Test func `A pack that its owner keeps is left alone`() throws {
    let (git, others) = try mixed()
    for pack in others { try git.write(".git/objects/pack/" + pack.dropLast(4) + "keep", "") }
    #expect(try History.of(folder).tidy() == .tidy)
    #expect(Set(others).isSubset(of: try packs()))
    #expect(try git("count-objects") == "0 objects, 0 kilobytes\n")
    #expect(try git.faults() == "")
  }

  @Test func `An index over several packs that would name a missing one goes, and other caches stay`() throws {
    let (git, _) = try mixed()
    let history = try History.of(folder)
    try history.save([("a", "1")])
    try git("multi-pack-index", "write")
    try git("commit-graph", "write", "--reachable")
    try history.save([("a", "2")])
    try git("multi-pack-index", "verify")
    #expect(try history.tidy() == .tidy)
    #expect(!Files.exists(folder / ".git/objects/pack/multi-pack-index"))
    #expect(Files.exists(folder / ".git/objects/info/commit-graph"))
    #expect(try git.faults() == "")
    #expect(try git("log", "--oneline").split(separator: "\n").count == 23)
  }

  @Test func `Loose objects that are damaged are left where they are`() throws {
    let (git, _) = try mixed()
    try git.write("broken.txt", "to be broken")
    let objects = folder / ".git/objects"
    for number in 0..<10 {
      let name = String(0xAA00 + number, radix: 16) + String(repeating: "5", count: 36)
      try Files.makeFolders(objects / String(name.prefix(2)))
      try Files.writeNew([0x78, 0x01, 0x00], to: objects / String(name.prefix(2)) / String(name.dropFirst(2)))
    }
    #expect(try History.of(folder).tidy() == .tidy)
    #expect(try git("count-objects").hasPrefix("10 objects"))
    #expect(try packs().count == 1)
  }

  @Test func `A repository that borrows its objects from another works`() throws {
    let (git, _) = try mixed()
    let borrower = TemporaryFolder.current / "borrower"
    try git("clone", "-q", "--shared", folder.string, borrower.string)
    let history = try History.of(borrower)
    var series = TurnSeries(chats: 2, in: borrower)
    try series.commit(60, to: history)
    #expect(try history.tidy() == .tidy)
    #expect(try Git(folder: borrower).faults() == "")
    #expect(try Git(folder: borrower).status() == "")
    #expect(try Files.list(borrower / ".git/objects/pack").filter { $0.hasSuffix(".pack") }.count < 4)
  }

  @Test func `What a killed process left is cleared away, and no tail that holds something of its own`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    let place = folder / ".git/objects/pack"
    try history.save([("a", "1")])
    let first = try Files.list(place)
    let kept = TemporaryFolder.current / "kept"
    try Files.makeFolders(kept)
    for name in first { try Files.writeNew(try Files.read(place / name), to: kept / name) }
    try history.save([("a", "2")])
    #expect(try history.tidy() == .tidy)
    let second = try Files.list(place)
    // The tail of before as if it had not been removed, half of one without an index, and a draft.
    for name in first { try Files.writeNew(try Files.read(kept / name), to: place / name) }
    let half = "pack-6d616e656e7400000000000009" + String(repeating: "0", count: 14) + ".pack"
    for name in [half, "../../manent/packs/" + half] { try Files.writeNew([1], to: place / name) }
    #expect(try history.tidy() == .tidy)
    #expect(try Files.list(place) == second)
    #expect(try Files.list(folder / ".git/manent/packs") == [])
    // One of the same generation that holds something else: another machine's, copied here by somebody.
    for name in first {
      try Files.remove(kept / name)
      let other = TemporaryFolder.current / "other"
      if !Files.exists(other) {
        try History.create(at: other, environment: somebody).save([("b", "another machine's")])
      }
      let ending = name.hasSuffix("idx") ? "idx" : "pack"
      let stray = try #require(try Files.list(other / ".git/objects/pack").first { $0.hasSuffix(ending) })
      try Files.writeNew(try Files.read(other / ".git/objects/pack" / stray), to: place / stray)
    }
    let object = try Git(folder: TemporaryFolder.current / "other")("rev-parse", "HEAD:b")
    try history.save([("a", "3")])
    #expect(try history.tidy() == .tidy)
    #expect(try git("cat-file", "-p", String(object.prefix(40))) == "another machine's")
    #expect(try git.faults() == "")
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
    var series = TurnSeries(chats: 5, in: folder)
    var commits = 0
    while commits < 300 || rounds.count.load(ordering: .relaxed) < 3, commits < 3000 {
      try series.commit(1, to: history)
      _ = try history.tidy()
      commits += 1
    }
    try await reader.value
    #expect(try git.faults() == "")
  }

  /// How often everything was read.
  final class Rounds: Sendable {
    let count = Atomic(0)
  }
}
