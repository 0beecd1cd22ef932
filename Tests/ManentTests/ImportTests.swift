import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `An import` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func chats(_ count: Int) -> String {
    (0..<count).map { number in
      #"{"id":"c\#(number)","messages":[{"role":"user","content":"Question \#(number)"},{"role":"assistant","content":"Answer \#(number)"}]}"#
    }.joined(separator: "\n") + "\n"
  }

  @Test func `is one commit that git finds whole, and twice is the same as once`() throws {
    try manent.write("chats.jsonl", chats(300))
    let before = try manent.commits(root)
    let first = try manent.json("-w", "work", "import", "chats.jsonl", "--tag", "tuning", "--json")
    #expect(first["format"] == "openai" && first["added"]?.int == 300 && first["messages"]?.int == 600)
    #expect(try manent.commits(root) == before + 1)
    #expect(try manent.faults(root) == [] && manent.uncommitted(root) == "")
    let tree = try FileTree.workspace(root)
    #expect(try manent.json("-w", "work", "import", "chats.jsonl", "--json")["unchanged"]?.int == 300)
    #expect(try FileTree.workspace(root) == tree)
    #expect(try manent.json("-w", "work", "chats", "--tag", "tuning", "--json").array?.count == 300)
    #expect(try manent.succeed("-w", "work", "show", "last").contains("Question"))
    try manent.succeed("-w", "work", "chat", "-c", "And this one goes on?")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `reads a message a line, one message alone, and UTF-16, and says what is no JSON`() throws {
    let lines = #"{"role":"user","content":"Größe?"}"# + "\n" + #"{"role":"assistant","content":"12"}"# + "\n"
    try manent.write("lines.jsonl", lines)
    #expect(try manent.json("-w", "work", "import", "lines.jsonl", "--json")["messages"] == 2)
    #expect(try manent.json("-w", "work", "show", "last", "--json")["messages"]?.array?.count == 2)
    let wide: [UInt8] =
      [0xFF, 0xFE] + Array(lines.utf16).flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    try Files.writeAtomically(wide, to: manent.base / "wide.jsonl")
    #expect(try manent.json("-w", "work", "import", "\(manent.base)/wide.jsonl", "--json")["unchanged"] == 1)
    try manent.write("one.json", #"{"role":"user","content":"Alone"}"#)
    #expect(try manent.json("-w", "work", "import", "one.json", "--json")["messages"] == 1)
    #expect(try manent("-w", "work", "import", "-", input: lines).output.contains("1 unchanged"))
    try manent.write("cut.json", #"{"messages":[{"role":"user","content":"#)
    try manent("-w", "work", "import", "cut.json").expectFailure(1, saying: "it begins as JSON does, and is none")
    try manent.write("blank.json", "\n")
    try manent("-w", "work", "import", "blank.json").expectFailure(1, saying: "there is nothing in it")
    try manent("-w", "work", "import", "https://example.org/a.json").expectFailure(2, saying: "nothing is fetched")
  }

  @Test func `as a rehearsal changes nothing`() throws {
    try manent.write("chats.jsonl", chats(3))
    let tree = try FileTree.workspace(root)
    #expect(try manent.succeed("-w", "work", "import", "chats.jsonl", "--dry-run").contains("3 chats would be added"))
    #expect(try FileTree.workspace(root) == tree)
    #expect(try manent.json("-w", "work", "chats", "--json") == [])
  }

  @Test func `of what an export has written gives the same export`() throws {
    for id in ["one", "two"] { try manent.succeed("-w", "work", "chat", "--cid", id, "--tag", id, "I am \(id)") }
    try manent.succeed("-w", "work", "export", "--all", "-o", "out.json")
    let other = manent.base / "other/work"
    try manent.succeed("init", other.string)
    let text = try manent.write("yaml", (root / "workspace.yaml").text).text
    try manent.write((other / "workspace.yaml").string, text)
    try manent.succeed("-w", other.string, "import", "out.json")
    #expect(try manent.succeed("-w", other.string, "export", "--all") == (manent.folder / "out.json").text)
  }

  @Test func `says clearly what is wrong`() throws {
    try manent.write("notes.txt", "Hello")
    try manent("-w", "work", "import", "nowhere.json").expectFailure(3, saying: "nowhere.json")
    try manent("-w", "work", "import", "notes.txt").expectFailure(1, saying: "notes.txt", "--from")
    try manent("-w", "work", "import", "notes.txt", "--from", "slack").expectFailure(2, saying: "slack")
    try manent("-w", "work", "import", "notes.txt", "--from", "llm").expectFailure(1, saying: "notes.txt")
    #expect(try (manent.folder / "notes.txt").text == "Hello", "a file that is no database is left alone")
    try manent("-w", "work", "import", "notes.txt", "--dry-run", "--remove-source").expectFailure(
      2, saying: "--dry-run")
    try manent.write("chats.jsonl", chats(1) + "{\n")
    let outcome = try manent("-w", "work", "import", "chats.jsonl")
    #expect(
      outcome.status == 1 && outcome.output.contains("1 chat added") && outcome.complaints.count == 1, "\(outcome)")
    try manent("-w", "work", "import", "chats.jsonl", "--tag", "two words").expectFailure(2, saying: "not a tag")
  }

  @Test func `of the legacy layout removes the old folders only when told so`() throws {
    for session in ["session_1", "session_2"] {
      try manent.write("old/data/\(session)/guide.md", "# Guide\n\nOtters use tools.\n")
      try manent.write("old/faiss_index/\(session)/index.faiss", "index")
    }
    let history = #"[{"role":"user","content":"Hi"}]"#
    try manent.write("old/chat_history/session_1.json", history)
    let refused = try manent("-w", "work", "import", "old", "--remove-source")
    #expect(refused.status == 4 && refused.errors.contains("--yes"), "\(refused)")
    #expect(Files.exists(manent.folder / "old/data/session_2/guide.md"))
    let report = try manent.json("-w", "work", "import", "old", "--remove-source", "--yes", "--json")
    #expect(
      report["documents"]?["duplicate_bytes"]?.int == 27
        && report["removed_bytes"]?.int == 2 * (27 + 5) + history.utf8.count, "\(report)")
    #expect(try Files.list(manent.folder / "old") == [])
    #expect(try manent.json("-w", "work", "documents", "list", "--json").array?.count == 2)
  }

  @Test(.needsTracing, arguments: ["mkdir", "openat", "write", "rename", "pwrite64", "syncfs", "unlink"])
  func `that is killed anywhere is completed by the next one, without duplicates`(_ call: String) throws {
    try manent.write("chats.jsonl", chats(20))
    let original = manent.home / "original"
    try manent.shell("cp", "-a", root.string, original.string)
    let log = manent.base / "calls"
    let command = ["-w", "work", "import", "chats.jsonl"]
    _ = try manent.run(command, under: ["strace", "-f", "-qq", "-o", log.string, "-e", "trace=\(call)"])
    let count = try log.text.split(separator: "\n").count { $0.contains(" \(call)(") }
    #expect(count > 0)
    let expected = try exported()
    let limit = Machine.isThorough ? count : 4
    for position in Set((0..<min(limit, count)).map { 1 + $0 * (count - 1) / max(1, min(limit, count) - 1) }).sorted() {
      try Files.removeTree(root)
      try manent.shell("cp", "-a", original.string, root.string)
      let killed = try manent.run(
        command,
        under: [
          "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
          "inject=\(call):signal=KILL:when=\(position)",
        ])
      let place = "\(call) \(position): \(killed)"
      #expect(try manent("-w", "work", "status").status == 0, "\(place)")
      #expect(try manent.uncommitted(root) == "" && manent.faults(root) == [], "\(place)")
      #expect(
        try Files.list(manent.stateFolder(root)).contains("imports") == false
          || Files.list(manent.stateFolder(root) / "imports").isEmpty,
        "\(place)")
      let again = try manent.run(command)
      #expect(again.status == 0 && again.errors.isEmpty, "\(place)\(again)")
      #expect(try exported() == expected, "\(place)")
      #expect(try manent.lines(root).count == 40, "\(place)")
      #expect(try manent.uncommitted(root) == "", "\(place)")
    }
  }

  @Test(.needsTracing, arguments: ["rename", "openat", "pwrite64"])
  func `of very many that is killed half-way and run again gives the same files as one that ran through`(
    _ call: String
  ) throws {
    // More than a day's folder holds, so that the places of the second half depend on those of the first.
    try manent.write("chats.jsonl", chats(Machine.isThorough ? 10_000 : 300))
    let command = ["-w", "work", "import", "chats.jsonl"]
    let other = try manent.makeWorkspace("other")
    let log = manent.base / "calls"
    _ = try manent.run(
      ["-w", "other", "import", "chats.jsonl"],
      under: ["strace", "-f", "-qq", "-o", log.string, "-e", "trace=\(call)"])
    let count = try log.text.split(separator: "\n").count { $0.contains(" \(call)(") }
    let killed = try manent.run(
      command,
      under: [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
        "inject=\(call):signal=KILL:when=\(count / 2)",
      ])
    #expect(killed.status == 137, "\(killed)")
    let before = try manent.commits(root)
    #expect(try manent.run(command).status == 0)
    // One for what the killed one had moved into place, one for the rest.
    #expect(try manent.commits(root) <= before + 2)
    #expect(try FileTree(of: root / "chats") == FileTree(of: other / "chats"))
    #expect(try manent.git(root, "rev-parse", "HEAD:chats") == manent.git(other, "rev-parse", "HEAD:chats"))
    #expect(try manent.uncommitted(root) == "" && manent.faults(root) == [])
  }

  private func exported() throws -> String { try manent.succeed("-w", "work", "export", "--all") }
}
