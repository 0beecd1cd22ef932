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

  @Test(arguments: ["json", "jsonl", "markdown", "html", "csv", "openai"])
  func `is the same to the byte at any time and on every machine`(_ format: String) throws {
    let first = try export("work", format)
    #expect(try export("work", format) == first)
    try manent.shell("git", "clone", "-q", root.string, (manent.home / "copy").string)
    #expect(try export("copy", format) == first)
    try Files.removeTree(root / ".git/manent/cache")
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

  @Test func `has the form that the ending of the file tells, and no other`() throws {
    for (name, beginning) in [
      ("a.md", "# "), ("a.HTML", "<!DOCTYPE html>"), ("a.htm", "<!DOCTYPE html>"), ("a.csv", "chat,"),
      ("a.json", "{\"format\""),
      ("a.jsonl", "{\"id\""), ("a", "{\"format\""),
    ] {
      try manent.succeed("-w", "work", "export", "a-first", "-o", name)
      #expect(try String(decoding: Files.read(manent.folder / name), as: UTF8.self).hasPrefix(beginning), "\(name)")
      try Files.remove(manent.folder / name)
    }
    try manent("-w", "work", "export", "a-first", "-o", "a.pdf").expectFailure(
      2, saying: "'.pdf'", "--format json|jsonl")
    try manent("-w", "work", "export", "a-first", "-o", "no/a.md").expectFailure(3, saying: "cannot write no/a.md: ")
    #expect(try FileTree(of: manent.folder).entries.isEmpty)
    try manent.succeed("-w", "work", "export", "a-first", "-f", "markdown", "-o", "a.txt")
    #expect(try String(decoding: Files.read(manent.folder / "a.txt"), as: UTF8.self).hasPrefix("# "))
  }

  @Test func `chooses by tag and time, and a tag that no chat has is status 3`() throws {
    try manent.succeed("-w", "work", "tag", "a-first", "rare")
    let json = try manent.json("-w", "work", "export", "--tag", "rare")
    #expect(json["chats"]?.array?.map { $0["id"] } == ["a-first"])
    #expect(try manent.json("-w", "work", "export", "--until", "2020-01-01")["chats"] == [])
    #expect(try manent.json("-w", "work", "export", "--all", "--since", "2020-01-01")["chats"]?.array?.count == 3)
    #expect(try manent.json("-w", "work", "export", "c-third", "--tag", "rare")["chats"] == [])
    try manent("-w", "work", "export", "--tag", "rarr").expectFailure(3, saying: "'rarr'", "no chat has this tag")
    try manent("-w", "work", "export", "--since", "soon").expectFailure(2, saying: "soon")
  }

  @Test func `to a folder is a file for each chat, and leaves others alone`() throws {
    try manent.write("out/mine.txt", "mine")
    try manent.succeed("-w", "work", "export", "--all", "--format", "html", "-o", "out")
    let entries = try FileTree(of: manent.folder / "out").entries
    #expect(entries.keys.count { $0.hasSuffix(".html") } == 3 && entries.count == 4)
    let first = entries
    try manent.succeed("-w", "work", "export", "--all", "--format", "html", "-o", "out/")
    #expect(try FileTree(of: manent.folder / "out").entries == first)
  }

  @Test func `tells of a chat that cannot be read, gives out the others and ends with status 1`() throws {
    let part = try #require(try manent.parts(root).first)
    try manent.write((part.parent / "chat.yaml").string, "id: [\n")
    let outcome = try manent("-w", "work", "export", "--all", "-o", "out.json")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("not exported: chats/") && outcome.errors.contains(part.parent.name), "\(outcome)")
    let json = try JSON(parsing: (manent.folder / "out.json").text)
    #expect(json["chats"]?.array?.count == 2)
  }

  @Test func `has a schema, which needs no workspace`() throws {
    let schema = try JSON(parsing: Array(manent.succeed("-w", "nowhere", "export", "--schema").utf8))
    #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func `ends quietly when its reader goes away`() throws {
    let outcome = try Program(in: manent.folder, environment: manent.environment).run([
      "bash", "-c", "'\(Tool.program)' -w work export --all | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}",
    ])
    #expect(outcome.errors.isEmpty, "\(outcome)")
  }
}
