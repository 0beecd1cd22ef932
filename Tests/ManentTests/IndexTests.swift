import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The index` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    for (name, text) in [
      ("a", "Copper melts at 1085 degrees."), ("b", "Gold melts at 1064 degrees."), ("c", "Tin melts at 232 degrees."),
    ] {
      try manent.write("metals/\(name).txt", text + "\n")
    }
    try manent.succeed("-w", "work", "add", "metals")
    try manent.succeed("-w", "work", "chat", "--cid", "metal", "When does gold melt?")
  }

  /// What the commands show.
  private func view(_ workspace: String) throws -> [String] {
    let commands = [
      ["search", "gold melts", "--json"], ["documents", "list", "--json"], ["chats", "--json"],
      ["show", "metal", "--json"],
      ["export", "--all"],
    ]
    return try commands.map { command in
      let outcome = try manent.run(["-w", workspace] + command)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(command): \(outcome)")
      return outcome.output
    }
  }

  @Test func `and the catalog come back by themselves when the cache is deleted, and nothing visible changes`() throws {
    let (tree, shown) = (try FileTree.workspace(root), try view("work"))
    try Files.removeTree(root / ".git/manent/cache")
    #expect(try view("work") == shown)
    #expect(try FileTree.workspace(root).differences(from: tree) == [])
  }

  @Test func `comes with a clone, which answers without embedding anything or making a commit`() throws {
    try manent.shell("git", "clone", "-q", root.string, (manent.home / "copy").string)
    let copy = manent.home / "copy"
    let before = try FileTree(of: copy, passingOver: [".manent", ".git"])
    let stamps = try manent.shell("find", "index", "-type", "f", "-printf", "%p %i %T@\n", in: copy)
    let found = try manent.json("-w", copy.string, "search", "gold melts", "--json")["results"]?.array?.first
    #expect(found?["document"] == "metals/b.txt")
    #expect(try view(copy.string) == view("work"))
    #expect(try FileTree(of: copy, passingOver: [".manent", ".git"]) == before)
    #expect(try manent.shell("find", "index", "-type", "f", "-printf", "%p %i %T@\n", in: copy) == stamps)
    #expect(try manent.commits(copy) == manent.commits(root))
    #expect(try manent.json("-w", copy.string, "add", "--json", "metals")["embedded"] == 0)
  }

  @Test func `stays out of git when the settings say so, and is made on each machine`() throws {
    try manent.write("mine/workspace.yaml", "manent: 1\nname: x\nindex: {versioned: false}\n")
    try manent.write("mine/.gitignore", ".manent/\n")
    try manent.succeed("init", "lean", "--template", "mine")
    try manent.succeed("-w", "lean", "add", "metals")
    let lean = manent.home / "lean"
    #expect(!Files.exists(lean / "index"))
    #expect(try manent.uncommitted(lean) == "")
    try manent.shell("git", "clone", "-q", lean.string, (manent.home / "lean2").string)
    let found = try manent.json("-w", "lean2", "search", "gold melts", "--json")["results"]?.array?.first
    #expect(found?["document"] == "metals/b.txt")
    #expect(try manent.uncommitted(manent.home / "lean2") == "")
    try Files.removeTree(lean / ".git/manent/cache")
    #expect(
      try manent.json("-w", "lean", "search", "gold melts", "--json")["results"]?.array?.first?["document"]
        == "metals/b.txt")
  }

  @Test func `made twice from the same files is the same to the byte`() throws {
    try manent.succeed("init", "twin")
    try manent.succeed("-w", "twin", "add", "metals")
    let twin = try FileTree(of: manent.home / "twin/index")
    #expect(try FileTree(of: root / "index") == twin)
  }

  @Test func `that is damaged is set aside: search goes on, doctor reports it and mends it`() throws {
    let tree = try FileTree(of: root / "index")
    let segment = try #require(tree.entries.keys.first { $0.hasSuffix(".seg") })
    var bytes = try Files.read(root / "index" / segment)
    bytes[bytes.count / 2] ^= 0xFF
    try manent.write("\(root)/index/\(segment)", bytes: bytes)
    let found = try manent("-w", "work", "search", "gold melts", "--json")
    #expect(found.status == 0, "\(found)")
    let seen = try manent("-w", "work", "doctor", "--json")
    #expect(seen.status == 1)
    #expect(try seen.json()["problems"]?.array?.contains { $0["path"]?.string == "index/\(segment)" } == true)
    let mended = try manent("-w", "work", "doctor", "--repair", "--json")
    #expect(mended.status == 0, "\(mended)")
    #expect(try FileTree(of: root / "index") == tree)
    #expect(try manent.uncommitted(root) == "")
    #expect(try manent.json("-w", "work", "doctor", "--json")["ok"] == true)
  }

  @Test(arguments: ["catalog.db", "codes-hashed-1024-v1.cache"])
  func `is made anew when the cache is replaced by garbage`(_ name: String) throws {
    let shown = try view("work")
    let garbage = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    try manent.write("\(root)/.git/manent/cache/\(name)", bytes: garbage)
    for suffix in ["-wal", "-shm"] { try Files.removeTree(root / ".git/manent/cache" / (name + suffix)) }
    #expect(try view("work") == shown)
    try manent.write("\(root)/.git/manent/cache/\(name)", bytes: [])
    #expect(try view("work") == shown)
    #expect(try manent.uncommitted(root) == "")
  }
}
