import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Two machines` {
  @Test(arguments: GitServer.Kind.allCases)
  func `stay in step through a remote of every kind`(_ kind: GitServer.Kind) throws {
    let server = try GitServer(kind, in: TemporaryFolder.current / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning(settings: server.clientSettings)
    #expect(try first.standing() == ["remote": .null, "ahead": 0, "behind": 0])
    try first.say("one")
    #expect(try first.sync(url)["pushed"] == 2)
    #expect(try first.standing() == ["remote": "origin/main", "ahead": 0, "behind": 0])

    let second = try SyncMachine.joining("second", url, settings: server.clientSettings)
    #expect(try second.questions() == ["one"])
    #expect(try second.standing() == ["remote": "origin/main", "ahead": 0, "behind": 0])
    // Each goes on in the same chat and in one of its own.
    try first.say("two of the first")
    try first.say("alone", in: "a")
    try second.say("two of the second")
    #expect(try second.standing()?["ahead"] == 1)
    let pushed = try second.sync()
    #expect(pushed["pushed"] == 1 && pushed["pulled"] == 0)
    let merged = try first.sync()
    #expect(merged["pulled"] == 1 && merged["pushed"] == 3, "\(merged.serialized())")
    let forwarded = try second.sync()
    #expect(forwarded["pulled"] == 3 && forwarded["pushed"] == 0, "\(forwarded.serialized())")
    for machine in [first, second] {
      #expect(try Set(machine.questions()) == ["one", "two of the first", "two of the second"])
      #expect(try machine.questions(in: "a") == ["alone"])
      #expect(try machine.standing() == ["remote": "origin/main", "ahead": 0, "behind": 0])
      try machine.expectWell()
    }
    #expect(try first.tree() == second.tree())
    #expect(try server.git().faults() == "")
    // And once more, with nothing to do.
    let quiet = try first.sync()
    #expect(quiet["pulled"] == 0 && quiet["pushed"] == 0)
    #expect(quiet["merged"] == [] && quiet["kept_both"] == [])
    #expect(try first.tool.succeed("-w", "work", "sync").hasPrefix("in step with origin ("))
  }

  @Test func `of which one commits by hand are not called in step before that is done`() throws {
    let url = try GitServer(.path, in: TemporaryFolder.current / "server").repository()
    let machine = try SyncMachine.beginning()
    try machine.tool.succeed("-w", "work", "config", "set", "history.commit", "manual")
    let git = Git(folder: machine.root)
    try git("commit", "-q", "-a", "-m", "by hand")
    try machine.sync(url)
    try machine.say("one")
    let report = try machine.sync()
    #expect(report["pushed"] == 0)
    let left = report["uncommitted"]?.array?.compactMap(\.string) ?? []
    #expect(left.count == 2 && left.allSatisfy { $0.hasPrefix("chats/") }, "\(left)")
    let told = try machine.tool.succeed("-w", "work", "sync")
    for path in left { #expect(told.contains("not committed, and so not pushed: \(path)\n")) }
    #expect(told.contains(", but for 2 files not committed: history.commit is manual"))
    try git("add", "chats")
    try git("commit", "-q", "-m", "by hand")
    let done = try machine.sync()
    #expect(done["pushed"] == 1 && done["uncommitted"] == [])
  }

  @Test(arguments: ["pushurl", "pushInsteadOf"])
  func `that is pushed to elsewhere than it is fetched from is told as two places`(_ setting: String) throws {
    let server = try GitServer(.path, in: TemporaryFolder.current / "server")
    let first = try SyncMachine.beginning("first")
    let (one, two) = (try server.repository(), (TemporaryFolder.current / "two").string)
    try first.sync(one)
    try first.tool.shell("git", "init", "-q", "--bare", two)
    let git = Git(folder: first.root)
    if setting == "pushurl" {
      try git("remote", "set-url", "--push", "origin", two)
    } else {
      try git("config", "url.\(two).pushInsteadOf", one)
    }
    try first.say("a question")
    let told = try first.tool.succeed("-w", "work", "sync")
    #expect(told.hasPrefix("pushed ") && told.contains("\(one)) holds nothing new, and \(two), where is pushed to"))
    #expect(try Git(folder: Path(two))("rev-parse", "main") == git("rev-parse", "HEAD"))
    // And once more, with nothing to do.
    let quiet = try first.tool.succeed("-w", "work", "sync")
    #expect(quiet.hasPrefix("origin (\(one)) holds nothing new, and \(two)"))
    #expect(try first.sync()["pushed"] == 0)
  }
}
