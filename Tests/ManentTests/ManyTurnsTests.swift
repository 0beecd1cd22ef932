import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Many turns` {
  @Test func `are one commit each, and leave sound files after every one`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    let count = Machine.isThorough ? 1000 : 200
    let begun = try manent.commits(root)
    var settled: [Path: [UInt8]] = [:]
    for turn in 1...count {
      let outcome = try manent(
        "-w", "work", "chat", "Question \(turn): how do I add a document, or a whole folder of them?")
      guard outcome.status == 0, outcome.errors.isEmpty else {
        Issue.record("turn \(turn): \(outcome)")
        return
      }
      guard turn.isMultiple(of: 20) else { continue }
      #expect(try manent.uncommitted(root) == "")
      let parts = try manent.parts(root)
      for part in parts.dropLast() {
        let bytes = try Files.read(part)
        if let before = settled[part] { #expect(bytes == before, "\(part) was rewritten") }
        settled[part] = bytes
      }
    }
    #expect(try manent.commits(root) == begun + count)
    #expect(try manent.faults(root) == [])
    let parts = try manent.parts(root)
    #expect(parts.count > 2)
    #expect(parts.map(\.name) == parts.indices.map { "000\($0 + 1)".suffix(4) + ".jsonl" })
    for part in parts {
      let bytes = try Files.read(part)
      let last = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? 0
      #expect(last <= 64 * 1024 && bytes.last == UInt8(ascii: "\n"))
      try manent.shell("jq", "-e", ".id and .role and .created_at", part.string)
    }
    let ids = try manent.lines(root).compactMap { $0["id"]?.string }
    #expect(ids.count == count * 2 && ids == ids.sorted() && Set(ids).count == ids.count)
    #expect(try manent.json("-w", "work", "chats", "--json").array?.first?["message_count"] == JSON(count * 2))
    #expect(try manent.json("-w", "work", "doctor", "--json")["ok"] == true)
  }

  @Test func `of several processes at once lose nothing and tear nothing`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    let script =
      "for i in 1 2 3 4 5 6; do '\(Tool.program)' -w work chat --cid shared \"$0 says $i\" </dev/null || exit 1; done"
    let outcome = try Program(in: manent.folder, environment: manent.environment).run([
      "bash", "-c",
      "for w in a b c; do bash -c '\(script.replacingOccurrences(of: "'", with: "'\\''"))' $w & p=\"$p $!\"; done; for x in $p; do wait $x || exit 1; done",
    ])
    #expect(outcome.status == 0, "\(outcome)")
    let contents = try manent.lines(root).compactMap { $0["content"]?.string }.filter {
      $0.contains(" says ") && $0.count < 12
    }
    #expect(contents.count == 18 && Set(contents).count == 18)
    try manent.succeed("-w", "work", "status")
    #expect(try manent.uncommitted(root) == "")
    #expect(try manent.faults(root) == [])
    #expect(try manent.json("-w", "work", "chats", "--json").array?.count == 1)
    #expect(try manent.json("-w", "work", "doctor", "--json")["ok"] == true)
  }
}
