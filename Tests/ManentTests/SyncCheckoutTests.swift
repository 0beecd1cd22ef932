import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Clones that hold less than all: partial and shallow ones, and those whose large files lie beside the history.
@Suite(.temporaryFolder, .slow) struct `A clone that does not hold everything` {
  private let folder = TemporaryFolder.current

  @Test func `a partial one has git bring what a sync needs, and tells its log without the rest`() throws {
    let server = try GitServer(.file, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning("first")
    try first.say("one")
    try first.say("two")
    try first.sync(url)
    for setting in ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"] {
      try server.git()("config", setting, "true")
    }
    let second = try SyncMachine("second")
    try second.tool.shell("git", "clone", "-q", "--filter=blob:none", url, second.root.string)
    try first.say("three")
    try first.sync()
    try second.say("in between", in: "other")
    #expect(try second.sync()["pulled"] == 1)
    #expect(try second.questions() == ["one", "two", "three"])
    #expect(try second.tool.succeed("-w", "work", "log").contains("messages in"))
    #expect(try second.tool.succeed("-w", "work", "doctor") == "all is well\n")
    #expect(!Files.exists(second.root / ".manent/merging"))
  }

  @Test func `a shallow one can be read, and ends where it ends`() throws {
    let first = try SyncMachine.beginning("first")
    for text in ["one", "two", "three"] { try first.say(text) }
    let second = try SyncMachine("second")
    try second.tool.shell("git", "clone", "-q", "--depth", "2", "file://\(first.root)", second.root.string)
    #expect(try second.tool.json("-w", "work", "status", "--json")["history"]?["commits"] == 2)
    #expect(try second.tool.json("-w", "work", "log", "--json").array?.count == 2)
    for command in ["storage", "doctor", "stats"] { try second.tool.succeed("-w", "work", command) }
    try second("sync").expectFailure(1, saying: "git fetch --unshallow")
  }

  @Test(.enabled(if: Self.hasLargeFiles, "needs git-lfs"))
  func `with Git LFS sends the contents along, and leaves pointers to git`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let first = try SyncMachine.beginning("first")
    let git = Git(folder: first.root)
    try git("lfs", "install", "--local")
    try git("lfs", "track", "documents/*.big")
    try first.tool.write("\(first.root)/documents/x.big", "A large file about kangaroos.\n")
    try git("add", ".")
    try git("-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "-m", "large")
    try first.say("kangaroos?")
    #expect(try git("show", "HEAD:documents/x.big").hasPrefix("version https://git-lfs.github.com/spec/v1\n"))
    try first.sync(server.repository())
    let stored = try first.tool.shell("find", (server.folder / "work.git/lfs/objects").string, "-type", "f")
    #expect(stored.split(separator: "\n").count == 1)
    try first.expectWell()
  }

  @Test func `takes another repository among the documents over as git does, and passes over what is in it`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let inner = try Git.repository(at: folder / "inner")
    try first(inner, "walrus.md", "The walrus library holds 700 volumes.\n")
    let one = try SyncMachine.beginning("one")
    try one.say("begin")
    try one.sync(url)
    let two = try SyncMachine.joining("two", url)
    let git = Git(folder: one.root)
    try git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder.string, "documents/lib")
    try git("-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "-m", "lib")
    try one.say("with it")
    try one.sync()
    // One that has work of its own, and one that begins.
    try two.say("meanwhile", in: "other")
    try two.sync()
    let three = try SyncMachine.joining("three", url)
    for machine in [two, three] {
      #expect(try Files.list(machine.root / "documents/lib") == [])
      #expect(try Git(folder: machine.root).status() == "")
      #expect(try machine.questions() == ["begin", "with it"])
      try machine.expectWell()
    }
    let clone = Git(folder: two.root)
    try clone("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init")
    let search = try two("search", "walrus")
    #expect(search.status == 0 && !search.output.contains("700 volumes"))
    #expect(search.errors.contains("documents/lib is a repository of its own"))
    #expect(try clone.status() == "")
    // Where it goes again, what was checked out of it stays, and is the user's.
    try git("rm", "-q", "documents/lib")
    try git("-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "-m", "no lib")
    try one.sync()
    try two.sync()
    try three.sync()
    #expect(Files.exists(two.root / "documents/lib/walrus.md") && !Files.exists(three.root / "documents/lib"))
    #expect(try Git(folder: three.root).status() == "")
  }

  private func first(_ git: Git, _ name: String, _ text: String) throws {
    try Files.writeAtomically(Array(text.utf8), to: git.folder / name)
    try git("add", ".")
    try git("commit", "-q", "-m", "first")
  }

  private static var hasLargeFiles: Bool { ProgramCall.find("git-lfs", in: Platform.environment) != nil }
}
