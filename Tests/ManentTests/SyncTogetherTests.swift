import Foundation
import ManentCore
import ManentFormats
import Synchronization
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Machines that sync at once` {
  private let folder = TemporaryFolder.current

  /// Syncs all machines one after the other until none has anything left to do.
  private func settle(_ machines: [SyncMachine]) throws {
    for _ in 0..<5 {
      let isQuiet = try machines.map { machine in
        let report = try machine.sync()
        return report["pulled"] == 0 && report["pushed"] == 0
      }
      if isQuiet.allSatisfy({ $0 }) { return }
    }
    Issue.record("the machines do not come to rest")
  }

  /// Runs work for each machine, all at the same time.
  private func atOnce(_ machines: [SyncMachine], _ work: @escaping @Sendable (SyncMachine) throws -> Void) throws {
    let group = DispatchGroup()
    let failures = Failures()
    for machine in machines {
      group.enter()
      Thread.detachNewThread {
        do { try work(machine) } catch { failures.note("\(machine.root): \(error)") }
        group.leave()
      }
    }
    group.wait()
    #expect(failures.all == [])
  }

  @Test func `forget a chat on one side whose folder another has renamed meanwhile, and bring it back`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning("first")
    try first.say("Of otters")
    try first.sync(url)
    let second = try SyncMachine.joining("second", url)
    let chat = try first.tool.chatFolder(first.root)
    try first.tool.shell("git", "mv", chat.string, chat.string + "x", in: first.root)
    try first.tool.git(first.root, "commit", "-qm", "rename")
    try first.sync()
    #expect(try second("forget", "shared", "--yes").status == 0)
    try settle([second, first, second])
    for machine in [first, second] {
      #expect(try machine.tool.json("-w", "work", "chats", "--json") == [])
      try machine.expectWell()
    }
    #expect(try first("restore", "shared").status == 0)
    try settle([first, second])
    for machine in [first, second] { #expect(try machine.questions() == ["Of otters"]) }
  }

  @Test func `have one chat of a name that each had begun before they met`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.sync(url)
    let others = [try SyncMachine.joining("second", url), try SyncMachine.joining("third", url)]
    let machines = [first] + others
    for (number, machine) in machines.enumerated() { try machine.say("\(number) begins", in: "daily") }
    #expect(try machines[2]("tag", "daily", "plan").status == 0)
    try settle(machines)
    // One that had not heard of it yet goes on in its own folder.
    for (number, machine) in machines.enumerated().reversed() {
      #expect(try Set(machine.questions(in: "daily")) == ["0 begins", "1 begins", "2 begins"])
      try machine.say("\(number) goes on", in: "daily")
    }
    try settle(machines)
    for machine in machines {
      #expect(try machine.questions(in: "daily").count == 6)
      let chats = try machine.tool.json("-w", "work", "chats", "--json").array ?? []
      #expect(chats.map { $0["id"] } == ["daily"])
      #expect(chats.first?["tags"] == ["plan"])
      #expect(try machine.tree() == first.tree())
      try machine.expectWell()
    }
    // Forgotten and brought back, it is one as well.
    #expect(try first("forget", "daily", "--yes").status == 0)
    try settle(machines)
    #expect(try others[0]("restore", "daily").status == 0)
    try settle(machines)
    for machine in machines {
      #expect(try machine.questions(in: "daily").count == 6)
      #expect(try machine.tool.json("-w", "work", "chats", "--json").array?.count == 1)
    }
  }

  @Test(arguments: [2, 3]) func `lose nothing and end with the same tree`(_ count: Int) throws {
    let server = try GitServer(.file, in: folder / "server")
    let url = try server.repository()
    var machines = [try SyncMachine.beginning("m0")]
    try machines[0].say("begin")
    try machines[0].sync(url)
    for number in 1..<count { machines.append(try SyncMachine.joining("m\(number)", url)) }
    try atOnce(machines) { machine in
      let name = machine.root.parent.parent.name
      for round in 0..<8 {
        try machine.say("\(name) says \(round)", in: round % 2 == 0 ? "shared" : "also-\(name)")
        try machine.sync()
      }
    }
    try settle(machines)
    let tree = try machines[0].tree()
    for machine in machines {
      #expect(try machine.tree() == tree)
      let shared = try machine.questions()
      #expect(shared.count == 4 * count + 1 && Set(shared).count == shared.count, "\(shared)")
      for number in 0..<count { #expect(try machine.questions(in: "also-m\(number)").count == 4) }
      try machine.expectWell()
    }
    #expect(try server.git().faults() == "")
  }

  @Test func `and are beaten to a push begin again until it goes through`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.sync(url)
    // Before each of the next three pushes is taken, somebody else's commit is.
    let hook = server.folder / "work.git/hooks/pre-receive"
    try first.tool.write(
      hook.string,
      """
      #!/bin/sh
      count=$(cat count 2>/dev/null || echo 0)
      [ "$count" -ge 3 ] && exit 0
      echo $((count + 1)) >count
      unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
      tip=$(git rev-parse refs/heads/main)
      git update-ref refs/heads/main "$(git commit-tree -p "$tip" -m "beat $count" "$tip^{tree}")"

      """)
    try first.tool.shell("chmod", "+x", hook.string)
    try first.say("one")
    let report = try first.sync()
    #expect(report["pulled"] == 3, "\(report.serialized())")
    #expect(try (server.folder / "work.git/count").text == "3\n")
    let log = try server.git()("log", "--format=%s", "main")
    for count in 0..<3 { #expect(log.contains("beat \(count)")) }
    #expect(try first.standing() == ["remote": "origin/main", "ahead": 0, "behind": 0])
    try first.expectWell()
  }

  @Test func `offline keep everything, and join when the network is back`() throws {
    let server = try GitServer(.daemon, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.say("begin")
    try first.sync(url)
    let second = try SyncMachine.joining("second", url)
    server.server?.stop()
    for machine in [first, second] {
      try machine.say("offline on \(machine.root.parent.parent.name)")
      try machine("sync").expectFailure(1, saying: "Connection refused", "nothing is lost")
      try machine.expectWell()
      #expect(try machine.standing()?["ahead"] == 1)
    }
    let again = try GitServer(.daemon, in: folder / "server")
    for machine in [first, second] {
      try machine.tool.git(machine.root, "remote", "set-url", "origin", again.address(of: "work.git"))
    }
    try settle([first, second, first])
    #expect(try first.questions().count == 3)
    #expect(try first.tree() == second.tree())
  }

  @Test func `and are killed at any moment need no help afterwards`() throws {
    let server = try GitServer(.file, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.say("begin")
    try first.sync(url)
    let second = try SyncMachine.joining("second", url)
    var generator = SystemRandomNumberGenerator()
    let rounds = Machine.isThorough ? 200 : 24
    for round in 0..<rounds {
      try second.say("second \(round)")
      try second.sync()
      try first.say("first \(round)")
      let delay = UInt32.random(in: 0..<160_000, using: &generator)
      try killed(first, after: delay)
      // The next command of any kind works, and so does the next sync.
      let place = "killed \(delay) µs into round \(round)"
      let next = try first("chats")
      #expect(next.status == 0, "\(place): \(next)")
      #expect(try first.tool.faults(first.root) == [], "\(place)")
      let synced = try first("sync")
      #expect(synced.status == 0, "\(place): \(synced)")
      #expect(try first.tool.uncommitted(first.root) == "", "\(place): \(synced)")
    }
    try settle([first, second])
    #expect(try first.tree() == second.tree())
    #expect(try first.questions().count == 2 * rounds + 1)
    try first.expectWell()
    #expect(try server.git().faults() == "")
  }

  /// Starts a sync and kills it after so many microseconds, unless it has ended by then.
  private func killed(_ machine: SyncMachine, after delay: UInt32) throws {
    var child = try ChildProcess(
      ProgramCall(
        TestSupport.Tool.program, ["-w", "work", "sync"], environment: machine.tool.environment,
        folder: machine.tool.folder))
    usleep(delay)
    child.kill()
    while child.ending() == nil { usleep(1000) }
  }
}

/// What went wrong on other threads.
private final class Failures: Sendable {
  private let list = Mutex<[String]>([])

  func note(_ failure: String) { list.withLock { $0.append(failure) } }

  var all: [String] { list.withLock { $0 } }
}
