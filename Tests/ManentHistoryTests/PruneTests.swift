import Foundation
import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing
import TurnSupport

@Suite(.temporaryFolder, .slow) struct PruneTests {
  let folder = TemporaryFolder.current / "w"

  /// What removes the objects.
  enum Tool: CaseIterable {
    case usersGit
    case ourselves

    var environment: [String: String] {
      self == .usersGit ? somebody : somebody.merging(["PATH": "/nowhere"]) { $1 }
    }
  }

  /// Whether git, or any file of the repository, still has the object.
  private func has(_ object: String, _ git: Git) throws -> Bool {
    try git("cat-file", "--batch-all-objects", "--batch-check").contains(object)
  }

  /// A repository with turns and a commit that nothing leads to but a log, packed and indexed in every way of git's.
  private func repository(
    with tool: Tool = .usersGit
  ) throws -> (git: Git, history: History, canary: String) {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder, environment: tool.environment)
    var series = TurnSeries(chats: 3, in: folder)
    try series.commit(20, to: history)
    try history.save([("secret.txt", "the canary sings at midnight\n")])
    let canary = try git("rev-parse", "HEAD:secret.txt").trimmingCharacters(in: .newlines)
    try git("repack", "-q", "-a", "-d", "-b")
    try git("reset", "-q", "--hard", "HEAD^")
    try git("multi-pack-index", "write", "--bitmap")
    try git("commit-graph", "write", "--reachable")
    for pack in try Files.list(folder / ".git/objects/pack") where pack.hasSuffix(".pack") {
      try git.write(".git/objects/pack/" + pack.dropLast(4) + "keep", "")
    }
    try series.commit(20, to: history)
    try git.write("loose.txt", "loose canary")
    try git("add", "loose.txt")
    try git("rm", "-q", "--cached", "loose.txt")
    try Files.remove(folder / "loose.txt")
    #expect(try has(canary, git))
    return (git, history, canary)
  }

  @Test(arguments: Tool.allCases)
  func `What nothing leads to is gone from every pack, loose file, log and cache`(tool: Tool) throws {
    let (git, history, canary) = try repository(with: tool)
    let commits = try git("rev-list", "HEAD")
    var calls: [(Int, Int)] = []
    let report = try history.prune(keepingReflogs: false) { calls.append(($0, $1)) }
    #expect(try !has(canary, git))
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
    #expect(try git("rev-list", "HEAD") == commits)
    #expect(try git("reflog") == "")
    let left = try Files.list(folder / ".git/objects/pack")
    #expect(left.count == 2, "\(left)")
    #expect(try git("count-objects") == "0 objects, 0 kilobytes\n")
    #expect(try Files.list(folder / ".git/objects") == ["info", "pack"])
    #expect(try Files.list(folder / ".git/manent").contains { $0.hasPrefix("noted-removal") } == false)
    let objects = try git("rev-list", "--objects", "--all").split(separator: "\n").count
    #expect(report.objectsAfter == objects && report.objectsBefore > objects)
    #expect(report.bytesAfter < report.bytesBefore)
    #expect(try report.bytesAfter == history.storedBytes())
    #expect(calls.last?.0 == objects && calls.last?.1 == objects)
    try history.save([("after.txt", "goes on\n")])
    #expect(try git.faults() == "")
  }

  @Test(arguments: ["2", "4"], Tool.allCases)
  func `What an index in two files names stays, and nothing else`(_ version: String, tool: Tool) throws {
    let (git, history, canary) = try repository(with: tool)
    try git.write("staged.txt", "staged before it was split\n")
    try git("add", "staged.txt")
    try git("update-index", "--index-version", version)
    try git("update-index", "--split-index")
    #expect(try Files.list(folder / ".git").contains { $0.hasPrefix("sharedindex.") })
    try git.write("later.txt", "staged after it was split\n")
    try git("add", "later.txt")
    try git.write("announced.txt", "announced\n")
    try git("add", "--intent-to-add", "announced.txt")
    try git("rm", "-q", "--cached", "user.txt")
    let (entries, status) = (try git("ls-files", "--stage"), try git.status())
    _ = try history.prune(keepingReflogs: false) { _, _ in }
    #expect(try git("ls-files", "--stage") == entries)
    #expect(try git.status() == status)
    #expect(try git.faults() == "")
    #expect(try git("cat-file", "blob", ":staged.txt") == "staged before it was split\n")
    #expect(try git("cat-file", "blob", ":later.txt") == "staged after it was split\n")
    #expect(try !has(canary, git))
  }

  @Test(arguments: Tool.allCases)
  func `What a resolved conflict can be brought back from stays`(tool: Tool) throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder, environment: tool.environment)
    try git("checkout", "-q", "-b", "other")
    try git.write("user.txt", "theirs\n")
    try git("commit", "-q", "-a", "-m", "theirs")
    try git("checkout", "-q", "main")
    try git.write("user.txt", "ours\n")
    try git("commit", "-q", "-a", "-m", "ours")
    let theirs = try git("rev-parse", "other:user.txt").trimmingCharacters(in: .newlines)
    #expect(try git.run(["merge", "-q", "other"]).status == 1)
    #expect(try history.unmerged() == ["user.txt"])
    try git.write("user.txt", "both\n")
    try git("add", "user.txt")
    #expect(try history.unmerged() == [])
    // Of the merge nothing but the note in the index is left.
    try Files.remove(folder / ".git/MERGE_HEAD")
    try git("branch", "-q", "-D", "other")
    #expect(try git("ls-files", "--resolve-undo").contains(theirs))
    _ = try history.prune(keepingReflogs: false) { _, _ in }
    #expect(try has(theirs, git))
    #expect(try git.faults() == "")
    try git("checkout", "--merge", "user.txt")
    #expect(String(decoding: try Files.read(folder / "user.txt"), as: UTF8.self).contains("theirs"))
  }

  @Test(arguments: Tool.allCases)
  func `What is staged, stashed, tagged, noted in a log or checked out elsewhere stays`(tool: Tool) throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder, environment: tool.environment)
    try git.write("user.txt", "stashed\n")
    try git("stash", "-q")
    try git.write("user.txt", "stashed later\n")
    try git("stash", "-q")
    try git.write("staged.txt", "staged\n")
    try git("add", "staged.txt")
    try git("write-tree")
    try git("tag", "-a", "-m", "a tag", "v1", "HEAD")
    try git("worktree", "add", "-q", "--detach", (TemporaryFolder.current / "linked").string)
    let linked = Git(folder: TemporaryFolder.current / "linked")
    try linked.write("linked.txt", "linked\n")
    try linked("add", ".")
    try linked("commit", "-q", "-m", "in the linked tree")
    try linked.write("linked.txt", "linked and staged\n")
    try linked("add", ".")
    try history.save([("logged.txt", "logged")])
    let logged = try git("rev-parse", "HEAD")
    try git("reset", "-q", "--soft", "HEAD^")
    try git("rm", "-q", "--cached", "logged.txt")
    let kept = try git("stash", "list")
    _ = try history.prune(keepingReflogs: true) { _, _ in }
    let faults = try git.faults() + linked.faults()
    #expect(faults == "")
    #expect(try has(logged.trimmingCharacters(in: .newlines), git))
    _ = try history.prune(keepingReflogs: false) { _, _ in }
    #expect(try !has(logged.trimmingCharacters(in: .newlines), git))
    #expect(try git.faults() + linked.faults() == "")
    #expect(try git.status() == "A  staged.txt\n?? logged.txt\n")
    #expect(try git("stash", "list") == kept)
    #expect(try git("show", "stash@{1}:user.txt") == "stashed\n")
    #expect(try git("cat-file", "-t", "v1") == "tag\n")
    #expect(try linked("show", "HEAD:linked.txt") == "linked\n")
    #expect(try linked("diff", "--cached", "--stat").contains("linked.txt"))
  }

  @Test(arguments: ["index.lock", "refs/heads/side.lock", "packed-refs.lock", "gc.pid"])
  func `While git is at work nothing is removed`(lock: String) throws {
    let (git, history, canary) = try repository()
    try git.write(".git/" + lock, "")
    let before = try FileTree(of: folder / ".git", passingOver: ["manent"])
    let error = #expect(throws: GitError.self) { try history.prune(keepingReflogs: false) { _, _ in } }
    #expect(error?.code == .busy && error?.path?.name == Path(lock).name)
    #expect(try FileTree(of: folder / ".git", passingOver: ["manent"]).differences(from: before) == [])
    try Files.remove(folder / ".git" / lock)
    #expect(try has(canary, git))
  }

  @Test(arguments: Tool.allCases)
  func `A history that is not complete is not pruned`(tool: Tool) throws {
    let (git, history, _) = try repository(with: tool)
    let blob = try git("rev-parse", "HEAD:user.txt").trimmingCharacters(in: .newlines)
    for pack in try Files.list(folder / ".git/objects/pack") where pack.hasSuffix(".idx") {
      guard try git("verify-pack", "-v", ".git/objects/pack/" + pack).contains(blob) else { continue }
      for kind in ["idx", "pack"] { try Files.remove(folder / ".git/objects/pack" / (pack.dropLast(3) + kind)) }
    }
    let before = try FileTree(of: folder / ".git", passingOver: ["manent"])
    let again = try History.of(folder, environment: tool.environment)
    let error = #expect(throws: GitError.self) { try again.prune(keepingReflogs: false) { _, _ in } }
    #expect([.missing, .damaged].contains(error?.code))
    #expect(try FileTree(of: folder / ".git", passingOver: ["manent"]).differences(from: before) == [])
    withExtendedLifetime(history) {}
  }

  @Test(arguments: Tool.allCases)
  func `What a killed prune left of a pack goes with the next, and nobody else's half pack does`(tool: Tool) throws {
    let (git, history, _) = try repository(with: tool)
    let place = folder / ".git/objects/pack"
    let (left, other) = ("pack-" + String(repeating: "a", count: 40), "pack-" + String(repeating: "b", count: 40))
    for name in [left, other] { try Files.writeNew([1], to: place / "\(name).pack") }
    try git.write(".git/manent/noted-removal", left + "\n../../config\n")
    try history.save([("a", "1")])
    _ = try history.prune(keepingReflogs: true) { _, _ in }
    #expect(!Files.exists(place / "\(left).pack"))
    // Git takes a pack without an index for one that it may remove.
    if tool == .ourselves { #expect(Files.exists(place / "\(other).pack")) }
    #expect(Files.exists(folder / ".git/config") && !Files.exists(folder / ".git/manent/noted-removal"))
    #expect(try git.status() == "")
  }

  @Test func `Objects that are declared precious are not removed`() throws {
    let (git, _, canary) = try repository()
    try git("config", "core.repositoryFormatVersion", "1")
    try git("config", "extensions.preciousObjects", "true")
    let history = try History.of(folder)
    let error = #expect(throws: GitError.self) { try history.prune(keepingReflogs: false) { _, _ in } }
    #expect(error?.description.contains("extensions.preciousObjects") == true)
    #expect(try has(canary, git))
    #expect(try history.save([("goes.txt", "on")]).commit != nil)
    #expect(try git.faults() == "")
  }

  @Test func `Who had the repository open writes again what was removed`() throws {
    let (git, history, canary) = try repository()
    let other = try History.of(folder)
    try other.save([("mine.txt", "mine")])
    _ = try history.prune(keepingReflogs: false) { _, _ in }
    #expect(try !has(canary, git))
    try other.save([("again.txt", "the canary sings at midnight\n")])
    #expect(try has(canary, git))
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
  }
}
