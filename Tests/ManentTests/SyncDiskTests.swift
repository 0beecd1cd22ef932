import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A sync on a full disk` {
  @Test(.needsMount) func `is told in one line at any amount of space, and works once there is enough`() throws {
    let server = try GitServer(.file, in: TemporaryFolder.current / "server")
    let url = try server.repository()
    let first = try SyncMachine.beginning()
    try first.say("one")
    try first.sync(url)
    let second = try SyncMachine("second")
    let mount = try Mount.memory(at: second.tool.home, bytes: 16 << 20)
    defer { mount.remove() }
    try second.tool.succeed("init", "work", "--remote", url)
    // Text that no packing makes small.
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<600_000).map { _ in String(UnicodeScalar(UInt8.random(in: 97...122, using: &generator))) }
    try first.tool.write("big.md", noise.joined())
    try first.tool.succeed("-w", "work", "add", "big.md")
    try first.sync()
    let fill = second.tool.home / "fill"
    var free = 0
    while true {
      try second.tool.shell("fallocate", "-l", "\(try mount.freeBytes() - free)", fill.string)
      let outcome = try second("sync")
      try Files.remove(fill)
      let place = "\(free) bytes free"
      #expect(try second.tool.faults(second.root) == [], "\(place): \(outcome)")
      if outcome.status == 0 { break }
      outcome.expectFailure(1)
      // Nothing half done is left where the user looks.
      let next = try second("status")
      #expect(next.status == 0, "\(place): \(outcome) then \(next)")
      #expect(try second.tool.uncommitted(second.root) == "", "\(place): \(outcome) then \(next)")
      free += Machine.isThorough ? 64 << 10 : 320 << 10
      guard free < 12 << 20 else {
        Issue.record("12 MB are not enough: \(outcome)")
        break
      }
    }
    #expect(free > 0)
    #expect(try second.sync()["pulled"] == 0)
    #expect(try second.tree() == first.tree())
    try second.expectWell()
  }
}
