/// The best rows seen so far: a binary heap with the worst of them on top.
///
/// Rows are inserted in ascending order, so that a later one with the same sum never displaces an earlier one.
struct TopRows {
  /// Sum and row in one number, whose order is that of the result: a greater sum, then a lower row, is greater.
  private var heap: [UInt64] = []
  private let limit: Int
  private var threshold = Int64.min

  init(limit: Int) {
    self.limit = limit
    heap.reserveCapacity(limit)
  }

  /// Whether a sum would be among the best.
  @inline(__always) func takes(_ sum: Int32) -> Bool { Int64(sum) > threshold }

  /// Adds a row that `takes` has let through.
  mutating func insert(row: Int, sum: Int32) {
    let key = UInt64(UInt32(bitPattern: sum ^ .min)) << 32 | UInt64(UInt32.max - UInt32(truncatingIfNeeded: row))
    if heap.count < limit {
      heap.append(key)
      siftUp(heap.count - 1)
    } else {
      heap[0] = key
      siftDown()
    }
    if heap.count == limit { threshold = Int64(unpackedSum(heap[0])) }
  }

  /// The rows, best first.
  var descending: [(row: Int, sum: Int32)] {
    heap.sorted(by: >).map { (Int(UInt32.max - UInt32(truncatingIfNeeded: $0)), unpackedSum($0)) }
  }

  private func unpackedSum(_ key: UInt64) -> Int32 { Int32(bitPattern: UInt32(key >> 32)) ^ .min }

  private mutating func siftUp(_ index: Int) {
    var index = index
    while index > 0, heap[index] < heap[(index - 1) / 2] {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func siftDown() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      if least == index { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}
