/// Insertions, deletions, substitutions and swaps of neighbours between words (Damerau 1964, each place edited at
/// most once).
struct EditDistance {
  /// The row in the making, the one before and the one before that; kept to spare allocations.
  private var row: [Int] = []
  private var previous: [Int] = []
  private var beforePrevious: [Int] = []

  /// The distance between two words; when it is more than the limit, some number above it.
  mutating func distance(_ first: [UInt32], _ second: [UInt32], limit: Int) -> Int {
    guard abs(first.count - second.count) <= limit, fill(first, second, limit: limit) else { return limit + 1 }
    return previous.last ?? limit + 1
  }

  /// The distance between a word and the nearest beginning of another that leaves off at most so many of its
  /// characters.
  mutating func distance(_ first: [UInt32], toBeginningOf second: [UInt32], leaving tail: Int, limit: Int) -> Int {
    guard fill(first, second, limit: limit) else { return limit + 1 }
    return previous.suffix(tail + 1).min() ?? limit + 1
  }

  /// Leaves the last row of the distance table in `previous`; false once all distances are above the limit.
  private mutating func fill(_ first: [UInt32], _ second: [UInt32], limit: Int) -> Bool {
    previous.removeAll(keepingCapacity: true)
    previous.append(contentsOf: 0...second.count)
    for i in first.indices {
      row.removeAll(keepingCapacity: true)
      row.append(i + 1)
      var least = i + 1
      for j in second.indices {
        var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (first[i] == second[j] ? 0 : 1))
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          cost = min(cost, beforePrevious[j - 1] + 1)
        }
        row.append(cost)
        least = min(least, cost)
      }
      if least > limit { return false }
      swap(&previous, &beforePrevious)
      swap(&previous, &row)
    }
    return true
  }
}
