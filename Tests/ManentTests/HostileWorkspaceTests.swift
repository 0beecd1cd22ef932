import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A stranger's workspace` {
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
    "cache", "cache/catalog.db", "cache/catalog.db-wal", "cache/codes-hashed-1024-v1.cache", "cache/index", "state",
    "state/locks", "state/locks/chats", "state/locks/documents", "state/staging", "state/torn", "state/damaged",
  ])
  func `with a link in the place of this machine's own files writes nothing there`(_ name: String) throws {
    try replaceByLink(root / ".git/manent" / name)
    try expectNothingOutside()
  }

  @Test(arguments: [
    "UPDATE chats SET created = MIN, activity = MIN, messages = MAX, bytes = MAX, last_part = MAX",
    "UPDATE messages SET start = MAX, length = MAX", "UPDATE messages SET start = MIN, length = MIN, part = MAX",
    "UPDATE passages SET start = MAX, end = MAX, line = MIN, ordinal = MAX, page = MIN",
    "UPDATE documents SET first = MAX, passages = MAX, size = MAX", "UPDATE documents SET first = MIN, passages = MAX",
    "UPDATE runs SET first = MAX, rows = MAX", "INSERT OR REPLACE INTO gone VALUES(MAX, x'ff'), (MIN, x'ff')",
    "UPDATE chats SET title = hex(zeroblob(150000000))",
  ])
  func `with a catalog that says any figures ends in order`(_ change: String) throws {
    let statement = change.replacing("MAX", with: "\(Int64.max)").replacing("MIN", with: "(-\(Int64.max))")
    let script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    let catalog = (root / ".git/manent/cache/catalog.db").string
    for command in Self.commands + [["stats"], ["log"], ["chat", "--new", "What is a chat?"]] {
      try manent.shell("python3", "-c", script, catalog, statement)
      let outcome = try manent.run(["-w", "work"] + command)
      #expect((0...4).contains(outcome.status), "\(command): \(outcome)")
      if change.contains("title") {
        #expect(!outcome.errors.contains("cannot use the catalog"), "\(command): \(outcome)")
      }
    }
  }

  @Test func `with a commit that a terminal would obey shows it as JSON in escapes`() throws {
    try manent.git(root, "commit", "-q", "--allow-empty", "-m", "chat: \u{202E}\u{9B}31m")
    let script = #"printf '' | script -qec '"'"$0"'" -w work log --json' /dev/null"#
    let outcome = try Program(in: manent.folder, environment: manent.environment)
      .run(["bash", "-c", script, Tool.program.string])
    #expect(outcome.output.contains(#"\u202e\u009b31m"#), "\(outcome)")
    #expect(!outcome.output.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{9B}" })
  }

  @Test func `with a merged index of many gigabytes has it made anew`() throws {
    let cache = root / ".git/manent/cache/codes-hashed-1024-v1.cache"
    try manent.shell("truncate", "-s", "40G", cache.string)
    #expect(try manent.succeed("-w", "work", "search", "add a document").contains("guide.md"))
    let status = try #require(try Files.status(cache))
    #expect(status.size < 1 << 20)
  }

  @Test func `with a folder of files as staging loses none of them`() throws {
    try manent.write("\(outside)/moved/one/file.txt", "mine\n")
    try manent.shell("ln", "-s", (outside / "moved").string, (root / ".git/manent/state/staging").string)
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
    try manent.write("\(root)/.git/manent/state/staging/x/0", "#!/bin/sh\n")
    try manent.write("\(root)/.git/manent/state/staging/x/placement.json", JSON.array([.string(target)]).serialized())
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

  /// Puts a plugin into a folder whose program says that it has run.
  private func writeTrap(_ folder: Path, _ kind: String = "provider") throws {
    try manent.write(
      "\(folder)/plugin.yaml",
      "name: evil\nkinds: [\(kind)]\nprotocol: \(kind == "provider" ? "text" : "jsonrpc")\ncommand: [./run]\n"
        + (kind == "extractor" ? "extensions: [evil]\n" : ""))
    try manent.write("\(folder)/run", "#!/bin/sh\ntouch '\(trap)'\n")
    try manent.shell("chmod", "755", "\(folder)/run")
  }

  private var trap: Path { manent.base / "trap" }

  @Test func `with programs of every kind in git's settings runs none of them`() throws {
    let keys = [
      "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "merge.evil.driver", "diff.evil.textconv",
      "diff.evil.command", "diff.external", "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand",
      "core.askPass", "gpg.program", "credential.helper", "sequence.editor", "core.gitProxy", "interactive.diffFilter",
    ]
    for key in keys { try manent.git(root, "config", key, "touch '\(trap)'; cat") }
    try manent.git(root, "config", "commit.gpgSign", "true")
    try manent.git(root, "config", "core.hooksPath", (root / "documents").string)
    for hook in ["pre-commit", "post-commit", "post-checkout", "post-merge", "pre-auto-gc", "reference-transaction"] {
      try manent.write("\(root)/documents/\(hook)", "#!/bin/sh\ntouch '\(trap)'\n")
      try manent.shell("chmod", "755", "\(root)/documents/\(hook)")
    }
    try manent.write("\(root)/.gitattributes", "* filter=evil merge=evil diff=evil text working-tree-encoding=UTF-16\n")
    try manent.write("\(root)/.git/info/attributes", "* filter=evil merge=evil diff=evil\n")
    for command in Self.commands + [
      ["log"], ["fork", "c1"], ["retry", "c1"], ["clear", "c1"], ["forget", "c1", "--yes"], ["restore", "c1"],
      ["retention", "plan"], ["storage"], ["stats"], ["index", "rebuild"], ["purge", "c1", "--yes"],
    ] {
      let outcome = try manent.run(["-w", "work"] + command)
      #expect((0...4).contains(outcome.status), "\(command): \(outcome)")
      #expect(!Files.exists(trap), "\(command)")
      try Files.remove(trap)
    }
  }

  @Test(arguments: ["../../evil", "../../evil/run", "./plugins/evil", "/bin/sh"])
  func `that names a provider by a path runs nothing`(_ path: String) throws {
    try writeTrap(root / "../../evil")
    try writeTrap(root / "plugins/evil")
    var here = manent
    here.folder = root
    let settings = try (root / "workspace.yaml").text
    try manent.write(
      "\(root)/workspace.yaml", settings.replacing("provider: extractive", with: "provider: \(path)"))
    let refused = try here("chat", "--cid", "c1", "Go on")
    #expect(refused.status == 1 && refused.errors.contains("must be a plain name, not a path"), "\(refused)")
    try manent.write("\(root)/workspace.yaml", settings)
    // A chat that came along says it as well.
    let chat = try manent.chatFolder(root) / "chat.yaml"
    try manent.write(chat.string, try chat.text + "provider: \(path)\n")
    let other = try here("chat", "--cid", "c1", "Go on")
    #expect(other.status != 0 && other.complaints.count >= 1, "\(other)")
    #expect(!Files.exists(trap))
  }

  @Test func `with commands in its settings runs none of them, and says where they stand`() throws {
    let settings = try (root / "workspace.yaml").text
    let commands = [
      "command: [touch, TRAP]", "commands: {chat: touch TRAP}", "plugins: {evil: {command: [touch, TRAP]}}",
      "provider: {command: [touch, TRAP]}", "embedder: touch TRAP", "history: {commit: \"turn; touch TRAP\"}",
      "name: !!python/object/apply:os.system [\"touch TRAP\"]", "observers: [\"touch TRAP\"]",
    ].map { $0.replacing("TRAP", with: trap.string) }
    for line in commands {
      let key = line.prefix { $0 != ":" }
      let rest = settings.split(separator: "\n").filter { !$0.hasPrefix(key + ":") }.joined(separator: "\n")
      try manent.write("\(root)/workspace.yaml", rest + "\n\(line)\n")
      let outcome = try manent("-w", "work", "chat", "--cid", "c1", "Go on")
      if !line.hasPrefix("name") {
        #expect(outcome.status == 1 && outcome.errors.contains("workspace.yaml:"), "\(outcome)")
      }
      #expect(!Files.exists(trap), "\(line)")
    }
    try manent.write("\(root)/workspace.yaml", settings)
    let chat = try manent.chatFolder(root) / "chat.yaml"
    let text = try chat.text
    for line in commands where !line.hasPrefix("name") {
      try manent.write(chat.string, text + "\(line)\n")
      let outcome = try manent("-w", "work", "chat", "--cid", "c1", "Go on")
      #expect(outcome.status != 0 || line.hasPrefix("embedder"), "\(line): \(outcome)")
      #expect(!Files.exists(trap), "\(line)")
    }
  }

  @Test(arguments: ["provider", "extractor", "embedder"])
  func `with a plugin inside has it neither listed nor run`(_ kind: String) throws {
    for folder in ["plugins/evil", ".manent/plugins/evil", "manent/plugins/evil", "share/manent/plugins/evil", "evil"] {
      try writeTrap(root / folder, kind)
    }
    var here = manent
    here.folder = root
    try manent.write("\(root)/documents/a.evil", "An evil document.\n")
    #expect(try !here.succeed("plugins").contains("evil"))
    if kind == "provider" { #expect(try here("chat", "-p", "evil", "Hello").status == 2) }
    if kind == "embedder" {
      let settings = try (root / "workspace.yaml").text
      try manent.write("\(root)/workspace.yaml", settings.replacing("embedder: hashed-1024-v1", with: "embedder: evil"))
      try manent.git(root, "commit", "-qam", "evil")
    }
    for command in [
      ["documents"], ["search", "evil"], ["chat", "--cid", "c1", "Go on"], ["status"],
    ] {
      let outcome = try here.run(command)
      #expect((0...1).contains(outcome.status), "\(command): \(outcome)")
    }
    #expect(!Files.exists(trap))
  }

  @Test func `shows what a terminal would obey as inert on a terminal`() throws {
    let evil = "\u{1B}]0;owned\u{07}\u{1B}[2J\u{9B}31m\u{202E}x"
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "Title \(evil)")
    try manent.write("\(root)/documents/doc \(evil).txt", "Rare earths \(evil) are metals.\n")
    try manent.succeed("-w", "work", "chat", "--cid", "c3", "A state")
    let part = try #require(try manent.parts(root).first { try $0.text.contains("A state") })
    let patch: JSON = [evil: JSON(evil), "list": [JSON(evil)], "inner": [evil: 1]]
    try manent.write(
      part.string,
      try part.text.replacing(#""role":"assistant""#, with: "\"state\":\(patch.serialized()),\"role\":\"assistant\""))
    try manent.write("\(root)/documents/ok.txt", "Noble gases \(evil) are inert.\n")
    for command in [
      "chats", "documents", "show c2", "show c3", "search noble", "documents show ok.txt", "tag c2", "status",
      "chat noble gases",
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
