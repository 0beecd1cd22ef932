import Foundation
import ManentCore
import TestSupport
import Testing

@testable import ManentGit
@testable import ManentHistory

@Suite(.temporaryFolder) struct `The user's git` {
  private let folder = TemporaryFolder.current

  private var environment: [String: String] {
    ["PATH": "/usr/bin:/bin", "HOME": folder.string, "GIT_CONFIG_NOSYSTEM": "1"]
  }

  /// A repository, its bare remote, and both ends of it.
  private func pair() throws -> (git: Git, bare: Git, history: History, remote: Remote, transport: GitTransport) {
    let git = try Git.repository(at: folder / "work")
    try Git(folder: folder)("init", "-q", "--bare", "-b", "main", "bare.git")
    let history = try History.of(git.folder)
    try history.addRemote("origin", RemoteURL(configured: "\(folder)/bare.git"))
    return (
      git, Git(folder: folder / "bare.git"), history, try #require(try history.remote()),
      try GitTransport(environment: environment)
    )
  }

  private func commit(_ git: Git, _ revision: String) throws -> CommitID {
    try #require(CommitID(try git("rev-parse", revision).trimmingCharacters(in: .newlines)))
  }

  @Test func `fetches and pushes a branch, and notes where it is`() throws {
    let (git, bare, history, remote, transport) = try pair()
    guard case .noBranch(let heads) = try transport.fetch(remote, in: history) else {
      Issue.record("an empty repository has a branch")
      return
    }
    #expect(heads.branches.isEmpty)
    let head = try commit(git, "HEAD")
    #expect(try transport.push(head, to: remote, in: history) == .done)
    #expect(try commit(bare, "main") == head && commit(git, "refs/remotes/origin/main") == head)
    #expect(try transport.fetch(remote, in: history) == .tip(head))
    #expect(try git("for-each-ref", "--format=%(refname)") == "refs/heads/main\nrefs/remotes/origin/main\n")
    #expect(!Files.exists(git.folder / ".git/FETCH_HEAD"))
  }

  @Test func `is not kept from it by a lock on the tracking reference`() throws {
    let (git, bare, history, remote, transport) = try pair()
    let head = try commit(git, "HEAD")
    try git.write(".git/refs/remotes/origin/main.lock", "")
    #expect(try transport.push(head, to: remote, in: history) == .done)
    #expect(try commit(bare, "main") == head)
    #expect(try transport.fetch(remote, in: history) == .tip(head))
    try Files.remove(git.folder / ".git/refs/remotes/origin/main.lock")
    #expect(try transport.fetch(remote, in: history) == .tip(head))
    #expect(try commit(git, "refs/remotes/origin/main") == head)
  }

  @Test func `replaces a branch only when it is where it was thought to be`() throws {
    let (git, bare, history, remote, transport) = try pair()
    let first = try commit(git, "HEAD")
    #expect(try transport.push(first, to: remote, in: history) == .done)
    try git("commit", "-q", "--amend", "-m", "another")
    let second = try commit(git, "HEAD")
    #expect(try transport.push(second, to: remote, in: history) == .beaten("non-fast-forward"))
    #expect(try transport.push(second, to: remote, replacing: second, in: history) == .beaten("stale info"))
    #expect(try commit(bare, "main") == first)
    #expect(try transport.push(second, to: remote, replacing: first, in: history) == .done)
    #expect(try commit(bare, "main") == second)
  }

  @Test func `runs no hook of the repository`() throws {
    let (git, _, history, remote, transport) = try pair()
    for hook in ["pre-push", "reference-transaction", "post-checkout"] {
      try git.write(".git/hooks/\(hook)", "#!/bin/sh\ntouch '\(folder)/ran'\nexit 1\n")
      #expect(chmod("\(git.folder)/.git/hooks/\(hook)", 0o755) == 0)
    }
    #expect(try transport.push(commit(git, "HEAD"), to: remote, in: history) == .done)
    _ = try transport.fetch(remote, in: history)
    #expect(!Files.exists(folder / "ran"))
  }

  @Test func `is not led elsewhere by the variables of a hook that calls Manent`() throws {
    let (git, bare, history, remote, _) = try pair()
    var environment = environment
    environment["GIT_DIR"] = (folder / "bare.git").string
    environment["GIT_INDEX_FILE"] = "/nowhere"
    environment["LC_ALL"] = "de_DE.UTF-8"
    let transport = try GitTransport(environment: environment)
    let head = try commit(git, "HEAD")
    #expect(try transport.push(head, to: remote, in: history) == .done)
    #expect(try commit(bare, "main") == head)
  }
}
