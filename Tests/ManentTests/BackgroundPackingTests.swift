import Foundation
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Packing in the background` {
  @Test func `is done by a process of its own when it is much, and the command does not wait for it`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace("work")
    // What does not compress: half a megabyte of digits without an order.
    var state: UInt64 = 1
    let digits = (0..<80_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return String(state >> 40, radix: 36)
    }
    try manent.write("large.txt", digits.joined(separator: " "))
    try manent.succeed("-w", "work", "add", "large.txt")
    try manent.shell(
      "bash", "-c",
      """
      mkdir ../packs && mv .git/objects/pack/* ../packs && \
      for pack in ../packs/*.pack; do git unpack-objects -q < $pack || exit 1; done && rm -r ../packs
      """, in: root)
    #expect(try manent.shell("git", "count-objects", in: root) != "0 objects, 0 kilobytes\n")
    try manent.succeed("-w", "work", "chat", "How do I begin?")
    var loose = ""
    for _ in 0..<600 {
      loose = try manent.shell("git", "count-objects", in: root)
      if loose == "0 objects, 0 kilobytes\n" { break }
      usleep(50_000)
    }
    #expect(loose == "0 objects, 0 kilobytes\n")
    #expect(try manent.faults(root) == [])
    #expect(try manent.uncommitted(root) == "")
    try manent.succeed("-w", "work", "chat", "And then?")
    #expect(try manent.faults(root) == [])
  }
}
