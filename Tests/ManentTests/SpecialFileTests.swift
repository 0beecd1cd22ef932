import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Each command runs under `timeout`: one that waits for a pipe fails with status 124.
@Suite(.temporaryFolder, .slow) struct `A pipe or device in the place of a file` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Begin here")
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try manent.run(arguments, under: ["timeout", "60"])
  }

  private func put(_ kind: String, at path: Path) throws {
    try Files.makeFolders(path.parent)
    try Files.remove(path)
    if kind == "pipe" {
      try manent.shell("mkfifo", path.string)
    } else {
      try manent.shell("ln", "-s", "/dev/zero", path.string)
    }
  }

  @Test(arguments: ["pipe", "device"]) func `of settings of the machine is named at once`(_ kind: String) throws {
    try put(kind, at: manent.base / "config/manent/config.yaml")
    for command in [["retention", "plan"], ["config", "list", "--machine"]] {
      try manent.run(["-w", "work"] + command, under: ["timeout", "60"]).expectFailure(
        1, saying: "config.yaml: it is not a regular file")
    }
  }

  @Test(arguments: ["pipe", "device"]) func `of settings of the workspace is named at once`(_ kind: String) throws {
    try put(kind, at: root / "workspace.yaml")
    let outcome = try run("-w", "work", "status")
    #expect(outcome.status == 1 || outcome.status == 3, "\(outcome)")
    #expect(outcome.complaints.count == 1 && outcome.errors.contains("workspace.yaml"), "\(outcome)")
  }

  @Test(arguments: ["chat.yaml", "0001.jsonl"]) func `of a chat's files is named at once`(_ name: String) throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "Another chat")
    let row = try manent.json("-w", "work", "chats", "--json").array?.first { $0["id"] == "c1" }
    let folder = root / (try #require(row?["path"]?.string))
    try put("pipe", at: folder / name)
    for command in [["chats"], ["show", "c1"], ["chat", "--cid", "c2", "Go on"], ["export", "--all"], ["doctor"]] {
      let outcome = try manent.run(["-w", "work"] + command, under: ["timeout", "60"])
      #expect((0...4).contains(outcome.status), "\(command): \(outcome)")
      #expect(
        (outcome.errors + outcome.output).contains("it is not a regular file") || command[0] == "show"
          || command[0] == "chat", "\(command): \(outcome)")
    }
  }

  @Test(arguments: ["pipe", "device"]) func `of what is to be imported is named at once`(_ kind: String) throws {
    try put(kind, at: manent.folder / "source")
    for format in [nil, "manent", "openai", "chatgpt", "llm"] {
      let from = format.map { ["--from", $0] } ?? []
      let outcome = try manent.run(["-w", "work", "import", "source"] + from, under: ["timeout", "60"])
      outcome.expectFailure(1, saying: "it is not a regular file")
      #expect(outcome.complaints.count == 1, "\(outcome)")
    }
  }

  @Test func `of this machine's own files is named at once`() throws {
    for name in ["cache/catalog.db", "state/locks/chats"] {
      try put("pipe", at: root / ".git/manent" / name)
      let outcome = try run("-w", "work", "status")
      outcome.expectFailure(1, saying: ".git/manent/\(name): a pipe, a socket or a device", "remove it")
      try Files.remove(root / ".git/manent" / name)
      #expect(try run("-w", "work", "status").status == 0)
    }
  }

  @Test func `that the user names as a plan is read to its end`() throws {
    let outcome = try Program(in: manent.folder, environment: manent.environment).run([
      "timeout", "60", "bash", "-c", "'\(Tool.program)' retention apply --yes --plan <(echo no plan)",
    ])
    outcome.expectFailure(2, saying: "not a plan")
  }
}
