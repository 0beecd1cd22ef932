internal import CKernels
internal import Dispatch
internal import ManentCore
internal import Synchronization

/// The search through all 1-bit codes for those nearest to a query.
public enum Scan {
  /// Rows whose sums are made at once; they stay in the first cache.
  private static let blockRows = 1024
  /// From so many rows on all processors take part.
  private static let sharedRows = 32_768

  /// The best rows, best first; of equal ones the lower row comes first.
  ///
  /// The score estimates the inner product of the query and the row's vector, had that length 1. It is good enough to
  /// choose candidates; ``Segment/score(_:query:)`` says how near they are.
  /// - Parameters:
  ///   - limit: how many rows at most.
  ///   - query: what is looked for.
  ///   - cache: the rows.
  ///   - ranges: the rows that are looked at, in ascending order; `nil` for all.
  ///   - accepts: whether a row counts, asked only of rows that would be among the best, by several threads at once; all
  ///     do without it.
  public static func top(
    _ limit: Int, query: ScanQuery, in cache: borrowing CodeCache, among ranges: [Range<Int>]? = nil,
    where accepts: (@Sendable (Int) -> Bool)? = nil
  ) throws(SegmentError) -> [(row: Int, score: Float)] {
    guard query.dimensions == cache.dimensions else {
      throw SegmentError(.dimensions(expected: cache.dimensions, found: query.dimensions), cache.path)
    }
    return cache.withRows { top(limit, query: query, rows: $0, among: ranges, where: accepts) }
  }

  /// The best of rows that lie in memory one after another, `query.dimensions / 8` bytes each.
  static func top(
    _ limit: Int, query: ScanQuery, rows: UnsafeRawBufferPointer, among ranges: [Range<Int>]? = nil,
    where accepts: (@Sendable (Int) -> Bool)? = nil
  ) -> [(row: Int, score: Float)] {
    let rowBytes = query.dimensions / 8
    guard limit > 0, rowBytes > 0, rows.baseAddress != nil else { return [] }
    let count = rows.count / rowBytes
    let blocks = blocks(ranges.map { $0.map { $0.clamped(to: 0..<count) } } ?? [0..<count])
    let total = blocks.reduce(0) { $0 + $1.count }
    let limit = min(limit, total)
    guard limit > 0 else { return [] }
    let parts = total < sharedRows ? 1 : Platform.processorCount
    // The bytes are only read, and stay where they are until every part is done.
    nonisolated(unsafe) let rows = rows
    let found = Mutex<[(row: Int, sum: Int32)]>([])
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let own = blocks[blocks.count * part / parts..<blocks.count * (part + 1) / parts]
      let best = best(limit, query, rows, own, where: accepts).descending
      found.withLock { $0 += best }
    }
    return found.withLock { $0 }.sorted { ($1.sum, $0.row) < ($0.sum, $1.row) }.prefix(limit).map {
      (row: $0.row, score: query.score(ofSum: $0.sum))
    }
  }

  /// The ranges cut into blocks.
  private static func blocks(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.flatMap { range in
      stride(from: range.lowerBound, to: range.upperBound, by: blockRows).map {
        $0..<min($0 + blockRows, range.upperBound)
      }
    }
  }

  private static func best(
    _ limit: Int, _ query: ScanQuery, _ rows: UnsafeRawBufferPointer, _ blocks: ArraySlice<Range<Int>>,
    where accepts: ((Int) -> Bool)?
  ) -> TopRows {
    let rowBytes = query.dimensions / 8
    var best = TopRows(limit: limit)
    guard let base = rows.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return best }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: blockRows) { sums in
      guard let start = sums.baseAddress else { return }
      for block in blocks {
        query.planes.withUnsafeBufferPointer { planes in
          manent_scan_bits(base + block.lowerBound * rowBytes, block.count, rowBytes, planes.baseAddress, start)
        }
        for row in block where best.takes(start[row - block.lowerBound]) {
          guard accepts?(row) ?? true else { continue }
          best.insert(row: row, sum: start[row - block.lowerBound])
        }
      }
    }
    return best
  }
}
