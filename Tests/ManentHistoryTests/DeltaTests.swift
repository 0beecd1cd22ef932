import TestSupport
import Testing

@testable import ManentHistory

@Suite struct DeltaTests {
  /// What a delta from one content to the other makes of the first.
  private func roundTrip(_ base: [UInt8], _ target: [UInt8]) -> (result: [UInt8]?, size: Int) {
    let delta = base.withUnsafeBytes { base in
      target.withUnsafeBytes { DeltaMaker.delta(from: base, to: $0, limit: .max) }
    }
    let result = delta.flatMap { delta in
      delta.withUnsafeBytes { delta in base.withUnsafeBytes { Delta.apply(delta, to: $0, limit: 1 << 26) } }
    }
    return (result, delta?.count ?? 0)
  }

  @Test(arguments: [0, 1, 7, 8, 15, 16, 127, 128, 255, 256, 65_535, 65_536, 65_537, 200_000, 16_777_216])
  func `What is only longer costs what was added`(size: Int) {
    let base = [UInt8](repeating: 7, count: size)
    let (result, count) = roundTrip(base, base + [1, 2, 3])
    let isSame = result == base + [1, 2, 3]
    #expect(isSame && count < 32)
  }

  @Test(arguments: 0..<60) func `A content that was cut up and mended is made again`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let alphabet = UInt8(2 + seed % 60)
    let base = (0..<Int.random(in: 0..<4000, using: &random)).map { _ in UInt8.random(in: 0..<alphabet, using: &random)
    }
    var target = base
    for _ in 0..<Int.random(in: 0..<6, using: &random) {
      let start = Int.random(in: 0...target.count, using: &random)
      let end = min(target.count, start + Int.random(in: 0..<300, using: &random))
      let piece = base.isEmpty ? [] : base[..<Int.random(in: 0..<base.count, using: &random)].suffix(200)
      target.replaceSubrange(start..<end, with: Array(piece) + [255, 254])
    }
    #expect(roundTrip(base, target).result == target)
  }

  @Test func `A folder in which a few entries changed costs little more than their names`() {
    var random = SeededGenerator(seed: 1)
    func entry(_ number: Int) -> [UInt8] {
      Array("40000 a-chat-of-some-length-\(number)".utf8) + [0]
        + (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    var entries = (100..<356).map(entry)
    let base = entries.flatMap(\.self)
    for number in [3, 77, 150, 151, 250] { entries[number] = entry(number + 100) }
    let (result, count) = roundTrip(base, entries.flatMap(\.self))
    #expect(result == entries.flatMap(\.self))
    #expect(count < 300)
  }

  @Test(arguments: 0..<200) func `A damaged delta makes nothing, or something of the size it says, and no crash`(
    seed: Int
  ) {
    var random = SeededGenerator(seed: UInt64(seed))
    let base = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
    var delta = Delta.start(base: base.count, result: 700)
    Delta.copy(0, 500, to: &delta)
    base.withUnsafeBytes { Delta.insert($0[0..<200], to: &delta) }
    for _ in 0..<3 {
      delta[Int.random(in: 0..<delta.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    if seed % 3 == 0 { delta.removeLast(Int.random(in: 0..<delta.count, using: &random)) }
    let result = delta.withUnsafeBytes { delta in
      base.withUnsafeBytes { Delta.apply(delta, to: $0, limit: 1 << 20) }
    }
    #expect((result?.count ?? 0) <= 1 << 20)
  }
}
