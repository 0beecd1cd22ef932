import Foundation
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Packing in the background` {
  @Test func `is done by a process of its own when many packs have gathered, and no command waits for it`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace("work")
    func packs() throws -> Int {
      try Files.list(root / ".git/objects/pack").count { $0.hasSuffix(".pack") }
    }
    // A turn writes one pack; from sixteen on they are put together.
    for turn in 1...17 { try manent.succeed("-w", "work", "chat", "Question \(turn)?") }
    for _ in 0..<600 where try packs() > 12 { usleep(50_000) }
    #expect(try (1...12).contains(packs()))
    #expect(try manent.faults(root) == [])
    #expect(try manent.uncommitted(root) == "")
    try manent.succeed("-w", "work", "chat", "And then?")
    #expect(try manent.faults(root) == [])
  }
}
