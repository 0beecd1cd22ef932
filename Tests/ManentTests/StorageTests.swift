import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Storage` {
  private let manent: Tool

  init() throws {
    manent = try Tool()
    for name in ["work", "other"] { _ = try manent.makeWorkspace(name) }
    try manent.succeed("-w", "work", "chat", "--cid", "one", "How do I add a document?")
  }

  @Test func `names the parts, the largest, what is there twice and what one session for a user saves`() throws {
    let storage = try manent.json("storage", "--all-workspaces", "--json")
    #expect(storage["parts"]?.object?.keys == ["documents", "index", "chats", "git", "caches"])
    #expect(storage["total_bytes"]?.int == storage["parts"]?.object?.entries.reduce(0) { $0 + ($1.value.int ?? 0) })
    #expect(storage["workspaces"]?.array?.map { $0["workspace"] } == ["other", "work"])
    #expect(storage["largest"]?.array?.first?["name"] == "guide.md")
    #expect(storage["duplicates"]?.array?.first?["places"]?.array?.count == 2)
    #expect(storage["comparison"]?["one_session_per_chat"]?["at_least"]?["passages"]?.int == 5)
    let text = try manent.succeed("storage", "-A")
    #expect(text.contains("other/guide.md, work/guide.md") && text.contains("once for each chat, at least"))
    #expect(try manent.json("-w", "work", "storage", "--json", "-n", "0")["largest"] == [])
  }

  @Test func `ends with status 5 under --check when a threshold is passed, and tells which`() throws {
    #expect(try manent("storage", "-A", "--check").status == 0)
    try manent.succeed("-w", "other", "config", "set", "limits.warn_bytes", "1KB")
    #expect(try manent("-w", "other", "storage").status == 0)
    let checked = try manent("storage", "-A", "--check")
    #expect(checked.status == 5 && checked.errors.hasPrefix("manent: other: the workspace takes "))
    #expect(checked.complaints.count == 1)
    let json = try manent("-w", "other", "storage", "--check", "--json")
    #expect(json.status == 5)
    #expect(try json.json()["alerts"]?.array?.count == 1)
    #expect(try manent.json("-w", "other", "status", "--json")["storage"]?["alerts"]?.array?.count == 1)
  }

  @Test func `shows a bar for each part on a terminal, in 80 columns and without colour`() throws {
    let piped = try manent.succeed("-w", "work", "storage")
    #expect(!piped.contains("█") && piped.contains("caches"))
    let terminal = try manent.shell(
      "script", "-qec", "stty cols 80; '\(Tool.program)' -w work storage", "/dev/null")
    #expect(terminal.contains("█") && !terminal.contains("\u{1B}"))
    for line in terminal.split(whereSeparator: \.isNewline) { #expect(line.count <= 80, "\(line)") }
  }
}
