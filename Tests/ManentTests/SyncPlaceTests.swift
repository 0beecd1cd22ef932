import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A remote that is out of the ordinary` {
  private let folder = TemporaryFolder.current

  @Test(arguments: ["feature/x", "ünï/cödé", "a.b", "a\"b$c'd"])
  func `has a branch of any name`(_ branch: String) throws {
    let server = try GitServer(.file, in: folder / "server")
    let url = try server.repository(branch: branch)
    let first = try SyncMachine.beginning()
    try first.tool.git(first.root, "branch", "-m", branch)
    try first.say("one")
    #expect(try first.sync(url)["branch"] == .string(branch))
    let second = try SyncMachine.joining("second", url)
    try second.say("two")
    try second.sync()
    #expect(try first.sync()["pulled"] == 1)
    #expect(try first.questions() == ["one", "two"])
    #expect(try second.standing() == ["remote": .string("origin/\(branch)"), "ahead": 0, "behind": 0])
    try second.expectWell()
  }

  @Test func `is empty and gets the new workspace`() throws {
    let server = try GitServer(.http, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine("first")
    #expect(try first.tool.json("init", "work", "--remote", url, "--json")["cloned"] == false)
    let second = try SyncMachine("second")
    #expect(try second.tool.json("init", "work", "--remote", url, "--json")["cloned"] == true)
    #expect(try first.tree() == second.tree())
    #expect(try second.sync()["pulled"] == 0)
    try second.tool("init", "work", "--remote", url).expectFailure(4, saying: "already a workspace")
  }

  @Test func `has a default branch that is not there`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository(branch: "elsewhere")
    let first = try SyncMachine.beginning()
    try first.sync(url)
    let second = try SyncMachine.joining("second", url)
    #expect(try second.tool.git(second.root, "branch", "--show-current") == "main\n")
    try second.expectWell()
  }

  @Test func `holds the history on another branch, and gets ours beside it`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.sync(url)
    try first.tool.git(first.root, "switch", "-q", "-c", "side")
    try first.say("aside")
    #expect(try first.sync()["branch"] == "side")
    #expect(try server.git()("branch", "--format=%(refname:short)") == "main\nside\n")
    try first.tool.git(first.root, "switch", "-q", "main")
    #expect(try first.sync()["pushed"] == 0)
  }

  @Test func `of another workspace is joined when that is asked for`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let (first, second) = (try SyncMachine.beginning(), try SyncMachine.beginning("second"))
    try first.say("one", in: "a")
    try first.sync(url)
    try second.say("two", in: "b")
    try second("sync", url).expectFailure(4, saying: "nothing in common")
    // The address is not kept until the two are joined.
    #expect(try second.tool.git(second.root, "remote") == "")
    #expect(try second.tool.git(second.root, "for-each-ref", "--format=%(refname)") == "refs/heads/main\n")
    try second.sync(url, "--allow-unrelated")
    try first.sync()
    for machine in [first, second] {
      #expect(try machine.questions(in: "a") == ["one"] && machine.questions(in: "b") == ["two"])
      try machine.expectWell()
    }
    #expect(try first.tree() == second.tree())
  }

  @Test func `of a larger repository gets what is new, and is otherwise left to git`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let machine = try SyncMachine("first")
    let code = try Git.repository(at: folder / "code")
    try code("remote", "add", "origin", url)
    let notes = code.folder / "notes"
    try machine.tool.succeed("init", notes.string)
    #expect(try machine.tool.json("-w", notes.string, "sync", "--json")["pushed"] == 2)
    try Git(folder: folder)("clone", "-q", url, "other")
    let other = Git(folder: folder / "other")
    try other.write("notes/documents/x.md", "From elsewhere.\n")
    try other("add", ".")
    try other("commit", "-q", "-m", "x")
    try other("push", "-q")
    let outcome = try machine.tool.run(["-w", notes.string, "sync"])
    outcome.expectFailure(1, saying: "inside the repository", "git pull")
    try machine.tool.run(["init", "\(code.folder)/more", "--remote", url]).expectFailure(
      1, saying: "inside the repository")
  }

  @Test func `that says nothing is given up after a while, or when the user wants to stop`() throws {
    let script =
      "import socket,sys,time;s=socket.socket();s.bind(('127.0.0.1',int(sys.argv[1])));s.listen(50);time.sleep(999)"
    let server = try Server(environment: ["PATH": "/usr/bin:/bin"], log: folder / "log") { port in
      ["python3", "-c", script, "\(port)"]
    }
    let machine = try SyncMachine.beginning()
    let url = "git://127.0.0.1:\(server.port)/x"
    try machine("sync", url, "--timeout", "1s").expectFailure(1, saying: "no word from there for 1 s")
    var child = try ChildProcess(
      ProgramCall(
        TestSupport.Tool.program, ["-w", "work", "sync", url], environment: machine.tool.environment,
        folder: machine.tool.folder))
    let children = Path("/proc/\(child.number)/task/\(child.number)/children")
    var started: [Int32] = []
    for _ in 0..<1000 where started.isEmpty {
      started = try children.text.split(separator: " ").compactMap { Int32($0) }
      usleep(10_000)
    }
    #expect(!started.isEmpty)
    kill(child.number, SIGINT)
    for _ in 0..<3000 where child.ending() == nil { usleep(10_000) }
    #expect(child.ending() == .exited(130))
    for process in started { #expect(!(kill(process, 0) == 0)) }
    server.stop()
  }

  @Test(.needsTracing, arguments: ["openat", "rename", "unlink", "write", "fsync"])
  func `is synced with no help after git itself was killed with the tool`(_ call: String) throws {
    // Another process serves the remote: what is killed is all on this side.
    let server = try GitServer(.daemon, in: folder / "server")
    let url = try server.repository()
    let (first, second) = (try SyncMachine.beginning(), try SyncMachine("second"))
    try first.say("begin")
    try first.sync(url)
    try second.tool.succeed("init", "work", "--remote", url)
    var stopped = 0
    for position in Machine.isThorough ? Array(1...60) : [1, 2, 3, 5, 8, 13, 21, 34] {
      try second.say("second \(position)")
      try second.sync()
      try first.say("first \(position)")
      let outcome = try first.tool.run(
        ["-w", "work", "sync"],
        under: [
          "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "signal=none", "-e",
          "inject=\(call):signal=KILL:when=\(position)",
        ])
      if outcome.status != 0 { stopped += 1 }
      let place = "\(call) \(position)"
      let next = try first("sync")
      #expect(next.status == 0, "\(place): \(outcome) then \(next)")
      #expect(try first.tool.faults(first.root) == [], "\(place)")
      #expect(try first.tool.uncommitted(first.root) == "", "\(place): \(outcome) then \(next)")
      #expect(try first.standing() == ["remote": "origin/main", "ahead": 0, "behind": 0], "\(place): \(next)")
    }
    #expect(stopped > 0)
  }
}
