/// Which of several writes counts that did not know of each other.
struct WriteOrder<Value: Hashable & Sendable> {
  /// Whether a value that is there comes before any absence: a change before a removal.
  var prefersPresence: Bool
  /// Decides between values when the time and the person are the same.
  var precedes: (Value, Value) -> Bool

  /// The write that counts; `nil` when there is none.
  ///
  /// The later one by the time of the commit, then by who made it, then by the value. What both sides have had is
  /// older than what only one has.
  func winner(of writes: Set<Write<Value>>) -> Write<Value>? {
    writes.max { left, right in
      if prefersPresence, (left.value == nil) != (right.value == nil) { return left.value == nil }
      let (one, other) = (rank(left), rank(right))
      if one.time != other.time { return one.time < other.time }
      if one.committer != other.committer { return one.committer < other.committer }
      switch (left.value, right.value) {
      case (nil, nil): return false
      case (nil, _): return true
      case (_, nil): return false
      case (let one?, let other?): return precedes(one, other)
      }
    }
  }

  private func rank(_ write: Write<Value>) -> (time: Int64, committer: String) {
    switch write.origin {
    case .commit(let time, let committer): (time, committer)
    case .derived: (Int64.min + 1, "")
    case .shared: (Int64.min, "")
    }
  }
}
