internal import ManentGit

/// Commits that wait to be looked at, the newest first: a binary heap.
struct ForkQueue {
  private var heap: [(time: Int64, id: ObjectID)] = []

  /// The time of the newest.
  var newestTime: Int64? { heap.first?.time }

  mutating func push(_ id: ObjectID, _ time: Int64) {
    heap.append((time, id))
    var child = heap.count - 1
    while child > 0, heap[(child - 1) / 2].time < heap[child].time {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> ObjectID? {
    guard let top = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return top.id }
    heap[0] = last
    var parent = 0
    while true {
      var largest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].time > heap[largest].time {
        largest = child
      }
      guard largest != parent else { return top.id }
      heap.swapAt(parent, largest)
      parent = largest
    }
  }
}
