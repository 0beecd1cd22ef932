import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The end of a chat, and its return` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func contents(_ chat: String, _ options: String...) throws -> [JSON?] {
    let outcome = try manent.run(["-w", "work", "show", chat, "--json"] + options)
    return try outcome.json()["messages"]?.array?.map { $0["content"] } ?? []
  }

  private func expectSound() throws {
    #expect(try manent.uncommitted(root) == "")
    #expect(try manent.faults(root) == [])
    #expect(try manent.json("-w", "work", "doctor", "--json")["ok"] == true)
  }

  @Test func `Forget takes it out, restore brings it back with every message`() throws {
    for id in ["one", "two"] { try manent.succeed("-w", "work", "chat", "--cid", id, "I am \(id)") }
    let before = try manent.json("-w", "work", "show", "one", "--json")
    let report = try manent.json("-w", "work", "forget", "one", "--json")
    #expect(report["forgotten"]?.array?.map { $0["id"] } == ["one"] && report["bytes"]?.int ?? 0 > 100)
    try manent("-w", "work", "show", "one").expectFailure(3, saying: "no such chat")
    try manent("-w", "work", "chat", "--cid", "one", "Hello?").expectFailure(4, saying: "forgotten", "restore one")
    try expectSound()
    let listed = try manent.json("-w", "work", "restore", "--list", "--json").array
    #expect(listed?.map { $0["title"] } == ["I am one"] && listed?.first?["message_count"] == 2)
    #expect(try manent.succeed("-w", "work", "__complete", "forgotten").hasPrefix("one\t"))
    #expect(try manent.json("-w", "work", "restore", "one", "--json")["message_count"] == 2)
    #expect(try manent.json("-w", "work", "show", "one", "--json") == before)
    try manent("-w", "work", "restore", "one").expectFailure(1, saying: "nothing of it was cleared")
    try manent("-w", "work", "restore", "nothing-like-it").expectFailure(3, saying: "no such chat")
    try manent("-w", "work", "restore").expectFailure(2, saying: "--list")
    try expectSound()
  }

  @Test func `Restore and purge take a title or a part of the id, as forget does`() throws {
    for text in ["Kites fly", "Boats sail", "The same", "The same"] {
      try manent.succeed("-w", "work", "chat", "--new", text)
    }
    let ids = try manent.json("-w", "work", "chats", "--json").array?.compactMap { $0["id"]?.string } ?? []
    #expect(ids.count == 4)
    #expect(try manent.run(["-w", "work", "forget", "--yes"] + ids).status == 0)
    let kites = try #require(ids.last)
    // What is shown of an id in lists, and a part of that.
    try manent.succeed("-w", "work", "restore", String(kites.suffix(6).prefix(5)))
    try manent.succeed("-w", "work", "forget", "Kites fly")
    #expect(try manent.succeed("-w", "work", "restore", "kites  FLY").contains("'Kites fly' with 2 messages"))
    for command in ["restore", "purge"] {
      let outcome = try manent("-w", "work", command, "The same")
      outcome.expectFailure(2, saying: "several forgotten chats fit", ids[0], ids[1], "(The same)")
      try manent("-w", "work", command, "No such").expectFailure(3, saying: "'No such'")
    }
    // One that is there is not in the way of a forgotten one with its title.
    try manent.succeed("-w", "work", "chat", "--new", "Boats sail")
    #expect(try manent.succeed("-w", "work", "restore", "Boats sail").contains("'Boats sail' with 2 messages"))
    try manent.succeed("-w", "work", "forget", "Kites fly")
    try manent("-w", "work", "purge", "Kites fly").expectFailure(4, saying: "'Kites fly' (\(kites))")
    try manent.succeed("-w", "work", "purge", "Kites fly", "--yes")
    #expect(try manent.git(root, "log", "--all", "-p").contains("Kites fly") == false)
    try expectSound()
  }

  @Test func `Several are forgotten when that is meant, in one commit, and by ids that are piped in`() throws {
    for id in ["one", "two", "three", "four"] { try manent.succeed("-w", "work", "chat", "--cid", id, "I am \(id)") }
    try manent.succeed("-w", "work", "tag", "four", "pinned")
    let commits = try manent.commits(root)
    let tree = try FileTree.workspace(root)
    try manent("-w", "work", "forget", "one", "two").expectFailure(4, saying: "--yes")
    try manent("-w", "work", "forget", "--yes", "one", "gone").expectFailure(3, saying: "'gone'")
    try manent("-w", "work", "forget", "four").expectFailure(4, saying: "pinned", "--force")
    #expect(try FileTree.workspace(root) == tree)
    let ids = try manent.shell("bash", "-c", "'\(Tool.program)' -w work chats --json | jq -r '.[].id' | grep -v four")
    #expect(try manent.succeed("-w", "work", "forget", "--yes", "-", input: ids).hasPrefix("forgot 3 chats ("))
    #expect(try manent.commits(root) == commits + 1)
    #expect(try manent.json("-w", "work", "chats", "--json").array?.map { $0["id"] } == ["four"])
    try expectSound()
  }

  @Test func `Clear begins it anew, and restore undoes that`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "one", "How do I add a document?")
    #expect(try manent.json("-w", "work", "clear", "--json")["cleared"] == 2)
    #expect(try contents("one").isEmpty && contents("one", "--all").count == 2)
    #expect(try manent.json("-w", "work", "export", "one")["chats"]?.array?.first?["messages"] == [])
    try manent("-w", "work", "retry", "one").expectFailure(1, saying: "no message")
    try manent.succeed("-w", "work", "chat", "Anew")
    #expect(try manent.json("-w", "work", "chats", "--json").array?.map { $0["title"] } == ["Anew"])
    #expect(try contents("one").count == 2)
    try manent.succeed("-w", "work", "restore", "one")
    #expect(try contents("one").count == 4)
    try expectSound()
  }

  @Test func `Fork and retry go on from what show numbers`() throws {
    for text in ["How do I add a document?", "How do I list chats?"] {
      try manent.succeed("-w", "work", "chat", "--cid", "one", text)
    }
    let shown = try manent.succeed("-w", "work", "show", "one")
    #expect(shown.contains("## 3. You, ") && shown.contains("## 4. extractive, "))
    #expect(try !manent.succeed("-w", "work", "export", "one", "--format", "markdown").contains("## 3. "))
    let fork = try manent.json("-w", "work", "fork", "one", "--at", "2", "--title", "Other", "--json")
    #expect(fork["forked_from"] == "one" && fork["message_count"] == 2 && fork["title"] == "Other")
    try manent("-w", "work", "fork", "one", "--at", "9").expectFailure(3, saying: "4 messages")
    #expect(try manent.json("-w", "work", "show", "last", "--json")["id"] == fork["id"])
    let old = try manent.json("-w", "work", "show", "one", "--json")["messages"]?.array ?? []
    let retried = try manent.json("-w", "work", "retry", "one", "--documents", "none/**", "--json")
    #expect(retried["message"]?["replaces"] == old[3]["id"] && retried["sources"] == [])
    #expect(try contents("one").count == 4)
    #expect(try contents("one").last == "No document holds anything about this. Add documents with: manent add PATH")
    try expectSound()
  }

  @Test func `A document that was removed comes back, and an older version of one`() throws {
    try manent.write("notes/otters.md", "Otters use tools.\n")
    try manent.succeed("-w", "work", "add", "notes")
    try manent.write("notes/otters.md", "Otters hold hands.\n")
    try manent.succeed("-w", "work", "add", "notes")
    try manent.succeed("-w", "work", "documents", "remove", "notes/otters.md")
    try manent.succeed("-w", "work", "restore", "documents/notes/otters.md")
    let file = root / "documents/notes/otters.md"
    #expect(try file.text == "Otters hold hands.\n")
    #expect(try manent.succeed("-w", "work", "search", "otters").contains("hold hands"))
    try manent("-w", "work", "restore", "documents/notes/otters.md").expectFailure(1, saying: "--at COMMIT")
    try manent.succeed("-w", "work", "restore", "documents/notes/otters.md", "--at", "HEAD~3")
    #expect(try file.text == "Otters use tools.\n")
    for name in ["documents/never.md", "documents/../workspace.yaml", "documents/"] {
      #expect([2, 3].contains(try manent("-w", "work", "restore", name).status), "\(name)")
    }
    #expect(try manent.git(root, "log", "-1", "--format=%s") == "restore: notes/otters.md\n")
    try expectSound()
  }

  @Test func `The log tells it all, in lines and as JSON`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "one", "Hello \u{1B}[31mred")
    try manent.succeed("-w", "work", "rename", "one", "Uno")
    try manent.succeed("-w", "work", "forget", "one")
    let lines = try manent.succeed("-w", "work", "log").split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasSuffix("  forgot one") && lines[0].contains(Platform.hostName), "\(lines[0])")
    #expect(lines[1].contains("renamed 'Hello \u{FFFD}[31mred' to 'Uno'"))
    let entries = try manent.json("-w", "work", "log", "--json").array ?? []
    #expect(entries.map { $0["kind"] } == ["forget", "rename", "new", "documents"])
    #expect(
      entries[1]["chat"] == "one" && entries[1]["title"] == "Uno" && entries[1]["device"]?.string?.isEmpty == false)
    #expect(try manent.json("-w", "work", "log", "one", "--json").array?.count == 3)
    #expect(try manent.json("-w", "work", "log", "-n", "1", "--json").array?.count == 1)
    #expect(try manent.json("-w", "work", "log", "--documents", "--json").array?.count == 1)
    #expect(try manent.json("-w", "work", "log", "--since", "1h", "--json").array?.count == 4)
    #expect(try manent.succeed("-w", "work", "log", "--since", "2999-01-01", "--json") == "[]\n")
    try manent("-w", "work", "log", "-n", "0").expectFailure(2, saying: "at least 1")
    try manent("-w", "work", "log", "--since", "soon").expectFailure(2, saying: "soon")
    try manent("-w", "work", "log", "nobody").expectFailure(3, saying: "no such chat")
  }

  @Test func `Hostile entries and a torn line in forgotten.jsonl keep nobody from working`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "one", "Hello")
    try manent.write(
      "\(root)/forgotten.jsonl",
      "{\"id\":\"x\"}\n\u{1B}[2J\n{\"id\":\"01900000-0000-7000-8000-000000000001\",\"chat\":\"../../x\",\"action\":\"forget\","
        + "\"created_at\":\"2026-11-20T10:00:00Z\"}\n{\"id\":\"0190")
    for command in [["restore", "--list"], ["forget", "one"], ["restore", "one"], ["chats"], ["log"]] {
      let outcome = try manent.run(["-w", "work"] + command)
      #expect(outcome.status == 0, "\(command): \(outcome)")
      #expect(!outcome.errors.contains("\u{1B}"))
    }
    let outcome = try manent("-w", "work", "restore", "../../x")
    #expect(
      outcome.status == 3 && outcome.complaints.last?.contains("no commit here has the chat") == true, "\(outcome)")
    #expect(try manent.json("-w", "work", "show", "one", "--json")["message_count"] == 2)
  }
}
