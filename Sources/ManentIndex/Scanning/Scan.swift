internal import CKernels

/// The search through all 1-bit codes for those nearest to a query.
public enum Scan {
  /// Rows whose sums are made at once; they stay in the first cache.
  private static let blockRows = 1024

  /// The best rows, best first; of equal ones the lower row comes first.
  ///
  /// The score estimates the inner product of the query and the row's vector, had that length 1. It is good enough to
  /// choose candidates; ``Segment/score(_:query:)`` says how near they are.
  /// - Parameters:
  ///   - limit: how many rows at most.
  ///   - query: what is looked for.
  ///   - cache: the rows.
  ///   - accepts: whether a row counts, asked only of rows that would be among the best; all do without it.
  public static func top(
    _ limit: Int, query: ScanQuery, in cache: borrowing CodeCache, where accepts: ((Int) -> Bool)? = nil
  ) throws(SegmentError) -> [(row: Int, score: Float)] {
    guard query.dimensions == cache.dimensions else {
      throw SegmentError(.dimensions(expected: cache.dimensions, found: query.dimensions), cache.path)
    }
    return cache.withRows { top(limit, query: query, rows: $0, where: accepts) }
  }

  /// The best of rows that lie in memory one after another, `query.dimensions / 8` bytes each.
  static func top(
    _ limit: Int, query: ScanQuery, rows: UnsafeRawBufferPointer, where accepts: ((Int) -> Bool)? = nil
  ) -> [(row: Int, score: Float)] {
    let rowBytes = query.dimensions / 8
    guard limit > 0, rowBytes > 0, let base = rows.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return [] }
    let count = rows.count / rowBytes
    var best = TopRows(limit: min(limit, count))
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: blockRows) { sums in
      guard let start = sums.baseAddress else { return }
      for first in stride(from: 0, to: count, by: blockRows) {
        let size = min(blockRows, count - first)
        query.planes.withUnsafeBufferPointer { planes in
          manent_scan_bits(base + first * rowBytes, size, rowBytes, planes.baseAddress, start)
        }
        for offset in 0..<size where best.takes(start[offset]) {
          guard accepts?(first + offset) ?? true else { continue }
          best.insert(row: first + offset, sum: start[offset])
        }
      }
    }
    return best.descending.map { (row: $0.row, score: query.score(ofSum: $0.sum)) }
  }
}
