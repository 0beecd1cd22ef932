import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Bad input` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Begin")
  }

  private static let commands = [
    ["status"], ["chat", "Hello"], ["add", "/etc/hostname"], ["search", "x"], ["chats"], ["doctor", "--repair"],
    ["documents"],
  ]

  /// Runs every kind of command, each of which must fail alike and change nothing.
  private func expectRefusal(_ status: Int32, _ complaint: (Path) -> String) throws {
    let before = try FileTree.workspace(root)
    for command in Self.commands {
      let outcome = try manent.run(["-w", "work"] + command)
      #expect(outcome.status == status, "\(command): \(outcome)")
      #expect(outcome.errors == complaint(root / "workspace.yaml"), "\(command)")
      #expect(outcome.output.isEmpty, "\(command)")
    }
    #expect(try FileTree.workspace(root) == before)
  }

  private func expectRefusal(of settings: String, _ line: Int, _ column: Int, _ problem: String) throws {
    try manent.write("\(root)/workspace.yaml", settings)
    let text = settings.split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
    let caret = String(repeating: " ", count: column - 1) + "^"
    try expectRefusal(1) { "manent: \($0):\(line):\(column): \(problem)\n\(text)\n\(caret)\n" }
  }

  @Test func `broken YAML is shown with its place and a caret`() throws {
    try manent.write("\(root)/workspace.yaml", "manent: 1\nname: work\nchat: {window: 20\nlimits: {}\n")
    let before = try FileTree.workspace(root)
    for command in Self.commands {
      let outcome = try manent.run(["-w", "work"] + command)
      #expect(outcome.status == 1)
      let lines = outcome.complaints
      #expect(lines.count == 3, "\(outcome)")
      #expect(lines[0].hasPrefix("manent: \(root)/workspace.yaml:4:"))
      #expect(lines[1] == "limits: {}" && lines[2].hasSuffix("^"))
    }
    #expect(try FileTree.workspace(root) == before)
  }

  @Test func `an unknown key is shown with the nearest known one`() throws {
    try expectRefusal(
      of: "manent: 1\nname: work\nretentoin: {}\n", 3, 1, "unknown key 'retentoin'; did you mean 'retention'?")
  }

  @Test func `an unknown layout version is refused before anything else is looked at`() throws {
    try manent.write("\(root)/workspace.yaml", "manent: 2\nname: work\nfuture: {}\n")
    let before = try FileTree.workspace(root)
    for command in Self.commands {
      try manent.run(["-w", "work"] + command).expectFailure(1, saying: "layout version 2", "install a newer one")
    }
    try manent.write("\(root)/workspace.yaml", "name: work\n")
    try manent("-w", "work", "status").expectFailure(1, saying: "manent: 1")
    try manent.write("\(root)/workspace.yaml", "manent: 2\nname: work\nfuture: {}\n")
    #expect(try FileTree.workspace(root) == before)
  }

  @Test(arguments: ["base_url: http://evil.example", "command: [rm, -rf, /]", "api_key: x", "plugins: [./evil]"])
  func `a setting of the machine in a workspace is refused with where it belongs`(_ line: String) throws {
    try manent.write("\(root)/workspace.yaml", "manent: 1\nname: work\n\(line)\n")
    let outcome = try manent("-w", "work", "chat", "Hello")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.first?.contains(":3:1: '\(line.prefix { $0 != ":" })'") == true, "\(outcome)")
    #expect(outcome.errors.contains("config.yaml"))
    #expect(outcome.complaints.count == 3)
  }

  @Test(arguments: [
    "provider: ../../bin/sh", "provider: [x]", "embedder: /etc/passwd", "chat: {window: 0}", "chat: {timeout: soon}",
    "manent: one",
    "index: {versioned: maybe}", "history: {commit: never}", "limits: {max_document_bytes: -1}",
    "retrieval: {top_k: 1e9}", "chat: []",
    "limits: {max_document_bytes: 99999999999999999999}", "name: &a [*a]", "? {}", "chat: !!binary x",
  ])
  func `a setting of a wrong value is refused with its place`(_ line: String) throws {
    try manent.write("\(root)/workspace.yaml", (line.hasPrefix("manent") ? "" : "manent: 1\n") + line + "\n")
    let before = try FileTree.workspace(root)
    let outcome = try manent("-w", "work", "chat", "Hello")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.complaints.count == 3 && outcome.errors.hasPrefix("manent: \(root)/workspace.yaml:"), "\(outcome)")
    #expect(try FileTree.workspace(root) == before)
  }

  @Test func `settings that are no text, endless or far too large are refused`() throws {
    for bytes in [
      [0xFF, 0xFE, 0x00], Array("manent: 1\n".utf8) + [0xC3, 0x28], [UInt8](repeating: 0x5B, count: 100_000), [],
    ] {
      try manent.write("\(root)/workspace.yaml", bytes: bytes)
      let outcome = try manent("-w", "work", "status")
      #expect(outcome.status == 1 && (1...3).contains(outcome.complaints.count), "\(outcome)")
    }
    let bomb =
      "manent: 1\na: &a [x,x,x,x,x,x,x,x,x]\n"
      + zip("bcdefghij", "abcdefghi").map {
        "\($0): &\($0) [\(Array(repeating: "*\($1)", count: 9).joined(separator: ","))]\n"
      }.joined()
    try manent.write("\(root)/workspace.yaml", bomb)
    #expect(try manent("-w", "work", "status").status == 1)
    try manent.write("\(root)/workspace.yaml", "manent: 1\nname: " + String(repeating: "x", count: 2_000_000))
    try manent("-w", "work", "status").expectFailure(1)
  }

  @Test func `a chat's broken settings are shown with their place and disable only that chat`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "Other")
    let folder = try #require(try manent.parts(root).first { $0.parent.name.hasPrefix("begin") }).parent
    try manent.write("\(folder)/chat.yaml", "id: c1\ntitel: x\ncreated_at: 2026-11-20T10:00:00.000Z\n")
    let listed = try manent("-w", "work", "chats", "--json")
    #expect(listed.status == 0)
    let rows = try #require(try listed.json().array)
    #expect(rows.filter { $0["unreadable"] == nil }.map { $0["id"] } == ["c2"])
    #expect(rows.count { $0["unreadable"] != nil } == 1)
    #expect(listed.errors.contains("chat.yaml:2:1: unknown key 'titel'"), "\(listed)")
    #expect(try manent("-w", "work", "chat", "--cid", "c2", "Go on").status == 0)
    #expect(try manent("-w", "work", "doctor").status == 1)
  }

  @Test(
    arguments: [
      (["chat", "--providr", "x", "Hi"], 2, "--provider"), (["chat", "-k"], 2, "-k"),
      (["chat", "-k", "many", "Hi"], 2, "many"),
      (["chat", "-k", "0", "Hi"], 2, "1 to 100"), (["add"], 2, "PATH"), (["serach", "x"], 2, "search"),
      (["search"], 2, "QUERY"),
      (["chat", "-p", "nobody", "Hi"], 2, "nobody"), (["chat", "-p", "../x", "Hi"], 2, "../x"),
      (["chat", ""], 2, "empty"),
      (["chat", " \n\t "], 2, "empty"), (["chat", "--new", "--cid", "x", "Hi"], 2, "exclude"),
      (["show", "a", "b"], 2, "b"),
      (["status", "--json=yes"], 2, "json"), (["add", "no-such-file"], 3, "no-such-file"), (["add", "-"], 2, "--as"),
      (["documents", "remove"], 2, "NAME"), (["init", ".hidden"], 2, "not a workspace name"),
      (["init", "a b"], 2, "not a workspace name"), (["search", "--in", "moon", "x"], 2, "moon"),
    ] as [([String], Int32, String)])
  func `on the command line is one line and the right status, and changes nothing`(
    _ arguments: [String], _ status: Int32, _ word: String
  ) throws {
    let before = try FileTree.workspace(root)
    let outcome = try manent.run(["-w", "work"] + arguments)
    outcome.expectFailure(status, saying: word)
    #expect(try FileTree.workspace(root) == before)
  }

  @Test func `in a message that is piped in is one line and changes nothing`() throws {
    let before = try FileTree.workspace(root)
    let program = Program(in: manent.folder, environment: manent.environment)
    for bytes in [Array("a\0b".utf8), [0xFF, 0xFE, 0x41], [0xC3], []] as [[UInt8]] {
      try program.run([Tool.program.string, "-w", "work", "chat"], input: bytes).expectFailure(2)
    }
    #expect(try FileTree.workspace(root) == before)
  }

  @Test(.needsTracing) func `a command line that the system does not give out is an error, and not an empty one`()
    throws
  {
    let command = ["-w", "work", "forget", "c1"]
    let (log, before) = (manent.base / "calls", try FileTree.workspace(root))
    let tracing = ["strace", "-qq", "-o", log.string, "-e", "trace=openat", "-e", "signal=none"]
    _ = try manent.run(["--version"], under: tracing)
    // Where Swift's runtime looks for it: see `Tool.run(commandLine:)`.
    let calls = try log.text.split(separator: "\n")
    let place = try #require(calls.firstIndex { $0.contains("\"/proc/self/maps\"") })
    let outcome = try manent.run(command, under: tracing + ["-e", "inject=openat:error=EMFILE:when=\(place + 1)"])
    outcome.expectFailure(1, saying: "cannot read the command line")
    #expect(try FileTree.workspace(root) == before)
  }
}
