/// The terms of all passages of a workspace: several runs of posting lists, and the rows whose passages are gone.
///
/// A new document adds a run; runs of like size are joined now and then, so that there are never many.
public struct PostingIndex: Sendable {
  /// A run, and the row of all that its first one is.
  public struct Part: Sendable {
    /// The row that the run's first one is.
    public var first: Int
    /// The run.
    public var run: PostingRun

    /// A part.
    public init(first: Int, run: PostingRun) {
      self.first = first
      self.run = run
    }
  }

  /// The runs in the order of their rows.
  public let parts: [Part]
  /// Rows whose passages are gone.
  public let gone: RowSet

  /// How many passages there are.
  public let passages: Int
  /// How many terms a passage has on average.
  let averageLength: Float

  /// A list up to this length is gone through to leave out the rows that are gone when they are counted.
  private static let counted = 4096

  /// An index of some runs.
  public init(_ parts: [Part], gone: RowSet) {
    self.parts = parts
    self.gone = gone
    var (passages, tokens) = (0, 0)
    for part in parts {
      passages += part.run.passages
      tokens &+= part.run.tokens
    }
    if gone.count > 0 {
      for part in parts {
        part.run.withBytes { bytes in
          for row in 0..<part.run.rows where gone.contains(part.first + row) {
            let length = Int(bytes.number(at: part.run.layout.lengths + row * 2, as: UInt16.self))
            if length > 0 { passages -= 1 }
            tokens &-= length
          }
        }
      }
    }
    self.passages = max(0, passages)
    averageLength = max(1, Float(tokens) / Float(max(1, passages)))
  }

  /// How many passages hold a term.
  ///
  /// Where some are gone and very many hold it, the share of those that are gone is taken for that of all passages.
  public func passages(holding term: String) -> Int {
    let term = Array(term.utf8)
    var count = 0
    var rows = 0
    for part in parts {
      rows += part.run.passages
      part.run.withBytes { bytes in
        guard let entry = part.run.entry(of: term, bytes) else { return }
        guard gone.count > 0, entry.count <= Self.counted else {
          count += entry.count
          return
        }
        PostingRun.forEachPosting(in: UnsafeRawBufferPointer(rebasing: bytes[entry.list])) { row, _ in
          if !gone.contains(part.first + row) { count += 1 }
        }
      }
    }
    guard gone.count > 0, count > Self.counted, rows > 0 else { return count }
    return max(1, min(count, Int(Double(count) * Double(passages) / Double(rows))))
  }

  /// The terms from `lower` up to but not including `upper` in the order of their bytes, at most `limit`, and how many
  /// passages hold each.
  public func terms(from lower: String, to upper: String, limit: Int) -> [(term: String, passages: Int)] {
    var counts: [String: Int] = [:]
    let (lower, upper) = (Array(lower.utf8), Array(upper.utf8))
    for part in parts {
      part.run.withBytes { bytes in
        let (start, end) = (part.run.lowerBound(lower, bytes), part.run.lowerBound(upper, bytes))
        for index in start..<max(start, min(end, start + limit)) {
          guard let entry = part.run.entry(index, bytes) else { return }
          counts[String(decoding: bytes[entry.name], as: UTF8.self), default: 0] += entry.count
        }
      }
    }
    let sorted = counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.prefix(limit)
    guard gone.count > 0 else { return sorted.map { ($0.key, $0.value) } }
    return sorted.compactMap { entry in
      let left = passages(holding: entry.key)
      return left > 0 ? (entry.key, left) : nil
    }
  }

  /// The rows that hold all of some terms, the lowest first.
  public func rows(holdingAll terms: [String]) -> [Int] {
    var found: [Int] = []
    for part in parts {
      part.run.withBytes { bytes in
        var common: Set<Int>?
        for term in terms {
          guard let entry = part.run.entry(of: Array(term.utf8), bytes) else {
            common = []
            break
          }
          var rows: Set<Int> = []
          PostingRun.forEachPosting(in: UnsafeRawBufferPointer(rebasing: bytes[entry.list])) { row, _ in
            if common?.contains(row) != false { rows.insert(row) }
          }
          common = rows
        }
        found += (common ?? []).lazy.map { part.first + $0 }.filter { !gone.contains($0) }.sorted()
      }
    }
    return found
  }
}
