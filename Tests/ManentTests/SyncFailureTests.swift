import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A sync that cannot be done` {
  private let folder = TemporaryFolder.current

  @Test func `without a remote says how to set one`() throws {
    let machine = try SyncMachine.beginning()
    try machine("sync").expectFailure(1, saying: "no remote is set", "manent sync URL")
  }

  @Test(
    arguments: [
      ("-x", "begins with a dash"), ("ext::sh -c id", "runs programs"), ("EXT::sh", "runs programs"),
      ("fd::17", "runs programs"), ("a\nb", "control characters"), ("", "empty"),
    ])
  func `to an address that could do harm is refused, and nothing is set`(_ address: String, _ reason: String) throws {
    let machine = try SyncMachine.beginning()
    try machine("sync", "--", address).expectFailure(1, saying: reason)
    try machine.tool("init", "other", "--remote=\(address)").expectFailure(1, saying: reason)
    #expect(try machine.tool.git(machine.root, "remote") == "")
  }

  @Test(
    arguments: [
      ("/no/such/place.git", "does not appear to be a git repository"), ("file:///no/such", "repository there first"),
      ("http://127.0.0.1:1/x.git", "127.0.0.1"), ("ssh://127.0.0.1:1/x.git", "Connection refused"),
      ("git://127.0.0.1:1/x.git", "Connection refused"), ("host.invalid:x.git", "host.invalid"),
      ("https://name:word@host.invalid/x.git?key=word", "https://host.invalid/x.git: "),
    ])
  func `to a place that does not answer says so in one line, and nothing is set`(
    _ address: String, _ words: String
  ) throws {
    let machine = try SyncMachine.beginning()
    let outcome = try machine("sync", address)
    outcome.expectFailure(1, saying: "cannot reach", words)
    #expect(!outcome.errors.contains("word"))
    #expect(try machine.tool.git(machine.root, "remote") == "")
    try machine.tool("init", "other", "--remote", address).expectFailure(1, saying: "cannot reach")
    #expect(!Files.exists(machine.tool.home / "other"))
    try machine.expectWell()
  }

  @Test func `says that git is missing`() throws {
    var machine = try SyncMachine.beginning()
    machine.tool.environment["PATH"] = "/nowhere:."
    let program = TestSupport.Tool.program.string
    let outcome = try Program(in: machine.tool.folder, environment: machine.tool.environment)
      .run(["/usr/bin/env", program, "-w", "work", "sync", "/x"])
    outcome.expectFailure(1, saying: "the program 'git' is not in PATH", "install it")
  }

  @Test func `names the remote that is set when another one is given`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let machine = try SyncMachine.beginning()
    try machine.sync(try server.repository())
    try machine("sync", try server.repository("other.git"))
      .expectFailure(1, saying: "follows origin (\(server.address(of: "work.git")))", "remote set-url origin")
    // The one that is set may be given again, also in another spelling, and by its name.
    try machine.sync(server.address(of: "work.git") + "/")
    try machine.sync("origin")
  }

  @Test func `because the remote declines gives the remote's own words`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let hook = server.folder / "work.git/hooks/pre-receive"
    let machine = try SyncMachine.beginning()
    try machine.tool.write(hook.string, "#!/bin/sh\necho 'No pushing on \u{1B}[31mSundays'\nexit 1\n")
    try machine.tool.shell("chmod", "+x", hook.string)
    let outcome = try machine("sync", url)
    outcome.expectFailure(1, saying: "pre-receive hook declined", "Sundays", "safe here")
    #expect(!outcome.errors.contains("\u{1B}"))
    try Files.remove(hook)
    #expect(try machine.sync()["pushed"] == 1)
  }

  @Test func `to a repository with a work tree says that a bare one is needed`() throws {
    let machine = try SyncMachine.beginning()
    try Git(folder: folder)("init", "-q", "-b", "main", "full")
    try machine("sync", "\(folder)/full").expectFailure(1, saying: "bare repository", "git init --bare")
  }

  @Test func `to another repository or another workspace is refused with the reason`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let code = try Git.repository(at: folder / "code")
    try code("push", "-q", try server.repository("code.git"), "main")
    try code("push", "-q", try server.repository("branch.git"), "main:trunk")
    let first = try SyncMachine.beginning()
    try first("sync", server.address(of: "code.git")).expectFailure(
      1, saying: "another repository", "no workspace.yaml")
    let second = try SyncMachine.beginning("second")
    try second("sync", server.address(of: "branch.git")).expectFailure(1, saying: "origin/trunk", "no workspace.yaml")
    try second.tool("init", "clone", "--remote", server.address(of: "code.git"))
      .expectFailure(1, saying: "it holds no workspace")
    #expect(try Files.list(second.tool.home) == ["work"])

    let workspace = try SyncMachine.beginning("third")
    try workspace.sync(try server.repository())
    let fourth = try SyncMachine.beginning("fourth")
    let before = try fourth.tree()
    try fourth("sync", server.address(of: "work.git"))
      .expectFailure(4, saying: "nothing in common", "manent init NAME --remote URL", "--allow-unrelated")
    #expect(try fourth.tree() == before)
    #expect(try server.git()("log", "--format=%an").trimmingCharacters(in: .newlines) == "third")
    try fourth.expectWell()
  }

  @Test func `in the middle of something of the user's says what to finish`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let machine = try SyncMachine.beginning()
    try machine.sync(try server.repository())
    try machine.tool.git(machine.root, "switch", "-q", "--detach")
    try machine("sync").expectFailure(1, saying: "no branch is checked out", "git switch")
    try machine.tool.git(machine.root, "switch", "-q", "main")
    try machine.tool.git(machine.root, "switch", "-q", "-c", "side", "HEAD")
    try machine.say("one", in: "a")
    try machine.tool.git(machine.root, "switch", "-q", "main")
    try machine.say("two", in: "b")
    try machine.tool.git(machine.root, "merge", "-q", "--no-commit", "side")
    try machine("sync").expectFailure(1, saying: "a merge is in progress", "finish it with git")
    try machine.tool.git(machine.root, "merge", "--abort")
    #expect(try machine.sync()["pushed"] == 1)
  }

  @Test func `in a shallow clone says how to complete it`() throws {
    let server = try GitServer(.file, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.say("one")
    try first.sync(url)
    let second = try SyncMachine("second")
    try Files.makeFolders(second.tool.home)
    try second.tool.shell("git", "clone", "-q", "--depth", "1", url, second.root.string)
    try second("sync").expectFailure(1, saying: "newest part", "git fetch --unshallow")
    try second.tool.git(second.root, "fetch", "-q", "--unshallow")
    #expect(try second.sync()["pulled"] == 0)
  }

  @Test func `from a remote with a missing object takes nothing over`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.sync(url)
    let second = try SyncMachine.joining("second", url)
    let before = try second.tree()
    try first.say("one")
    try first.sync()
    // Loose, so that one of them can be taken away.
    let git = server.git()
    let blob = try git(
      "rev-parse", "main:\(first.tool.chatFolder(first.root).relative(to: first.root) ?? "")/0001.jsonl"
    )
    .trimmingCharacters(in: .newlines)
    try first.tool.shell(
      "sh", "-c", "mv objects/pack .; for p in pack/*.pack; do git unpack-objects -q <$p; done; rm -rf pack",
      in: git.folder)
    try first.tool.shell("rm", "-f", "\(git.folder)/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    let outcome = try second("sync")
    outcome.expectFailure(1, saying: "origin (\(url))")
    #expect(try second.tree() == before)
    try second.expectWell()
  }
}
