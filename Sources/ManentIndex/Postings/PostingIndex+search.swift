internal import CKernels
internal import ManentCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension PostingIndex {
  /// BM25's saturation and its share of the length, as in SQLite's FTS5.
  private static let saturation: Float = 1.2
  private static let lengthShare: Float = 0.75

  /// A term that is looked for, with what it weighs.
  private struct SoughtTerm: Sendable {
    var bytes: [UInt8]
    var weight: Float
  }

  /// The rows that hold some of the terms, the best first by BM25 (Robertson et al., "Okapi at TREC-3", 1994); of equal
  /// ones the lower row comes first.
  ///
  /// Every posting of every term counts; the runs are gone through by as many threads as there are processors.
  ///
  /// - Parameters:
  ///   - limit: at most how many.
  ///   - terms: what is looked for.
  ///   - allowed: the rows that may be given; `nil` for all.
  public func top(_ limit: Int, terms: [String], in allowed: RowSet? = nil) -> [Int] {
    var sought: [SoughtTerm] = []
    for term in terms {
      let bytes = Array(term.utf8)
      let count = passages(holding: term)
      guard count > 0, !sought.contains(where: { $0.bytes == bytes }) else { continue }
      let share = log((Double(max(0, passages - count)) + 0.5) / (Double(count) + 0.5))
      // A term in more than half of the passages still counts for a little, as in FTS5.
      sought.append(SoughtTerm(bytes: bytes, weight: Float(max(1e-6, share)) * (Self.saturation + 1)))
    }
    guard !sought.isEmpty, limit > 0 else { return [] }
    let terms = sought.sorted { $0.weight > $1.weight }
    let best = Parallel.results(parts) { part in Self.top(limit, terms, in: part, averageLength, gone, allowed) }
    return best.flatMap(\.self).sorted { ($1.score, $0.row) < ($0.score, $1.row) }.prefix(limit).map(\.row)
  }

  private static func top(
    _ limit: Int, _ terms: [SoughtTerm], in part: Part, _ averageLength: Float, _ gone: RowSet, _ allowed: RowSet?
  ) -> [(row: Int, score: Float)] {
    let run = part.run
    let (start, slope) = (saturation * (1 - lengthShare), saturation * lengthShare / averageLength)
    return run.withBytes { bytes in
      let entries = terms.compactMap { term in run.entry(of: term.bytes, bytes).map { ($0, term.weight) } }
      guard !entries.isEmpty, run.rows > 0, let base = bytes.baseAddress,
        // All zero without a page of it being written: only the rows that hold a term become memory.
        let sums = calloc(run.rows, MemoryLayout<Float>.size)?.assumingMemoryBound(to: Float.self)
      else { return [] }
      defer { free(sums) }
      let lengths = (base + run.layout.lengths).assumingMemoryBound(to: UInt16.self)
      var postings = 0
      for (entry, weight) in entries {
        postings += manent_add_postings(
          (base + entry.list.lowerBound).assumingMemoryBound(to: UInt8.self), entry.list.count, run.rows, lengths,
          weight, start, slope, sums)
      }
      var best = TopRows(limit: limit)
      func look(_ row: Int) {
        // The bits of positive numbers are in their order.
        let sum = Int32(bitPattern: sums[row].bitPattern)
        guard sum > 0, best.takes(sum) else { return }
        guard !gone.contains(part.first + row), allowed?.contains(part.first + row) != false else { return }
        best.insert(row: part.first + row, sum: sum)
      }
      if postings * 16 < run.rows {
        var rows: [Int] = []
        for (entry, _) in entries {
          PostingRun.forEachPosting(in: UnsafeRawBufferPointer(rebasing: bytes[entry.list])) { row, _ in
            if row < run.rows { rows.append(row) }
          }
        }
        var last = -1
        for row in rows.sorted() where row != last {
          look(row)
          last = row
        }
      } else {
        for row in 0..<run.rows { look(row) }
      }
      return best.descending.map { ($0.row, Float(bitPattern: UInt32(bitPattern: $0.sum))) }
    }
  }
}
