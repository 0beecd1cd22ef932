import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The cost of a turn` {
  private let manent: Tool

  init() throws { manent = try Tool() }

  /// What a command does to the disk.
  private struct Cost: CustomStringConvertible {
    var calls = 0
    var bytes = 0
    var files = 0

    var description: String { "\(calls) calls, \(bytes) bytes, \(files) files" }

    /// Whether this is at most so many times the other one, give or take some calls and a page of bytes.
    func isNear(_ other: Cost, times factor: Double = 1.3) -> Bool {
      Double(calls) <= Double(other.calls) * factor + 20 && Double(bytes) <= Double(other.bytes) * factor + 8192
        && files <= other.files + 1
    }
  }

  /// Makes a workspace with so many chats, or with one chat of so many turns, all committed.
  private func workspace(_ name: String, chats: Int = 0, turns: Int = 0) throws -> Path {
    let root = try manent.makeWorkspace(name)
    func line(_ number: Int) -> String {
      let id = "01932b4d-0000-7000-8000-" + String(format: "%012x", number)
      return
        #"{"id":"\#(id)","role":"user","content":"\#(String(repeating: "words ", count: 90))","created_at":"2024-11-15T10:00:00.000Z"}"#
        + "\n"
    }
    func write(_ folder: String, _ id: String, _ parts: [String]) throws {
      try Files.makeFolders(root / "chats/2024/11" / folder)
      let yaml = "id: \(id)\ntitle: A chat\ncreated_at: 2024-11-15T10:00:00.000Z\n"
      try Files.writeNew(Array(yaml.utf8), to: root / "chats/2024/11" / folder / "chat.yaml", sync: false)
      for (index, part) in parts.enumerated() {
        let file = root / "chats/2024/11" / folder / (String(format: "%04d", index + 1) + ".jsonl")
        try Files.writeNew(Array(part.utf8), to: file, sync: false)
      }
    }
    for chat in 0..<chats {
      try write("15.\(chat / 256)/a-chat-\(String(format: "%08x", chat))", "chat-\(chat)", [line(chat)])
    }
    if turns > 0 {
      let lines = (0..<turns * 2).map(line)
      let parts = stride(from: 0, to: lines.count, by: 100).map { lines[$0..<min($0 + 100, lines.count)].joined() }
      try write("15/a-chat-00000000", "chat-0", parts)
    }
    try manent.git(root, "config", "gc.auto", "0")
    try manent.git(root, "add", ".")
    try manent.git(root, "commit", "-qm", "fill")
    try manent.git(root, "repack", "-adq")
    for _ in 0..<2 { try manent.succeed("-w", name, "chat", "--cid", "chat-0", "How do I add a document?") }
    return root
  }

  /// What a turn costs: the least of several, since what a cache writes when differs from turn to turn.
  private func cost(_ name: String, _ arguments: [String]) throws -> Cost {
    let log = manent.base / "calls"
    var costs: [Cost] = []
    for _ in 0..<3 {
      let outcome = try manent.run(
        ["-w", name, "chat"] + arguments + ["How do I add a document?"],
        under: ["strace", "-f", "-qq", "-o", log.string])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
      var cost = Cost()
      for line in try log.text.split(separator: "\n") {
        // What the loader and the memory of the process take depends on neither.
        guard !line.contains(" mmap("), !line.contains(" munmap("), !line.contains(" brk("), !line.contains(" futex(")
        else { continue }
        cost.calls += 1
        if line.contains(" write(") || line.contains(" pwrite64(") {
          cost.bytes += Int(line.split(separator: " ").last ?? "") ?? 0
        }
        if line.contains(" openat("), line.contains("O_CREAT"), !line.contains("= -1") { cost.files += 1 }
      }
      // The index is written whole at each turn, as git does: a byte and more for each that the paths have.
      cost.bytes -= try Files.status(manent.home / name / ".git/index")?.size ?? 0
      costs.append(cost)
    }
    return costs.min { $0.bytes < $1.bytes } ?? Cost()
  }

  @Test(.needsTracing) func `is the same among 20 chats and among 2,000`() throws {
    _ = try workspace("few", chats: 20)
    let many = try workspace("many", chats: 2000)
    for arguments in [["--cid", "chat-0"], ["-c"], ["--new"]] {
      let (small, large) = (try cost("few", arguments), try cost("many", arguments))
      #expect(large.isNear(small), "\(arguments): \(small) and \(large)")
    }
    #expect(try manent.uncommitted(many) == "")
    #expect(try manent.faults(many) == [])
  }

  @Test(.needsTracing) func `is the same at the 20th turn of a chat and at the 2,000th`() throws {
    _ = try workspace("short", turns: 20)
    let long = try workspace("long", turns: 2000)
    let (small, large) = (try cost("short", ["--cid", "chat-0"]), try cost("long", ["--cid", "chat-0"]))
    #expect(large.isNear(small), "\(small) and \(large)")
    #expect(try manent.uncommitted(long) == "")
    #expect(try manent.faults(long) == [])
  }
}
