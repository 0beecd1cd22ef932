import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite(.temporaryFolder) struct LockTests {
  let folder = TemporaryFolder.current / "w"

  @Test func `In the middle of a merge a commit waits`() throws {
    let git = try Git.repository(at: folder)
    try git("checkout", "-q", "-b", "side")
    try git.write("user.txt", "theirs")
    try git("commit", "-q", "-am", "theirs")
    try git("checkout", "-q", "main")
    try git.write("user.txt", "ours")
    try git("commit", "-q", "-am", "ours")
    #expect(try git.run(["merge", "side"]).status == 1)
    let before = try git.status()
    let history = try History.of(folder)
    #expect(try history.commit([.write(path: "a", content: [])], message: "No", at: noon) == .deferred(.merging))
    #expect(try git.status() == before)
    try git("merge", "--abort")
    #expect(try git.run(["cherry-pick", "side"]).status == 1)
    #expect(try history.commit([.write(path: "a", content: [])], message: "No", at: noon) == .deferred(.cherryPicking))
    try git("cherry-pick", "--abort")
    #expect(try git.run(["rebase", "side"]).status == 1)
    #expect(try history.commit([.write(path: "a", content: [])], message: "No", at: noon) == .deferred(.rebasing))
    try git("rebase", "--abort")
    #expect(try history.save([("a", "1")]).commit != nil)
  }

  @Test func `Conflicts that are left in the index are left to the user`() throws {
    let git = try Git.repository(at: folder)
    try git.write("user.txt", "stashed")
    try git("stash", "-q")
    try git.write("user.txt", "committed")
    try git("commit", "-q", "-am", "committed")
    #expect(try git.run(["stash", "pop"]).status == 1)
    #expect(try git.status() == "UU user.txt\n")
    let history = try History.of(folder)
    #expect(try history.uncommitted() == [PathChange(path: "user.txt", kind: .modified)])
    #expect(try history.save([("a", "1")]).commit != nil)
    #expect(try git.status() == "UU user.txt\n")
    #expect(try history.commit([.write(path: "user.txt", content: [0x31])], message: "Over it", at: noon).commit != nil)
    #expect(try git.status() == "UU user.txt\n")
    #expect(try git.faults() == "")
  }

  @Test(arguments: [(".git/index.lock", CommitDelay.indexLocked), (".git/refs/heads/main.lock", .branchLocked)])
  func `A lock that somebody else holds makes a commit wait, and is not taken away`(name: String, delay: CommitDelay)
    throws
  {
    let git = try Git.repository(at: folder)
    try git.write(name, "")
    let history = try History.of(folder, patience: .milliseconds(50))
    let head = try history.head()
    #expect(try history.save([("a", "1")]) == .deferred(delay))
    #expect(Files.exists(folder / name))
    #expect(try history.head() == head)
    try Files.remove(folder / name)
    #expect(try history.save([("a", "1")]).commit != nil)
    #expect(try git.status() == "")
    #expect(try Files.list(folder / ".git/manent") == ["guards", "lock", "packs"])
  }

  @Test func `A note that another process is just writing is not taken for a killed one's`() throws {
    _ = try Git.repository(at: folder)
    let drafts = folder / ".git/manent"
    try Files.makeFolders(drafts)
    let running = ".noted-packs.\(getpid())-17.tmp"
    let gone = ".noted-packs.\(try Self.endedProcess())-17.tmp"
    for name in [running, gone] { try Files.writeNew([], to: drafts / name) }
    #expect(try History.of(folder).save([("a", "1")]).commit != nil)
    #expect(Files.exists(drafts / running))
    #expect(!Files.exists(drafts / gone))
  }

  /// The number of a process that has ended.
  private static func endedProcess() throws -> Int32 {
    let call = ProgramCall("/bin/sh", ["-c", "echo $$"], environment: [:])
    let outcome = try ChildProcess.run(call)
    return try #require(Int32(String(decoding: outcome.output, as: UTF8.self).dropLast()))
  }

  @Test func `Locks of a killed process of Manent are cleared away`() throws {
    let git = try Git.repository(at: folder)
    let drafts = folder / ".git/manent"
    try Files.makeFolders(drafts)
    for (draft, lock) in [("index", "index.lock"), ("reference", "refs/heads/main.lock")] {
      try Files.writeNew([], to: drafts / draft)
      #expect(link((drafts / draft).string, (folder / ".git" / lock).string) == 0)
    }
    try Files.writeNew([], to: drafts / "index.lock")
    #expect(try git.run(["add", "."]).status == 128)
    #expect(try History.of(folder).save([("a", "1")]).commit != nil)
    #expect(try git.status() == "")
    #expect(try git.faults() == "")
  }

  @Test func `Two histories that commit in turn build on each other`() async throws {
    let git = try Git.repository(at: folder)
    let place = folder
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let history = try History.of(place, patience: .seconds(30))
          for turn in 0..<10 { #expect(try history.save([("w\(writer)/\(turn)", "\(turn)")]).commit != nil) }
        }
      }
      group.addTask {
        for turn in 0..<5 {
          try git.write("git-\(turn)", "")
          while try git.run(["add", "git-\(turn)"]).status != 0 {}
          while try git.run(["commit", "-q", "-m", "by git", "--", "git-\(turn)"]).status != 0 {}
        }
      }
      try await group.waitForAll()
    }
    #expect(try git("rev-list", "--count", "HEAD") == "46\n")
    #expect(try git("ls-tree", "-r", "--name-only", "HEAD").split(separator: "\n").count == 46)
    #expect(try git.status() == "")
    #expect(try git.faults() == "")
  }
}
