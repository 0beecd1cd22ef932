/// Makes identifiers that only ever grow.
///
/// Monotonic as RFC 9562 section 6.2 (method 1) describes: within one millisecond, or when the clock stands still or
/// goes back, the 12-bit counter grows, and when it is used up the time inside the identifier runs ahead by a
/// millisecond.
public struct IDGenerator {
  private let clock: Clock
  private let random: () -> UInt64
  private var last: UUIDv7?

  /// A generator that reads `clock`, and `random` for the bits that keep machines apart.
  public init(clock: Clock, random: @escaping () -> UInt64 = { UInt64.random(in: 0...UInt64.max) }) {
    self.clock = clock
    self.random = random
  }

  /// The next identifier: greater than every one made before and than `newest`, the newest that the chat holds.
  public mutating func next(after newest: UUIDv7? = nil) -> UUIDv7 {
    let now = clock.now().milliseconds
    let floor = [last, newest].compactMap(\.self).max()
    var made = UUIDv7(milliseconds: now, sequence: 0, random: random())
    if let floor, floor.timestamp.milliseconds >= now {
      let isFull = floor.sequence == 0xFFF
      made = UUIDv7(
        milliseconds: floor.timestamp.milliseconds + (isFull ? 1 : 0),
        sequence: isFull ? 0 : floor.sequence + 1, random: random())
    }
    last = made
    return made
  }
}
