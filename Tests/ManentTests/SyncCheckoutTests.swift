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

  private static var hasLargeFiles: Bool { ProgramCall.find("git-lfs", in: Platform.environment) != nil }
}
