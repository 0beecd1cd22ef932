import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A purge` {
  private static let words = ["Quetzal", "quetzal", "canary sentence"]

  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "chat", "--cid", "keep", "How do I begin?")
    try manent.succeed("-w", "work", "chat", "--cid", "go", "Quetzal feathers and a canary sentence")
    try manent.succeed("-w", "work", "chat", "--cid", "keep", "How do I add a document?")
    try manent.succeed("-w", "work", "chat", "--cid", "go", "Another canary sentence")
    try manent.succeed("-w", "work", "rename", "go", "The quetzal")
  }

  @Test func `needs to be confirmed, and leaves no trace of the chat`() throws {
    let before = try manent.json("-w", "work", "show", "keep", "--json")
    try manent("-w", "work", "purge", "go").expectFailure(4, saying: "cannot be undone", "--yes")
    #expect(try !Traces.places(of: Self.words, in: root).isEmpty)
    let report = try manent.json("-w", "work", "purge", "go", "--yes", "--json")
    #expect(report["purged"] == ["go"])
    #expect(try #require(report["objects"]?.int) > 0)
    #expect(report["holders"]?.array?.last == "other clones, until they have synced, and backups")
    #expect(try Traces.places(of: Self.words, in: root) == [])
    #expect(try manent.json("-w", "work", "show", "keep", "--json") == before)
    #expect(try manent.faults(root) == [])
    #expect(try manent.uncommitted(root) == "")
    #expect(try manent.succeed("-w", "work", "doctor") == "all is well\n")
    try manent("-w", "work", "show", "go").expectFailure(3, saying: "no such chat")
    try manent("-w", "work", "purge", "nothing", "--yes").expectFailure(3, saying: "no such chat")
    #expect(try manent.succeed("-w", "work", "purge", "--forgotten") == "no chat is forgotten\n")
  }

  @Test func `leaves no trace where git has packed, logged and noted the text`() throws {
    try manent.git(root, "gc", "-q")
    try manent.git(root, "commit-graph", "write", "--reachable")
    try manent.git(root, "commit", "--amend", "-q", "--no-edit", "--allow-empty")
    try manent.git(root, "status")
    try manent.succeed("-w", "work", "purge", "go", "--yes", "--force")
    #expect(try Traces.places(of: Self.words, in: root) == [])
    #expect(try manent.faults(root) == [])
  }

  @Test(arguments: ["2", "4"])
  func `leaves no trace where the index is in two files`(_ version: String) throws {
    try manent.git(root, "config", "core.splitIndex", "true")
    try manent.git(root, "update-index", "--index-version", version)
    try manent.git(root, "update-index", "--split-index")
    try manent.succeed("-w", "work", "chat", "--cid", "go", "A last canary sentence")
    try manent.write("\(root)/staged.txt", "the user's\n")
    try manent.git(root, "add", "staged.txt")
    #expect(try Files.list(root / ".git").contains { $0.hasPrefix("sharedindex.") })
    try manent.succeed("-w", "work", "purge", "go", "--yes", "--force")
    #expect(try Traces.places(of: Self.words, in: root) == [])
    #expect(try manent.git(root, "cat-file", "--batch-all-objects", "--batch-check").contains("commit"))
    #expect(try manent.faults(root) == [])
    #expect(try manent.uncommitted(root) == "A  staged.txt\n")
    try manent.succeed("-w", "work", "chat", "--cid", "keep", "Goes on")
    #expect(try manent.faults(root) == [])
    #expect(try manent.uncommitted(root) == "A  staged.txt\n")
  }

  @Test func `does not hide from git what was edited in the moment in which an index was written`() throws {
    let linked = manent.base / "linked"
    let first = try manent.git(root, "rev-list", "--max-parents=0", "HEAD").trimmingCharacters(in: .newlines)
    try manent.git(root, "config", "core.trustctime", "false")
    try manent.git(root, "worktree", "add", "-q", "--detach", linked.string, first)
    let file = linked / "documents/guide.md"
    let (text, moment) = (try file.text, "2026-01-02T03:04:05Z")
    func put(_ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file.string))
      try manent.shell("touch", "-d", moment, file.string)
    }
    // The same file of the same length and the same time: only the time of the index tells git that it has to look.
    try put(text)
    try manent.git(linked, "update-index", "--refresh")
    try put(text.replacingOccurrences(of: "e", with: "x"))
    try manent.shell("touch", "-d", moment, (root / ".git/worktrees/linked/index").string)
    try manent.succeed("-w", "work", "purge", "go", "--yes", "--force")
    #expect(try manent.uncommitted(linked) == " M documents/guide.md\n")
  }

  @Test(.needsTracing, arguments: ["openat", "write", "fsync", "rename", "link", "unlink", "rmdir"])
  func `that is killed at any point is not begun, or ended by the next command`(_ call: String) throws {
    let original = manent.home / "original"
    try manent.shell("cp", "-a", root.string, original.string)
    let command = ["-w", "work", "purge", "go", "--yes"]
    let log = manent.base / "calls"
    _ = try manent.run(command, under: ["strace", "-f", "-qq", "-o", log.string, "-e", "trace=\(call)"])
    let count = try log.text.split(separator: "\n").count { $0.contains(" \(call)(") }
    let limit = Machine.isThorough ? count : min(count, 9)
    for step in 0..<limit {
      let position = limit == count ? step + 1 : 1 + step * (count - 1) / (limit - 1)
      try Files.removeTree(root)
      try manent.shell("cp", "-a", original.string, root.string)
      let place = "killed at \(call) \(position)"
      let outcome = try manent.run(
        command,
        under: [
          "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "signal=none", "-e",
          "inject=\(call):signal=KILL:when=\(position)",
        ])
      let next = try manent("-w", "work", "chats", "--json")
      #expect(next.status == 0, "\(place): \(outcome) then \(next)")
      #expect(try manent.faults(root) == [], "\(place): \(outcome)")
      #expect(try manent.uncommitted(root) == "", "\(place): \(outcome)")
      let ids = try next.json().array?.compactMap { $0["id"]?.string } ?? []
      #expect(ids.contains("keep"), "\(place)")
      if ids.contains("go") { try manent.succeed("-w", "work", "purge", "go", "--yes") }
      #expect(try Traces.places(of: Self.words, in: root) == [], "\(place): \(outcome)")
      #expect(try manent.faults(root) == [], "\(place): \(outcome)")
      #expect(try manent.lines(root).count == 4, "\(place)")
    }
  }
}
