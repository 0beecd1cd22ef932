import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Something of another kind in the place of Manent's` {
  /// A workspace with an index, a chat and a forgotten one, that is in step with a remote.
  private func machine() throws -> SyncMachine {
    let url = try GitServer(.path, in: TemporaryFolder.current / "server").repository()
    let machine = try SyncMachine.beginning()
    try machine.say("one", in: "one")
    try machine.say("two", in: "two")
    #expect(try machine("forget", "two").status == 0)
    try machine.sync(url)
    return machine
  }

  @Test func `a file called index, is told and never committed, and no segment counts as removed`() throws {
    let machine = try machine()
    try Files.removeTree(machine.root / "index")
    try machine.tool.write("\(machine.root)/index", "mine")
    let sync = try machine("sync")
    #expect(sync.status == 0)
    #expect(sync.complaints == ["manent: index is not committed: a file is there, where Manent has a folder"])
    try machine.say("three", in: "one")
    for command in [["chats"], ["show", "one"], ["search", "guide"], ["status"], ["log"]] {
      #expect(try machine.tool.run(["-w", "work"] + command).status == 0, "\(command)")
    }
    let doctor = try machine("doctor", "--repair")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("index: a file is there, where Manent has a folder"))
    #expect(try machine.tool.git(machine.root, "ls-tree", "-r", "HEAD", "index").contains(".seg"))
    try Files.remove(machine.root / "index")
    #expect(try machine("doctor", "--repair").status == 0)
    try machine.sync()
    try machine.expectWell()
  }

  @Test func `a file called chats, is an error that says so, and no chat counts as gone`() throws {
    let machine = try machine()
    try Files.move(machine.root / "chats", to: machine.root / "aside")
    let doctor = try machine("doctor", "--repair")
    #expect(doctor.status == 1 && doctor.output.contains("chats: the folder is missing, and git has files of it"))
    #expect(!doctor.output.contains("aside"), "a folder that was moved aside is nobody's to commit")
    try machine.tool.write("\(machine.root)/chats", "mine")
    for command in [
      ["chats"], ["show", "one"], ["chat", "Hi"], ["chat", "--cid", "one", "Hi"], ["export", "--all"], ["stats"],
    ] {
      let outcome = try machine.tool.run(["-w", "work"] + command)
      outcome.expectFailure(1)
      #expect(outcome.errors.contains("chats: "), "\(command): \(outcome)")
    }
    try Files.remove(machine.root / "chats")
    try Files.move(machine.root / "aside", to: machine.root / "chats")
    try machine.expectWell()
    #expect(try machine.questions(in: "one") == ["one"])
  }

  @Test func `a file for a chat's folder, or a folder for its messages, is told, and the chat is listed`() throws {
    let machine = try machine()
    let tree = try FileTree(of: machine.root / "chats").entries.keys
    let part = try #require(tree.first { $0.hasSuffix("0001.jsonl") })
    let folder = (machine.root / "chats" / part).parent
    try Files.move(machine.root / "chats" / part, to: machine.root / ".git/part")
    try Files.makeFolders(machine.root / "chats" / part)
    var outcome = try machine("chats")
    #expect(
      outcome.output.contains("one  (cannot be read)") && outcome.errors.contains("0001.jsonl: Is a directory"),
      "\(outcome)")
    try Files.removeTree(machine.root / "chats" / part)
    try Files.move(machine.root / ".git/part", to: machine.root / "chats" / part)
    try Files.move(folder, to: machine.root / ".git/chat")
    try machine.tool.write("\(folder)", "mine")
    for _ in 0..<2 {
      outcome = try machine("chats")
      #expect(
        outcome.output.contains("one  (cannot be read)") && outcome.errors.contains("a file or a link is there"),
        "\(outcome)")
    }
    // A catalog that is made anew finds the chat's files missing, and takes none of them as removed.
    try Files.remove(machine.root / ".git/manent/cache/catalog.db")
    outcome = try machine("doctor", "--repair")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(try machine("sync").status == 0)
    #expect(try machine.tool.git(machine.root, "ls-tree", "-r", "HEAD", "chats").contains(part))
    try Files.remove(folder)
    try Files.move(machine.root / ".git/chat", to: folder)
    try machine.expectWell()
  }

  @Test(arguments: ["nothing", "a folder", "a link"])
  func `is never committed as the removal of a chat's settings, and they come back`(_ kind: String) throws {
    let machine = try machine()
    let tree = try FileTree(of: machine.root / "chats").entries.keys
    let name = try #require(tree.first { $0.hasSuffix("chat.yaml") })
    let settings = machine.root / "chats" / name
    let text = try settings.text
    try Files.remove(settings)
    switch kind {
    case "a folder": try Files.makeFolders(settings)
    case "a link": try makeLink(settings, to: "/etc/passwd")
    default: break
    }
    let sync = try machine("sync")
    #expect(sync.errors.contains("chat.yaml is not committed: the file is missing"), "\(sync)")
    #expect(try machine.tool.git(machine.root, "ls-tree", "-r", "HEAD", "chats").contains(name))
    let doctor = try machine("doctor", "--repair")
    #expect(doctor.output.contains("chat.yaml"), "\(doctor)")
    #expect(try settings.text == text, "\(doctor)")
    try machine.expectWell()
    #expect(try machine.questions(in: "one") == ["one"])
  }

  @Test func `nor is one for good that another program has committed`() throws {
    let machine = try machine()
    let tree = try FileTree(of: machine.root / "chats").entries.keys
    let name = try #require(tree.first { $0.hasSuffix("chat.yaml") })
    let text = try (machine.root / "chats" / name).text
    try machine.tool.git(machine.root, "rm", "-q", "chats/\(name)")
    try machine.tool.git(machine.root, "commit", "-q", "-m", "tidy up")
    #expect(try machine("doctor", "--repair").output.contains("brought back from git"))
    #expect(try (machine.root / "chats" / name).text == text)
    try machine.expectWell()
  }

  @Test(arguments: ["a folder", "a file of 70 MB"])
  func `forgotten.jsonl that cannot be read, is one line where it is needed, and in no other command's way`(
    _ kind: String
  ) throws {
    let machine = try machine()
    let file = machine.root / "forgotten.jsonl"
    let lines = try file.text
    try Files.remove(file)
    if kind == "a folder" {
      try machine.tool.write("\(file)/x", "mine")
    } else {
      try machine.tool.write("\(file)", bytes: [UInt8](repeating: 0x0A, count: 70 << 20))
    }
    try machine.say("three", in: "one")
    for command in [["chats"], ["show", "one"], ["search", "guide"], ["status"], ["log"]] {
      #expect(try machine.tool.run(["-w", "work"] + command).status == 0, "\(command)")
    }
    for command in [["forget", "one"], ["restore", "two"], ["sync"], ["purge", "one", "--yes"]] {
      let outcome = try machine.tool.run(["-w", "work"] + command)
      outcome.expectFailure(1)
      #expect(outcome.complaints.count == 1 && outcome.errors.hasPrefix("manent: forgotten.jsonl: "), "\(outcome)")
    }
    let doctor = try machine("doctor", "--repair")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("forgotten.jsonl: "))
    #expect(try machine.tool.git(machine.root, "show", "HEAD:forgotten.jsonl") == lines)
    try Files.removeTree(file)
    try machine.tool.shell("git", "checkout", "HEAD", "--", "forgotten.jsonl", in: machine.root)
    #expect(try machine("restore", "two").status == 0)
    try machine.sync()
    try machine.expectWell()
  }
}
