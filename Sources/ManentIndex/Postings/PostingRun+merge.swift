extension PostingRun {
  /// A run, and its first row among those of the new one.
  public typealias Placed = (run: PostingRun, first: Int)

  /// The bytes of one run that holds what several hold, whose rows follow each other.
  ///
  /// - Parameter runs: in the order of their rows; the first one's first row becomes row 0.
  /// - Returns: `nil` when one of them is damaged.
  public static func merged(_ runs: [Placed]) -> [UInt8]? {
    guard let base = runs.first?.first, let last = runs.last else { return nil }
    let cursors = runs.map { Cursor($0.run, first: $0.first - base) }
    var (postings, table, names): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    postings.reserveCapacity(runs.reduce(0) { $0 + $1.run.layout.table - $1.run.layout.postings })
    while true {
      // Runs are few, so that looking at the head of each is the quickest.
      var least: Cursor?
      for cursor in cursors where !cursor.isAtEnd {
        guard let other = least else {
          least = cursor
          continue
        }
        if cursor.compare(other) < 0 { least = cursor }
      }
      guard let least else { break }
      let (start, name) = (postings.count, least.name)
      var (count, lastRow) = (0, -1)
      for cursor in cursors where !cursor.isAtEnd && (cursor === least || cursor.holds(name)) {
        cursor.appendList(to: &postings, after: &lastRow)
        count += cursor.count
        cursor.advance()
      }
      table.append(number: UInt32(clamping: names.count))
      table.append(number: UInt32(clamping: count))
      table.append(number: UInt32(clamping: lastRow))
      table.append(number: UInt32(0))
      table.append(number: UInt64(start))
      names += name
    }
    guard cursors.allSatisfy({ !$0.isDamaged }) else { return nil }
    table.append(number: UInt32(clamping: names.count))
    table += [UInt8](repeating: 0, count: 12)
    table.append(number: UInt64(postings.count))
    return PostingRunLayout.assemble(
      rows: last.first + last.run.rows - base, passages: runs.reduce(0) { $0 + $1.run.passages },
      tokens: runs.reduce(0) { $0 &+ $1.run.tokens }, lengths: lengths(of: runs, from: base), postings: postings,
      table: table, names: names)
  }

  private static func lengths(of runs: [Placed], from base: Int) -> [UInt8] {
    var lengths: [UInt8] = []
    for (run, first) in runs {
      // Rows between two runs hold nothing.
      lengths += [UInt8](repeating: 0, count: max(0, (first - base) * 2 - lengths.count))
      run.withBytes { bytes in
        lengths += bytes[run.layout.lengths..<run.layout.lengths + run.rows * 2]
      }
    }
    return lengths
  }

  /// The terms of a run, one after another.
  private final class Cursor {
    private let run: PostingRun
    private let first: Int
    private var index = 0
    private var current: Entry?
    private(set) var name: [UInt8] = []
    private(set) var isDamaged = false

    init(_ run: PostingRun, first: Int) {
      self.run = run
      self.first = first
      load()
    }

    var isAtEnd: Bool { current == nil }
    var count: Int { current?.count ?? 0 }

    func compare(_ other: Cursor) -> Int {
      name.withUnsafeBytes { left in other.name.withUnsafeBytes { right in TermOrder.compare(left, right) } }
    }

    func holds(_ name: [UInt8]) -> Bool { self.name == name }

    func advance() {
      index += 1
      load()
    }

    private func load() {
      run.withBytes { bytes in
        current = run.entry(index, bytes)
        if let current { name = Array(bytes[current.name]) } else { isDamaged = isDamaged || index < run.layout.terms }
      }
    }

    /// Appends the list: only the first posting's distance is another one.
    func appendList(to postings: inout [UInt8], after last: inout Int) {
      guard let current else { return }
      run.withBytes { bytes in
        let list = bytes[current.list]
        var (place, number, shift) = (list.startIndex, UInt64(0), UInt64(0))
        while place < list.endIndex, shift < 40 {
          let byte = list[place]
          place += 1
          number |= UInt64(byte & 0x7F) << shift
          shift += 7
          if byte & 0x80 == 0 { break }
        }
        // The first distance counts from -1.
        let row = first - 1 + Int(number >> 1)
        guard row > last else {
          isDamaged = true
          return
        }
        var distance = UInt64(row - last) << 1 | number & 1
        while distance >= 0x80 {
          postings.append(UInt8(truncatingIfNeeded: distance) | 0x80)
          distance >>= 7
        }
        postings.append(UInt8(distance))
        postings += list[place...]
        last = first + current.last
      }
    }
  }
}
