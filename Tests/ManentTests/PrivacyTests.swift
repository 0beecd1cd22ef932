import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A private chat` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.write("otters.md", "# Otters\n\nThe otter of Lake Como weighs twelve kilograms.\n")
    try manent.succeed("-w", "work", "add", "otters.md")
    try manent.succeed("-w", "work", "chat", "--cid", "kept", "How do I add a document?")
  }

  /// What makes a chat private.
  enum Way: CaseIterable {
    case option, workspace, machine, template
  }

  /// Makes it so, and gives the options that go with it.
  private func makePrivate(_ way: Way) throws -> [String] {
    switch way {
    case .option: return ["--no-log"]
    case .workspace: try manent.succeed("-w", "work", "config", "set", "private", "true")
    case .machine: try manent.succeed("config", "set", "--machine", "private", "true")
    case .template:
      try manent.write((root / "templates/hush.yaml").string, "private: true\ninstructions: Say nothing.\n")
      return ["-t", "hush"]
    }
    return []
  }

  /// What a traced command has opened to write, made, renamed or removed, but for terminals, pipes and nothing.
  private func writes(_ log: Path) throws -> [String] {
    try String(decoding: Files.read(log), as: UTF8.self).split(separator: "\n").map(String.init).filter { line in
      guard !line.contains(" --- SIG"), !line.contains("= -1 "), !line.contains("/dev/null"), !line.contains("/dev/tty")
      else { return false }
      let opens = line.contains("O_WRONLY") || line.contains("O_RDWR") || line.contains("O_CREAT")
      let changes = ["mkdir", "rename", "unlink", "rmdir", "symlink", "link(", "truncate", "chmod", "utime", "mknod"]
      return opens || changes.contains { call in line.split(separator: "(").first?.contains(call) == true }
    }
  }

  private static let calls =
    "trace=open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,"
    + "symlinkat,truncate,ftruncate,chmod,fchmod,fchmodat,utimensat,mknod,mknodat"

  @Test(.needsTracing, arguments: Way.allCases)
  func `leaves the disk as it was, byte by byte, and opens nothing to write`(_ way: Way) throws {
    let echo = try EchoPlugin(for: manent)
    try echo.write(
      "echo.py",
      try String(decoding: Files.read(echo.folder / "echo.py"), as: UTF8.self).replacing(
        "for line in sys.stdin:", with: "sys.stderr.write('I complain\\n')\nfor line in sys.stdin:"))
    try manent.shell("chmod", "+x", (echo.folder / "echo.py").string)
    let options = try makePrivate(way)
    let before = try FileTree(of: manent.base)
    let log = Path("\(manent.base).calls")
    defer { try? Files.remove(log) }
    var manent = manent
    // Python would keep its own caches.
    manent.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    for command in [["--json", "What does the otter of Lake Como weigh?"], ["--new", "-p", "echo", "Secret words"]] {
      let outcome = try manent.run(
        ["-w", "work", "chat"] + options + command, under: ["strace", "-f", "-qq", "-e", Self.calls, "-o", log.string])
      #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
      if command[0] == "--json" {
        #expect(outcome.output.contains("twelve kilograms") && outcome.output.contains("otters.md"), "\(outcome)")
        #expect(try outcome.json()["chat"]?.isNull == true)
      } else {
        #expect(outcome.output == "Secret words\n", "\(outcome)")
      }
      let written = try writes(log)
      #expect(written == [], "\(written)")
      #expect(try FileTree(of: manent.base).differences(from: before) == [])
    }
  }

  @Test func `finds documents that nobody has taken in yet, and keeps credentials' files out`() throws {
    try manent.succeed("-w", "work", "config", "set", "history.secrets", "refuse")
    try manent.write((root / "documents/new.md").string, "The marmot of Davos weighs five kilograms.\n")
    let key = "sk-" + "Zk3vT9qLw2Xb7RmN4cYd8GhJ5pFsA1eU"
    try manent.write((root / "documents/key.md").string, "The vault of Davos: OPENAI_API_KEY=\(key)\n")
    let before = try FileTree(of: manent.base)
    let answer = try manent.succeed("-w", "work", "chat", "--no-log", "What does the marmot of Davos weigh?")
    #expect(answer.contains("five kilograms"), "\(answer)")
    let vault = try manent.succeed("-w", "work", "chat", "--no-log", "--json", "What is in the vault of Davos?")
    #expect(!vault.contains(key), "\(vault)")
    // A clone that was never used here has no cache at all.
    #expect(try FileTree(of: manent.base).differences(from: before) == [])
    try Files.removeTree(root / ".git/manent/cache")
    #expect(
      try manent.succeed("-w", "work", "chat", "--no-log", "What does the otter of Lake Como weigh?").contains("twelve")
    )
    #expect(!Files.exists(root / ".git/manent/cache"))
  }

  @Test func `at the prompt goes on from turn to turn, in memory alone`() throws {
    _ = try EchoPlugin(for: manent)
    try manent.succeed("-w", "work", "config", "set", "private", "true")
    let before = try FileTree(of: manent.base)
    let prompt = try PromptTranscript(manent, columns: 120, rows: 50)
    try prompt.enter("First secret", awaiting: "1 message ·")
    try prompt.enter("Second secret", awaiting: "3 messages ·")
    try prompt.enter("/session", awaiting: "kept")
    try prompt.enter("/edit", awaiting: "an editor works on a file")
    try prompt.enter("/title No", awaiting: "there is no chat yet")
    try prompt.enter("/new", awaiting: "begins a new chat")
    try prompt.enter("Third secret", awaiting: "1 message ·", times: 2)
    try prompt.enter("/exit", awaiting: "[left with 0]")
    try prompt.capture()
    try prompt.expect("private")
    let changed = try FileTree(of: manent.base).differences(from: before).filter { !$0.hasPrefix("window-") }
    #expect(changed == [])
  }

  @Test func `is still one to which documents can be added, and the rest of the workspace is as ever`() throws {
    try manent.succeed("-w", "work", "config", "set", "private", "true")
    try manent.write("b.md", "The heron of Thun weighs two kilograms.\n")
    try manent.succeed("-w", "work", "add", "b.md")
    #expect(try manent.succeed("-w", "work", "chat", "What does the heron of Thun weigh?").contains("two kilograms"))
    #expect(try manent.json("-w", "work", "chats", "--json").array?.count == 1)
    try manent("-w", "work", "retry", "kept").expectFailure(1, saying: "nothing of what is said is kept")
    #expect(try manent.uncommitted(root) == "")
  }
}
