import Foundation
import ManentCore
import TestSupport
import Testing

@testable import ManentGit
@testable import ManentHistory

@Suite(.temporaryFolder) struct `A remote in git's settings` {
  private let folder = TemporaryFolder.current

  private func open(_ git: Git) throws -> History {
    try #require(try History.open(containing: git.folder, environment: [:], patience: .milliseconds(100)))
  }

  @Test(arguments: ["main", "feature/x", "ünï/cödé", "a.b", "x.lock-not", "a\"b", "UPPER/lower"])
  func `is written as git writes it, whatever the branch is called`(_ branch: String) throws {
    let git = try Git.repository(at: folder / "work")
    try git("switch", "-q", "-c", branch + "!")
    try git("branch", "-M", branch)
    let history = try open(git)
    #expect(try history.remote() == nil)
    try history.addRemote("origin", RemoteURL(configured: "/some \"where\"; #x\\y"))
    let remote = try #require(try history.remote())
    #expect(!remote.isFollowed && remote.branch == branch && remote.localBranch == branch)
    #expect(remote.tracking == "refs/remotes/origin/\(branch)")
    try history.follow(remote)
    #expect(try open(git).remote()?.isFollowed == true)
    #expect(try git("config", "remote.origin.url") == "/some \"where\"; #x\\y\n")
    #expect(try git("config", "remote.origin.fetch") == "+refs/heads/*:refs/remotes/origin/*\n")
    #expect(try git("config", "branch.\(branch).remote") == "origin\n")
    #expect(try git("config", "branch.\(branch).merge") == "refs/heads/\(branch)\n")
    #expect(try Files.list(git.folder / ".git/manent") == ["lock"])
  }

  @Test func `leaves the rest of the file and its permissions as they are`() throws {
    let git = try Git.repository(at: folder / "work")
    let file = git.folder / ".git/config"
    let before = "# mine\n" + String(decoding: try Files.read(file), as: UTF8.self) + "[Core]\n\teditor = vi ; best\n"
    try Files.writeAtomically(Array(before.utf8), to: file, mode: 0o600)
    try open(git).addRemote("origin", RemoteURL(configured: "/x"))
    let after = String(decoding: try Files.read(file), as: UTF8.self)
    #expect(after.hasPrefix(before))
    #expect(try Files.status(file)?.mode == 0o600)
    #expect(try git("config", "core.editor") == "vi\n")
  }

  @Test func `waits for git's lock, and says so when it stays`() throws {
    let git = try Git.repository(at: folder / "work")
    try git.write(".git/config.lock", "")
    let error = #expect(throws: GitError.self) {
      try open(git).addRemote("origin", RemoteURL(configured: "/x"))
    }
    #expect(error?.description.contains("another program holds their lock") == true)
    #expect(Files.exists(git.folder / ".git/config.lock"))
    try Files.remove(git.folder / ".git/config.lock")
    try open(git).addRemote("origin", RemoteURL(configured: "/x"))
  }

  @Test func `is chosen as git chooses it`() throws {
    let git = try Git.repository(at: folder / "work")
    try git("remote", "add", "backup", "/backup")
    #expect(try open(git).remote()?.name == "backup")
    try git("remote", "add", "other", "/other")
    let several = #expect(throws: GitError.self) { try open(git).remote() }
    #expect(several?.description.contains("backup, other") == true)
    try git("remote", "add", "origin", "/origin")
    #expect(try open(git).remote()?.name == "origin")
    try git("config", "branch.main.remote", "other")
    try git("config", "branch.main.merge", "refs/heads/there")
    try git("config", "remote.other.fetch", "+refs/heads/*:refs/elsewhere/*")
    let followed = try #require(try open(git).remote())
    #expect(followed.name == "other" && followed.branch == "there" && followed.tracking == "refs/elsewhere/there")
    #expect(try open(git).remote(named: "backup")?.branch == "main")
    try git("config", "branch.main.remote", "/a/path")
    let path = #expect(throws: GitError.self) { try open(git).remote() }
    #expect(path?.description.contains("no remote is called that") == true)
    try git("switch", "-q", "--detach")
    let detached = #expect(throws: GitError.self) { try open(git).remote() }
    #expect(detached?.code == .detached)
  }
}
