/// A set of rows, a bit for each.
public struct RowSet: Sendable, Equatable {
  private var words: [UInt64]
  /// How many rows are in it.
  public private(set) var count = 0

  /// A set with nothing in it.
  public init() { words = [] }

  /// The rows of some ranges.
  public init(_ ranges: [Range<Int>]) {
    self.init()
    for range in ranges { insert(range) }
  }

  /// Whether a row is in it.
  @inline(__always)
  public func contains(_ row: Int) -> Bool {
    row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  /// Adds rows; those that are in it already stay.
  public mutating func insert(_ rows: Range<Int>) {
    guard let last = rows.last, rows.lowerBound >= 0 else { return }
    if last >> 6 >= words.count { words += [UInt64](repeating: 0, count: (last >> 6) + 1 - words.count) }
    for row in rows where !contains(row) {
      words[row >> 6] |= 1 << UInt64(row & 63)
      count += 1
    }
  }

  /// Adds the rows whose bits are set in bytes, the lowest bit first.
  public mutating func insert(bits: [UInt8], from row: Int) {
    for (place, byte) in bits.enumerated() where byte != 0 {
      for bit in 0..<8 where byte >> UInt8(bit) & 1 == 1 {
        let found = row + place * 8 + bit
        insert(found..<found + 1)
      }
    }
  }

  /// Calls `body` with each row, the lowest first.
  public func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() where word != 0 {
      var rest = word
      while rest != 0 {
        body(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
