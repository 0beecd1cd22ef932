import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Statistics` {
  private let manent: Tool

  init() throws {
    manent = try Tool()
    _ = try manent.makeWorkspace()
    for id in ["one", "two"] {
      try manent.succeed("-w", "work", "chat", "--cid", id, "--tag", "work", "How do I add a document?")
    }
    try manent.succeed("-w", "work", "chat", "--cid", "two", "--tag", "a,\"b\"", "Again?")
  }

  @Test func `have the keys that scripts rely on first, and count what is there`() throws {
    let stats = try manent.json("-w", "work", "stats", "--json")
    #expect(
      stats.object?.keys.prefix(6) == ["chats", "messages", "active_24h", "per_day", "providers", "tags"])
    #expect(stats["chats"] == 2 && stats["messages"] == 6 && stats["active_24h"] == 2)
    #expect(stats["per_day"]?.array?.compactMap { $0["messages"]?.int }.reduce(0, +) == 6)
    #expect(stats["per_hour"]?.array?.count == 24)
    #expect(stats["providers"] == ["extractive": 3] && stats["latency"]?["answers"] == 3)
    #expect(stats["documents"]?.array?.first?["document"] == "guide.md")
    #expect(try manent.json("-w", "work", "stats", "--since", "2999-01-01", "--json")["messages"] == 0)
    #expect(try manent.json("-w", "work", "stats", "--since", "1h", "--json")["messages"] == 6)
    #expect(try manent.json("stats", "--all-workspaces", "--json")["messages"] == 6)
  }

  @Test func `count the messages that status counts, also when some are cleared or replaced`() throws {
    try manent.succeed("-w", "work", "clear", "one")
    try manent.succeed("-w", "work", "chat", "--cid", "one", "How is a document removed?")
    try manent.succeed("-w", "work", "retry", "two")
    for options in [["stats"], ["stats", "--all-workspaces"]] {
      #expect(try manent.run(["-w", "work"] + options + ["--json"]).json()["messages"] == 6)
    }
    #expect(try manent.json("-w", "work", "status", "--json")["chats"]?["messages"] == 6)
  }

  @Test func `count one thing in the singular`() throws {
    try manent.succeed("-w", "work", "forget", "one", "--yes")
    try manent.succeed("-w", "work", "purge", "one", "--yes")
    #expect(
      try manent.succeed("-w", "work", "stats")
        .hasPrefix("work: 1 chat, 4 messages; in the last 24 hours 4 messages in 1 chat\n"))
    try manent.write("one.json", #"[{"role":"user","content":"Alone"}]"#)
    let solo = try manent.succeed("init", "solo") + manent.succeed("-w", "solo", "import", "one.json")
    #expect(solo.contains("1 chat added, 0 extended, 0 unchanged; 1 message\n"))
    #expect(try manent.succeed("-w", "solo", "status").contains("chats (1 message) "))
  }

  @Test func `are a rectangular table as CSV, which Python reads`() throws {
    let csv = try manent.succeed("-w", "work", "stats", "--csv")
    let read = try manent.shell(
      "python3", "-c",
      "import csv,sys; r=list(csv.reader(open(sys.argv[1],newline=''))); assert all(len(x)==3 for x in r); print(r[2])",
      manent.write("stats.csv", csv).string)
    #expect(read == "['messages', '', '6']\n")
    try manent("stats", "--csv", "--json").expectFailure(2, saying: "one of --json and --csv")
    try manent("stats", "--since", "30").expectFailure(2, saying: "how long ago (30d, 2h, 3mo, 1y)")
  }

  @Test func `show a calendar and bars on a terminal only, in 80 columns and without colour`() throws {
    let piped = try manent.succeed("-w", "work", "stats")
    #expect(piped.hasPrefix("work: 2 chats, 6 messages") && !piped.contains("Mon"))
    let terminal = try manent.shell(
      "script", "-qec", "stty cols 80; '\(Tool.program)' -w work stats", "/dev/null")
    #expect(terminal.contains("Mon ") && terminal.contains("hour 0") && terminal.contains("█"))
    #expect(!terminal.contains("\u{1B}"))
    for line in terminal.split(whereSeparator: \.isNewline) { #expect(line.count <= 80, "\(line)") }
  }
}
