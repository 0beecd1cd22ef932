import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A hostile remote` {
  private let folder = TemporaryFolder.current

  /// An entry that a stranger adds to the tree of a workspace: its mode, its name and what it holds.
  enum Entry: String, CaseIterable {
    case parent, dot, slash, git, upperGit, hiddenGit, shortGit, backslash, longName, ownFolder, upperOwnFolder
    case linkForDocuments, linkForSettings, linkInDocuments, submodule, submoduleInTemplates, deep, bomb
    case fileForIndex, fileForChats, folderForTombstones, folderForSettings, hugeTombstones
  }

  /// Writes a commit with the entry on top of the remote's branch.
  private func poison(_ git: Git, with entry: Entry) throws {
    func object(_ kind: String, _ bytes: [UInt8]) throws -> String {
      let program = Program(in: git.folder, environment: ["PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1"])
      let outcome = try program.run(
        ["git", "hash-object", "-w", "--literally", "-t", kind, "--stdin"], input: bytes)
      guard outcome.status == 0 else { throw Git.Failure(description: "\(outcome)") }
      return outcome.output.trimmingCharacters(in: .newlines)
    }
    func tree(_ entries: [(mode: String, name: String, id: String)]) throws -> String {
      var bytes: [UInt8] = []
      for entry in entries {
        bytes += Array("\(entry.mode) \(entry.name)\0".utf8)
        bytes += try #require(BlobID(entry.id)).bytes
      }
      return try object("tree", bytes)
    }
    let blob = try object("blob", Array("[core]\n\thooksPath = /tmp/evil\n".utf8))
    let link = try object("blob", Array("\(folder)/outside".utf8))
    let inner = try tree([("100644", "config", blob)])
    var entries = try git("ls-tree", "main").split(separator: "\n").map { line in
      let fields = line.split(separator: "\t")
      let facts = fields[0].split(separator: " ")
      // A tree gives a folder's mode without the leading zero.
      return (mode: facts[0] == "040000" ? "40000" : String(facts[0]), name: String(fields[1]), id: String(facts[2]))
    }
    func replace(_ mode: String, _ name: String, _ id: String) {
      entries.removeAll { $0.name == name }
      entries.append((mode, name, id))
    }
    let documents = try #require(entries.first { $0.name == "documents" }).id
    let guide = try git("ls-tree", documents).split(separator: "\n").map { line in
      (
        mode: "100644", name: String(line.split(separator: "\t")[1]),
        id: String(line.split(whereSeparator: \.isWhitespace)[2])
      )
    }
    switch entry {
    case .parent: replace("40000", "..", inner)
    case .dot: replace("100644", ".", blob)
    case .slash: replace("100644", "../outside/x", blob)
    case .git: replace("40000", ".git", inner)
    case .upperGit: replace("40000", ".GIT", inner)
    case .hiddenGit: replace("40000", ".g\u{200C}it", inner)
    case .shortGit: replace("40000", "git~1", inner)
    case .backslash: replace("100644", "a\\..\\.git\\config", blob)
    case .longName: replace("100644", String(repeating: "n", count: 300), blob)
    case .ownFolder: replace("40000", ".manent", inner)
    case .upperOwnFolder: replace("40000", ".Manent", inner)
    case .linkForDocuments: replace("120000", "documents", link)
    case .linkForSettings: replace("120000", "workspace.yaml", link)
    case .linkInDocuments: replace("40000", "documents", try tree(guide + [("120000", "x.md", link)]))
    case .submodule: replace("160000", "documents", try git("rev-parse", "main").trimmed)
    case .submoduleInTemplates:
      replace("40000", "templates", try tree([("160000", "sub", try git("rev-parse", "main").trimmed)]))
    case .fileForIndex: replace("100644", "index", blob)
    case .fileForChats: replace("100644", "chats", blob)
    case .folderForTombstones: replace("40000", "forgotten.jsonl", inner)
    case .folderForSettings: replace("40000", "workspace.yaml", inner)
    case .hugeTombstones:
      replace("100644", "forgotten.jsonl", try object("blob", [UInt8](repeating: 0x0A, count: 100 << 20)))
    case .deep:
      var nested = inner
      for _ in 0..<300 { nested = try tree([("40000", "d", nested)]) }
      replace("40000", "documents", try tree([("40000", "d", nested)] + guide))
    case .bomb:
      // Ten trees that hold each other ten times each: ten thousand million files.
      var nested = inner
      for _ in 0..<10 { nested = try tree((0..<10).map { ("40000", "d\($0)", nested) }) }
      replace("40000", "documents", try tree([("40000", "d", nested)] + guide))
    }
    entries.sort { left, right in
      let (left, right) = (
        left.name + (left.mode == "40000" ? "/" : ""), right.name + (right.mode == "40000" ? "/" : "")
      )
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    let commit = try git("commit-tree", "-p", "main", "-m", "poison", try tree(entries)).trimmed
    try git("update-ref", "refs/heads/main", commit)
  }

  @Test(arguments: Entry.allCases)
  func `is refused with the reason, and nothing of it reaches the disk`(_ entry: Entry) throws {
    let server = try GitServer(.file, in: folder / "server")
    let url = try server.repository()
    let machine = try SyncMachine.beginning()
    try machine.say("one")
    try machine.sync(url)
    let git = server.git()
    let good = try git("rev-parse", "main").trimmed
    try Files.makeFolders(folder / "outside")
    try poison(git, with: entry)
    // One with work of its own, one without, and one that is yet to be made.
    for isAhead in [false, true] {
      if isAhead { try machine.say("two") }
      let before = try FileTree(of: machine.root, passingOver: [".git"])
      let settings = try (machine.root / ".git/config").text
      let outcome = try machine("sync")
      outcome.expectFailure(1)
      #expect(try FileTree(of: machine.root, passingOver: [".git"]) == before, "\(outcome)")
      #expect(try (machine.root / ".git/config").text == settings)
      try machine.expectWell()
    }
    let outcome = try machine.tool("init", "clone", "--remote", url)
    outcome.expectFailure(1)
    #expect(try Files.list(machine.tool.home) == ["work"])
    #expect(try Files.list(folder / "outside") == [])
    #expect(try Files.list(folder).allSatisfy { ["first", "outside", "server"].contains($0) })
    // Once the remote is mended all goes on.
    try git("update-ref", "refs/heads/main", good)
    #expect(try machine.sync()["pushed"] == 1)
  }

  @Test func `cannot talk to the terminal`() throws {
    let server = try GitServer(.path, in: folder / "server")
    let url = try server.repository()
    let machine = try SyncMachine.beginning()
    try machine.sync(url)
    try server.git()("branch", "-m", "main", "evil")
    let outcome = try machine("sync", "--json")
    // A branch that is gone is made again.
    #expect(outcome.status == 0 && !outcome.errors.contains("\u{1B}"))
    #expect(try server.git()("branch", "--list", "main").trimmed == "main")
  }
}

extension String {
  /// The text without white space around it.
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
