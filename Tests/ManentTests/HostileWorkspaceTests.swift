import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A stranger's workspace` {
  private let manent: Tool
  private let root: Path
  private let outside: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    outside = manent.base / "outside"
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Begin here")
    try manent.write("\(outside)/precious.txt", "the password is hunter2\n")
    try manent.write("a.txt", "Lichens are symbioses.\n")
  }

  private static let commands = [
    ["status"], ["search", "password hunter2", "--json"], ["add", "a.txt"], ["chat", "Go on"],
    ["chat", "--new", "Another"],
    ["chat", "--cid", "c1", "Go on"], ["rename", "c1", "Title"], ["tag", "c1", "x"],
    ["documents", "remove", "guide.md"], ["chats"],
    ["export", "--all"], ["doctor", "--repair"], ["show", "c1"],
  ]

  /// Runs every kind of command: each ends in order, nothing outside changes or is shown.
  private func expectNothingOutside(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try FileTree(of: outside)
    for command in Self.commands {
      let outcome = try manent.run(["-w", "work"] + command)
      #expect((0...4).contains(outcome.status), "\(command): \(outcome)", sourceLocation: sourceLocation)
      #expect(!outcome.output.contains("the password is"), "\(command): \(outcome)", sourceLocation: sourceLocation)
      if outcome.status != 0 {
        #expect(
          !outcome.complaints.isEmpty || command[0] == "doctor", "\(command): \(outcome)",
          sourceLocation: sourceLocation)
      }
      #expect(try FileTree(of: outside).differences(from: before) == [], "\(command)", sourceLocation: sourceLocation)
    }
    #expect(try !manent.git(root, "log", "-p", "--format=").contains("hunter2"), sourceLocation: sourceLocation)
  }

  /// Moves something out of the workspace and leaves a link in its place.
  private func replaceByLink(_ path: Path) throws {
    let target = outside / "moved"
    if Files.exists(path) { try Files.rename(path, to: target) } else { try Files.makeFolders(path.parent) }
    try manent.shell("ln", "-s", target.string, path.string)
  }

  @Test(arguments: [
    "documents", "index", "chats", ".manent", "index/hashed-1024-v1", "documents/guide.md", "templates",
  ])
  func `with a link that leads out in the place of a folder writes and reads nothing there`(_ name: String) throws {
    try replaceByLink(root / name)
    try expectNothingOutside()
  }

  @Test(arguments: [
    "catalog.db", "catalog.db-wal", "locks", "locks/chats", "locks/documents", "staging", "codes-hashed-1024-v1.cache",
    "torn", "damaged",
  ])
  func `with a link in the place of this machine's own files writes nothing there`(_ name: String) throws {
    try replaceByLink(root / ".manent" / name)
    try expectNothingOutside()
  }

  @Test func `with a folder of files as staging loses none of them`() throws {
    try manent.write("\(outside)/moved/one/file.txt", "mine\n")
    try manent.shell("ln", "-s", (outside / "moved").string, (root / ".manent/staging").string)
    try expectNothingOutside()
  }

  @Test(arguments: ["0001.jsonl", "0002.jsonl", "chat.yaml"])
  func `with a link in the place of a chat's file neither writes nor reads there`(_ name: String) throws {
    try replaceByLink(try manent.chatFolder(root) / name)
    try expectNothingOutside()
  }

  @Test func `with a link in the place of a chat or of a day writes nothing there`() throws {
    let chat = try manent.chatFolder(root)
    try replaceByLink(chat)
    try expectNothingOutside()
    try manent.shell("rm", chat.string)
    try Files.rename(outside / "moved", to: chat)
    try replaceByLink(chat.parent.parent)
    try expectNothingOutside()
  }

  @Test(arguments: [
    "../../outside/evil", "/tmp/manent-evil", ".git/hooks/post-commit", "documents/../../../outside/evil",
    "workspace.yaml",
  ])
  func `with a list of files to be placed has them placed nowhere`(_ target: String) throws {
    try manent.write("\(root)/.manent/staging/x/0", "#!/bin/sh\n")
    try manent.write("\(root)/.manent/staging/x/placement.json", JSON.array([.string(target)]).serialized())
    let settings = try (root / "workspace.yaml").text
    try expectNothingOutside()
    #expect(!Files.exists("/tmp/manent-evil") && !Files.exists(root / ".git/hooks/post-commit"))
    #expect(try (root / "workspace.yaml").text == settings)
  }

  @Test func `with a link among the documents has it named, not followed and not committed`() throws {
    try manent.shell("ln", "-s", (outside / "precious.txt").string, (root / "documents/link.txt").string)
    try manent.shell("ln", "-s", outside.string, (root / "documents/folder").string)
    let outcome = try manent("-w", "work", "documents", "--json")
    #expect(outcome.status == 0 && outcome.complaints.count == 2, "\(outcome)")
    #expect(
      try outcome.json().array?.filter { $0["problem"] != nil }.compactMap { $0["name"]?.string } == [
        "folder", "link.txt",
      ])
    #expect(try manent("-w", "work", "documents").complaints.isEmpty)
    try expectNothingOutside()
  }

  @Test func `with git hooks and a foreign configuration runs none of their programs`() throws {
    let trap = manent.base / "trap"
    for hook in [
      "pre-commit", "post-commit", "commit-msg", "prepare-commit-msg", "reference-transaction", "post-index-change",
    ] {
      try manent.write("\(root)/.git/hooks/\(hook)", "#!/bin/sh\ntouch '\(trap)'\n")
      try manent.shell("chmod", "755", "\(root)/.git/hooks/\(hook)")
    }
    try manent.write("\(root)/.gitattributes", "* filter=evil\n")
    try manent.git(root, "config", "filter.evil.clean", "touch \(trap)")
    try manent.git(root, "config", "core.fsmonitor", "touch \(trap)")
    try manent.succeed("-w", "work", "add", "a.txt")
    try manent.succeed("-w", "work", "chat", "Go on")
    #expect(!Files.exists(trap))
  }

  @Test func `shows what a terminal would obey as inert on a terminal`() throws {
    let evil = "\u{1B}]0;owned\u{07}\u{1B}[2J\u{9B}31m\u{202E}x"
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "Title \(evil)")
    try manent.write("\(root)/documents/doc \(evil).txt", "Rare earths \(evil) are metals.\n")
    try manent.write("\(root)/documents/ok.txt", "Noble gases \(evil) are inert.\n")
    for command in [
      "chats", "documents", "show c2", "search noble", "documents show ok.txt", "tag c2", "status", "chat noble gases",
      "doctor",
    ] {
      let typed = try Program(in: manent.folder, environment: manent.environment.merging(["TERM": "xterm"]) { $1 }).run(
        [
          "script", "-qec", "'\(Tool.program)' -w work \(command)", "/dev/null",
        ])
      let shown = typed.output
      for mark in ["\u{1B}]0", "\u{1B}[2J", "\u{07}", "\u{9B}", "\u{202E}"] {
        #expect(!shown.contains(mark), "\(command): \(Array(shown.utf8))")
      }
    }
    let complaints = try manent("-w", "work", "documents", "remove", "doc \(evil)").errors
    #expect(!complaints.contains("\u{1B}"), "\(complaints)")
  }
}
