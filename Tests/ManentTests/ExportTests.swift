import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `An export` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    for id in ["b-second", "a-first", "c-third"] {
      try manent.succeed("-w", "work", "chat", "--cid", id, "--tag", "x", "How do I add a document, says \(id)?")
    }
    try manent.succeed("-w", "work", "chat", "--cid", "b-second", "Größe & <Ordnung> \u{1F600}")
  }

  private func export(_ workspace: String, _ format: String) throws -> String {
    try manent.succeed("-w", workspace, "export", "--all", "--format", format)
  }

  @Test(arguments: ["json", "jsonl", "markdown"])
  func `is the same to the byte at any time and on every machine`(_ format: String) throws {
    let first = try export("work", format)
    #expect(try export("work", format) == first)
    try manent.shell("git", "clone", "-q", root.string, (manent.home / "copy").string)
    #expect(try export("copy", format) == first)
    try Files.removeTree(root / ".manent")
    #expect(try export("work", format) == first)
    try manent.succeed("-w", "work", "export", "--all", "--format", format, "-o", "out.txt")
    #expect(try (manent.folder / "out.txt").text == first)
    #expect(try FileTree(of: manent.folder).entries.keys.sorted() == ["out.txt"])
  }

  @Test func `as JSON holds every message of every chat in the order in which they began`() throws {
    let json = try JSON(parsing: Array(export("work", "json").utf8))
    #expect(json["format"] == "manent/1" && json["workspace"] == "work")
    let chats = json["chats"]?.array ?? []
    #expect(chats.map { $0["id"] } == ["b-second", "a-first", "c-third"])
    #expect(chats.map { $0["messages"]?.array?.count } == [4, 2, 2])
    let exported = Set(chats.flatMap { $0["messages"]?.array ?? [] }.map { $0.serialized() })
    #expect(try exported == Set(manent.lines(root).map { $0.serialized() }))
  }

  @Test func `as JSON Lines is a chat a line`() throws {
    let lines = try export("work", "jsonl").split(separator: "\n")
    #expect(try lines.map { try JSON(parsing: Array($0.utf8))["id"] } == ["b-second", "a-first", "c-third"])
  }

  @Test func `of some chats holds each once, and an unknown one is status 3 and leaves no file`() throws {
    let json = try manent.json("-w", "work", "export", "a-first", "a-fir", "last")
    #expect(json["chats"]?.array?.map { $0["id"] } == ["b-second", "a-first"])
    try manent("-w", "work", "export", "nobody", "-o", "out.json").expectFailure(3, saying: "'nobody'")
    try manent("-w", "work", "export").expectFailure(2, saying: "--all")
    try manent("-w", "work", "export", "--all", "--format", "word").expectFailure(2, saying: "word")
    try manent("-w", "work", "export", "--all", "-o", "no/such/folder.json").expectFailure(3, saying: "no/such")
    #expect(try FileTree(of: manent.folder).entries.isEmpty)
  }

  @Test func `ends quietly when its reader goes away`() throws {
    let outcome = try Program(in: manent.folder, environment: manent.environment).run([
      "bash", "-c", "'\(Tool.program)' -w work export --all | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}",
    ])
    #expect(outcome.errors.isEmpty, "\(outcome)")
  }
}
