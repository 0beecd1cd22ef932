import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Documents` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = manent.home / "work"
  }

  private func strings(_ json: JSON?) -> [String] { json?.array?.compactMap(\.string) ?? [] }

  @Test func `come from files, folders and standard input in one commit each`() throws {
    _ = try manent.makeWorkspace()
    try manent.write("notes/a.md", "# Alpha\n\nThe alpha particle is a helium nucleus.\n")
    try manent.write("notes/deep/b.txt", "Beta decay emits an electron.\n")
    try manent.write("c.csv", "name,size\nquark,small\n")
    let before = try manent.commits(root)
    let report = try manent.json("-w", "work", "add", "--json", "notes", "c.csv")
    #expect(strings(report["added"]).sorted() == ["c.csv", "notes/a.md", "notes/deep/b.txt"])
    #expect(report["embedded"]?.int ?? 0 >= 3)
    #expect(try manent.commits(root) == before + 1)
    try manent.succeed("-w", "work", "add", "-", "--as", "pipe/x.txt", input: "The muon lives two microseconds.\n")
    #expect(try manent.commits(root) == before + 2)
    #expect(try (root / "documents/pipe/x.txt").text == "The muon lives two microseconds.\n")
    let names = try manent.json("-w", "work", "documents", "list", "--json").array?.compactMap { $0["name"]?.string }
    #expect(names == ["c.csv", "guide.md", "notes/a.md", "notes/deep/b.txt", "pipe/x.txt"])
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `added again are unchanged, embed nothing and make no commit`() throws {
    _ = try manent.makeWorkspace()
    try manent.write("a.txt", "One fact about whales.\n")
    try manent.succeed("-w", "work", "add", "a.txt")
    let before = try FileTree.workspace(root)
    for _ in 0..<2 {
      let report = try manent.json("-w", "work", "add", "--json", "a.txt")
      #expect(strings(report["unchanged"]) == ["a.txt"])
      #expect(report["embedded"] == 0 && report["added"] == [] && report["updated"] == [])
    }
    try manent.shell("touch", "a.txt")
    #expect(try manent.json("-w", "work", "add", "--json", "a.txt")["unchanged"] == ["a.txt"])
    #expect(try FileTree.workspace(root).differences(from: before) == [])
  }

  @Test func `of another content are updated, and the index keeps no part of the old one`() throws {
    _ = try manent.makeWorkspace()
    try manent.write("a.txt", "The zoo has seven okapis.\n")
    try manent.succeed("-w", "work", "add", "a.txt")
    try manent.write("a.txt", "The zoo has nine okapis and a tapir.\n")
    #expect(try manent.json("-w", "work", "add", "--json", "a.txt")["updated"] == ["a.txt"])
    let found = try manent.json("-w", "work", "search", "okapis", "--json", "-k", "1")["results"]?.array?.first
    #expect(found?["text"]?.string?.contains("nine okapis") == true)
    #expect(try segments().count == 2)
    #expect(try manent.uncommitted(root) == "")
  }

  private func segments() throws -> [String] {
    try FileTree(of: root / "index").entries.keys.filter { $0.hasSuffix(".seg") }
  }

  @Test func `of the same content under two names are embedded once, and the segment outlives one of them`() throws {
    _ = try manent.makeWorkspace()
    try manent.write("a.txt", "Basalt is a volcanic rock.\n")
    try manent.write("b.txt", "Basalt is a volcanic rock.\n")
    #expect(try manent.json("-w", "work", "add", "--json", "a.txt")["embedded"] == 1)
    #expect(try manent.json("-w", "work", "add", "--json", "b.txt")["embedded"] == 0)
    #expect(try segments().count == 2)
    try manent.succeed("-w", "work", "documents", "remove", "a.txt")
    #expect(try segments().count == 2)
    let found = try manent.json("-w", "work", "search", "basalt", "--json", "-k", "1")["results"]?.array?.first
    #expect(found?["document"] == "b.txt")
    try manent.succeed("-w", "work", "documents", "remove", "b.txt")
    #expect(try segments().count == 1)
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `are shown, removed in one commit, and unknown ones are status 3`() throws {
    _ = try manent.makeWorkspace()
    try manent.write("n/a.txt", "Granite.\n")
    try manent.succeed("-w", "work", "add", "n")
    #expect(try manent.succeed("-w", "work", "documents", "show", "n/a.txt") == "Granite.\n")
    let before = try FileTree.workspace(root)
    try manent("-w", "work", "documents", "remove", "n/a.txt", "n/b.txt").expectFailure(
      3, saying: "'n/b.txt'", "'n/a.txt'?")
    #expect(try FileTree.workspace(root) == before)
    let commits = try manent.commits(root)
    try manent.succeed("-w", "work", "documents", "remove", "n/a.txt")
    #expect(try manent.commits(root) == commits + 1)
    #expect(!Files.exists(root / "documents/n"))
    try manent("-w", "work", "documents", "show", "n/a.txt").expectFailure(3, saying: "'n/a.txt'")
  }

  @Test func `that are dropped in, changed and taken out by hand are picked up and committed by the next command`()
    throws
  {
    _ = try manent.makeWorkspace()
    try manent.write("\(root)/documents/hand/drop.md", "The ibex climbs dams.\n")
    #expect(try best("ibex dams") == "hand/drop.md")
    #expect(try manent.uncommitted(root) == "")
    try manent.write("\(root)/documents/hand/drop.md", "The chamois climbs cliffs.\n")
    #expect(try best("chamois cliffs") == "hand/drop.md")
    #expect(try manent.uncommitted(root) == "")
    try Files.removeTree(root / "documents/hand")
    #expect(try best("chamois cliffs") == nil, "nothing there has to do with it")
    #expect(try manent.uncommitted(root) == "")
    #expect(try segments().count == 1)
  }

  private func best(_ query: String) throws -> String? {
    try manent.json("-w", "work", "search", query, "--json")["results"]?.array?.first?["document"]?.string
  }

  @Test func `are quoted with byte ranges that cut the very text out of the file`() throws {
    _ = try manent.makeWorkspace()
    let text = "# Größen\n\nDas Känguru springt 9 Meter weit. Ein Floh springt 30 Zentimeter.\n\n東京は日本の首都です。\n"
    let bytes = Array(text.utf8)
    try manent.write("maße.md", text)
    try manent.succeed("-w", "work", "add", "maße.md")
    for query in ["Känguru", "日本の首都"] {
      let turn = try manent.json("-w", "work", "chat", "--new", "--json", "--documents", "maße.md", query)
      let sources = turn["sources"]?.array ?? []
      #expect(!sources.isEmpty)
      for source in sources {
        let (start, end) = (try #require(source["start"]?.int), try #require(source["end"]?.int))
        #expect(source["document"] == "maße.md" && start >= 0 && start < end && end <= bytes.count)
        #expect(String(decoding: bytes[start..<end], as: UTF8.self) == source["text"]?.string)
      }
      let content = try #require(turn["message"]?["content"]?.string)
      for source in turn["message"]?["sources"]?.array ?? [] {
        for quote in source["quotes"]?.array ?? [] {
          let (start, end) = (try #require(quote["start"]?.int), try #require(quote["end"]?.int))
          #expect(content.contains(String(decoding: bytes[start..<end], as: UTF8.self)))
        }
      }
    }
  }
}
