import ManentCore
import Synchronization
import Testing

@Suite struct IdentifierTests {
  @Test func `Identifiers grow when the clock stands still, and when it goes back`() {
    for drift in [0, -1] {
      let start: Int64 = 1_795_168_800_000
      let ticks = Ticks(start: start, step: Int64(drift))
      var generator = IDGenerator(clock: Clock { ticks.next() })
      let made = (0..<10_000).map { _ in generator.next().description }
      #expect(made == made.sorted())
      #expect(Set(made).count == made.count)
    }
  }

  @Test func `An identifier is greater than the newest of its chat, even one from a clock that runs ahead`() throws {
    let ahead = try #require(UUIDv7("01ffffff-ffff-7fff-8000-000000000000"))
    var generator = IDGenerator(clock: .system)
    #expect(generator.next(after: ahead) > ahead)
  }

  @Test func `An identifier's text is a version 7 UUID that reads back`() throws {
    var generator = IDGenerator(clock: Clock { Timestamp(milliseconds: 0x0193_0000_0001) })
    let made = generator.next()
    #expect(made.description.hasPrefix("01930000-0001-7000-"))
    #expect(UUIDv7(made.description) == made)
    #expect(UUIDv7("01930000-0001-4000-8000-000000000000") == nil)
  }

  @Test func `A blob id reads its forty digits back`() {
    let text = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    #expect(BlobID(text)?.description == text)
    #expect(BlobID("e69de29") == nil)
  }
}

/// A clock for tests that moves by a fixed step at each reading.
private final class Ticks: Sendable {
  private let step: Int64
  private let value: Mutex<Int64>

  init(start: Int64, step: Int64) {
    self.step = step
    value = Mutex(start)
  }

  func next() -> Timestamp {
    value.withLock { value in
      value += step
      return Timestamp(milliseconds: value)
    }
  }
}
