import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A line that a crash cut short` {
  private let manent: Tool
  private let root: Path
  private static let torn = "{\"id\":\"01a1fc70-0000\",\"role\":\"us"

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Begin")
  }

  private var part: Path { get throws { try #require(try manent.parts(root).first) } }

  /// Expects that the line lies aside, and that nothing else has changed.
  private func expectAside(_ place: String, messages: Int = 2) throws {
    #expect(try part.text.hasSuffix("\n") && manent.lines(root).count == messages, "\(place)")
    let aside = try Files.list(root / ".git/manent/state/torn")
    #expect(aside.count == 1, "\(place)")
    #expect(try (root / ".git/manent/state/torn" / (aside.first ?? "")).text == Self.torn, "\(place)")
    #expect(try manent.uncommitted(root) == "", "\(place)")
    try #expect(!manent.git(root, "log", "-p", "--format=", "chats").contains("01a1fc70-0000"), "\(place)")
    #expect(try manent.json("-w", "work", "doctor", "--json")["ok"] == true, "\(place)")
  }

  @Test(
    arguments: [
      ["show", "c1"], ["show", "c1", "--json"], ["fork", "c1"], ["clear", "c1"], ["retry", "c1"],
      ["export", "c1"], ["export", "c1", "--format", "markdown"],
      ["chat", "--cid", "c1", "On"],
    ])
  func `is set aside and told of by the next command that reads the chat`(_ command: [String]) throws {
    try manent.write(part.string, part.text + Self.torn)
    let outcome = try manent.run(["-w", "work"] + command)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      outcome.complaints.count { $0.contains("unfinished line") && $0.contains(".git/manent/state/torn/") } == 1,
      "\(outcome)")
    let more = ["retry": 1, "chat": 2, "fork": 2][command[0]] ?? 0
    try expectAside("\(command)", messages: 2 + more)
    // Told once.
    #expect(try manent("-w", "work", "show", "c1").errors.isEmpty)
  }

  @Test(arguments: [["chats"], ["search", "x"], ["log"], ["status"], ["rename", "c1", "Other"], ["forget", "c1"]])
  func `keeps no other command from its work`(_ command: [String]) throws {
    try manent.write(part.string, part.text + Self.torn)
    let outcome = try manent.run(["-w", "work"] + command)
    #expect(outcome.status == 0, "\(outcome)")
    if command[0] == "forget" { try manent.succeed("-w", "work", "restore", "c1") }
    let shown = try manent("-w", "work", "show", "c1", "--json")
    #expect(try shown.status == 0 && shown.json()["message_count"] == 2, "\(shown)")
    #expect(shown.errors.contains("unfinished line"), "\(shown)")
  }

  @Test(.needsTracing) func `while it was written is not committed, whoever comes next`() throws {
    // Killed as it forces the line onto the disk; of the line only a piece has come there.
    let outcome = try manent.run(
      ["-w", "work", "chat", "--cid", "c1", "Cut short"],
      under: [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "signal=none", "-e",
        "inject=fsync:signal=KILL:when=1",
      ])
    #expect(outcome.status == 137, "\(outcome)")
    let bytes = try Files.read(part)
    let start = (bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? 0) + 1
    try manent.write(part.string, bytes: Array(bytes[..<start]) + Array(Self.torn.utf8))
    let next = try manent("-w", "work", "chats")
    #expect(next.status == 0, "\(next)")
    try expectAside("chats after a kill")
  }

  @Test func `of a chat whose settings are gone or broken is kept with all the others`() throws {
    let file = try part.parent / "chat.yaml"
    let settings = try file.text
    let lines = try part.text
    for broken in ["", "id: [", "id: c1\ntitle: x\n"] {
      try manent.write(file.string, broken)
      for command in [["chats"], ["status"], ["log"], ["chat", "--new", "Elsewhere"]] {
        #expect(try manent.run(["-w", "work"] + command).status == 0, "\(command)")
      }
      #expect(try (file.parent / "0001.jsonl").text == lines)
    }
    try manent.write(file.string, settings)
    #expect(try manent.json("-w", "work", "show", "c1", "--json")["message_count"] == 2)
  }
}
