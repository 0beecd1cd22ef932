#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds what two versions of a content have in common and writes one as a delta on the other.
///
/// What they begin and end with in common is found by comparing; that is all there is to find in a chat that has grown or
/// a folder in which one file has changed. Between the two ends, blocks of the base are looked up by their content.
struct DeltaMaker {
  private static let block = 16
  /// Shorter ends than this are not worth a copy.
  private static let shortest = 8

  private let base: UnsafeRawBufferPointer
  private let target: UnsafeRawBufferPointer
  private var delta: [UInt8]

  /// A delta that makes `target` of `base`; `nil` when it would have more than `limit` bytes.
  static func delta(
    from base: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer, limit: Int
  ) -> [UInt8]? {
    guard base.count < 1 << 31, target.count < 1 << 31 else { return nil }
    var maker = DeltaMaker(
      base: base, target: target, delta: Delta.start(base: base.count, result: target.count))
    return maker.make(limit: limit) ? maker.delta : nil
  }

  private mutating func make(limit: Int) -> Bool {
    var prefix = Self.commonPrefix(base, target)
    if prefix < Self.shortest { prefix = 0 }
    var suffix = 0
    let longest = min(base.count, target.count) - prefix
    while suffix < longest, base[base.count - 1 - suffix] == target[target.count - 1 - suffix] { suffix += 1 }
    if suffix < Self.shortest { suffix = 0 }
    Delta.copy(0, prefix, to: &delta)
    guard insertMiddle(prefix..<base.count - suffix, prefix..<target.count - suffix, limit: limit) else { return false }
    Delta.copy(base.count - suffix, suffix, to: &delta)
    return delta.count <= limit
  }

  /// Writes the part between the common ends, with what of it is anywhere in that part of the base copied.
  private mutating func insertMiddle(_ source: Range<Int>, _ wanted: Range<Int>, limit: Int) -> Bool {
    let blocks = source.count / Self.block
    guard blocks > 0, wanted.count >= 2 * Self.block else {
      Delta.insert(target[wanted], to: &delta)
      return delta.count <= limit
    }
    var bits = 4
    while 1 << bits < blocks * 2 { bits += 1 }
    var table = [Int32](repeating: -1, count: 1 << bits)
    // The first block of several equal ones stays: a copy from there can go on the longest.
    for index in (0..<blocks).reversed() {
      let start = source.lowerBound + index * Self.block
      table[Self.hash(base, start, bits)] = Int32(start)
    }
    var (position, inserted) = (wanted.lowerBound, wanted.lowerBound)
    while position + Self.block <= wanted.upperBound {
      let found = Int(table[Self.hash(target, position, bits)])
      guard found >= 0, Self.isSame(base, found, target, position, Self.block) else {
        position += 1
        guard position - inserted <= limit else { return false }
        continue
      }
      var (from, to, count) = (found, position, Self.block)
      while to > inserted, from > 0, base[from - 1] == target[to - 1] {
        (from, to, count) = (from - 1, to - 1, count + 1)
      }
      while to + count < wanted.upperBound, from + count < base.count, base[from + count] == target[to + count] {
        count += 1
      }
      Delta.insert(target[inserted..<to], to: &delta)
      Delta.copy(from, count, to: &delta)
      position = to + count
      inserted = position
      guard delta.count <= limit else { return false }
    }
    Delta.insert(target[inserted..<wanted.upperBound], to: &delta)
    return delta.count <= limit
  }

  /// How many bytes two contents begin with in common.
  static func commonPrefix(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let count = min(left.count, right.count)
    var position = 0
    while position + 8 <= count,
      left.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    { position += 8 }
    while position < count, left[position] == right[position] { position += 1 }
    return position
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer, _ position: Int, _ bits: Int) -> Int {
    let first = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    let second = bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self)
    let mixed = (first ^ (second &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(mixed >> UInt64(64 - bits))
  }

  private static func isSame(
    _ left: UnsafeRawBufferPointer, _ from: Int, _ right: UnsafeRawBufferPointer, _ to: Int, _ count: Int
  ) -> Bool {
    guard let left = left.baseAddress, let right = right.baseAddress else { return false }
    return memcmp(left + from, right + to, count) == 0
  }
}
