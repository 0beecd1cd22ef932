/// Commits that are to be looked at, the newest first: a binary heap by the time of the commit.
struct CommitQueue {
  private var heap: [(commit: LoggedCommit, order: Int)] = []
  private var count = 0

  /// Adds a commit.
  mutating func insert(_ commit: LoggedCommit) {
    heap.append((commit, count))
    count += 1
    var child = heap.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the newest commit out; of two of the same time the one that was added first.
  mutating func popNewest() -> LoggedCommit? {
    guard let newest = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return newest.commit }
    heap[0] = last
    var parent = 0
    while true {
      var first = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, first) { first = child }
      if first == parent { return newest.commit }
      heap.swapAt(parent, first)
      parent = first
    }
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (heap[left], heap[right])
    return a.commit.commitTime == b.commit.commitTime ? a.order < b.order : a.commit.commitTime > b.commit.commitTime
  }
}
