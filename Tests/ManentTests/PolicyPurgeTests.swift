import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Chats that were forgotten long ago, and a policy whose turn it is.
@Suite(.temporaryFolder, .slow) struct `A purge by a policy` {
  private static let words = ["Quetzal", "quetzal"]
  private static let apply = ["-w", "work", "retention", "apply", "--yes"]

  /// Makes it look as if a chat had been forgotten seventy days ago.
  private static func age(_ chat: String, _ manent: Tool, _ root: Path) throws {
    let file = root / "forgotten.jsonl"
    let line = try #require(try file.text.split(separator: "\n").last { $0.contains("\"\(chat)\"") })
    let time = try #require(try JSON(parsing: String(line))["created_at"]?.string)
    let longAgo = Timestamp(milliseconds: Timestamp.now.milliseconds - 70 * 86_400_000)
    try manent.write(file.string, file.text.replacing(line, with: line.replacing(time, with: longAgo.description)))
    try manent.git(root, "commit", "-qam", "age")
  }

  /// A chat that was forgotten long ago, one that is newly forgotten and one that stays.
  private static func fill(_ manent: Tool, _ name: String, _ root: Path) throws {
    for (id, text) in [
      ("keep", "How do I begin?"), ("go", "Quetzal feathers"), ("new", "And this?"), ("go", "More of the quetzal"),
      ("keep", "How do I add a document?"),
    ] {
      try manent.succeed("-w", name, "chat", "--cid", id, text)
    }
    try manent.succeed("-w", name, "forget", "go", "--yes")
    try age("go", manent, root)
    try manent.succeed("-w", name, "forget", "new", "--yes")
    try manent.succeed("-w", name, "config", "set", "retention.purge_after", "2m")
  }

  @Test func `takes the chat out of everything, and leaves the others as they were`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    try Self.fill(manent, "work", root)
    try manent.git(root, "gc", "-q")
    #expect(try !Traces.places(of: Self.words, in: root).isEmpty)
    let kept = try manent.json("-w", "work", "show", "keep", "--json")
    let plan = try manent.json("-w", "work", "retention", "plan", "--json")
    #expect(plan["purge"]?.array?.map { $0["chat"] } == ["go"] && plan["forget"] == [])
    #expect(try manent("-w", "work", "retention", "apply").status == 4)
    #expect(try !Traces.places(of: Self.words, in: root).isEmpty)
    let report = try manent.json("-w", "work", "retention", "apply", "--yes", "--json")
    #expect(report["purged"] == ["go"] && report["forgotten"] == [])
    #expect(try Traces.places(of: Self.words, in: root) == [])
    #expect(try manent.json("-w", "work", "show", "keep", "--json") == kept)
    #expect(try manent.faults(root) == [] && manent.uncommitted(root) == "")
    #expect(try manent.succeed("-w", "work", "doctor") == "all is well\n")
    #expect(try manent.succeed("-w", "work", "retention", "apply", "--yes") == "work: nothing to do\n")
    try manent("-w", "work", "restore", "go").expectFailure(4, saying: "purged")
    try manent.succeed("-w", "work", "restore", "new")
  }

  @Test func `a purge on one machine while another appends: the text is gone from both, and nothing else`() throws {
    let server = try GitServer(.file, in: TemporaryFolder.current / "server")
    let url = try server.repository()
    let laptop = try SyncMachine.beginning("laptop")
    for (id, text) in [("keep", "How do I begin?"), ("go", "Quetzal feathers"), ("far", "Another one")] {
      try laptop.say(text, in: id)
    }
    try laptop.sync(url)
    let desktop = try SyncMachine.joining("desktop", url)
    try desktop.tool.succeed("config", "set", "--machine", "purges", "accept")
    try laptop.tool.succeed("-w", "work", "forget", "go", "--yes")
    try Self.age("go", laptop.tool, laptop.root)
    try laptop.tool.succeed("-w", "work", "config", "set", "retention.purge_after", "2m")

    // While one purges, the other, which has heard of nothing, goes on with the same chat and with others.
    try desktop.say("The quetzal again", in: "go")
    try desktop.say("And then?", in: "keep")
    #expect(try laptop.tool.json("-w", "work", "retention", "apply", "--yes", "--json")["purged"] == ["go"])
    try laptop.say("It goes on here, too", in: "keep")
    try desktop.say("Of quetzals there is no end", in: "go")
    try desktop.say("New on the desktop", in: "desk")

    for machine in [laptop, desktop, laptop, desktop] { try machine.sync() }
    for machine in [laptop, desktop] {
      #expect(try Traces.places(of: Self.words, in: machine.root) == [])
      try machine.expectWell()
      let ids = try machine.tool.json("-w", "work", "chats", "--json").array?.compactMap { $0["id"]?.string } ?? []
      #expect(Set(ids) == ["keep", "far", "desk"])
      #expect(try Set(machine.questions(in: "keep")) == ["How do I begin?", "And then?", "It goes on here, too"])
    }
    #expect(try laptop.tree() == desktop.tree())
    // What the remote's own housekeeping has not yet thrown away nothing leads to.
    let remote = server.git()
    try remote("gc", "-q", "--prune=now")
    #expect(try Traces.places(of: Self.words, in: remote.folder) == [])
  }

  @Test(.needsTracing, arguments: ["openat", "write", "fsync", "rename", "link", "unlink", "rmdir"], [false, true])
  func `an interrupted purge has not begun or is ended by the next command, with a split index as well`(
    _ call: String, _ splits: Bool
  ) throws {
    let sweep = try FaultSweep()
    let manent = sweep.manent
    try Self.fill(manent, "original", sweep.original)
    if splits {
      try manent.git(sweep.original, "config", "core.splitIndex", "true")
      try manent.git(sweep.original, "config", "splitIndex.maxPercentChange", "100")
      try manent.git(sweep.original, "update-index", "--split-index")
    }
    for position in try sweep.positions(of: call, in: Self.apply, atMost: 4) {
      let place = "killed at \(call) \(position)\(splits ? ", split index" : "")"
      let outcome = try sweep.run(Self.apply, .killed, at: position, of: call)
      let next = try manent("-w", "work", "chats", "--json")
      #expect(next.status == 0, "\(place): \(outcome) then \(next)")
      #expect(try next.json().array?.compactMap { $0["id"]?.string }.sorted() == ["c1", "keep"], "\(place): \(next)")
      #expect(try manent.faults(sweep.root) == [], "\(place): \(outcome)")
      #expect(try manent.uncommitted(sweep.root) == "", "\(place): \(outcome)")
      let isPurged = try (sweep.root / "forgotten.jsonl").text.contains("\"purge\"")
      let traces = try Traces.places(of: Self.words, in: sweep.root)
      #expect(isPurged == traces.isEmpty, "\(place): \(outcome)")
      let again = try manent.run(Self.apply)
      #expect(again.status == 0, "\(place): \(again)")
      #expect(try Traces.places(of: Self.words, in: sweep.root) == [], "\(place): \(outcome)")
      #expect(try manent.faults(sweep.root) == [] && manent.uncommitted(sweep.root) == "", "\(place)")
      #expect(try manent.json("-w", "work", "show", "keep", "--json")["messages"]?.array?.count == 4, "\(place)")
      try manent.succeed("-w", "work", "restore", "new")
    }
  }
}
