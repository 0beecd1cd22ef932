import ManentHistory

/// A value that somebody gave to something: a document's path, a key of a file.
///
/// The same for whoever looks at it from wherever in the history, so that two merges that both know it agree.
struct Write<Value: Hashable & Sendable>: Hashable, Sendable {
  /// Where it comes from.
  enum Origin: Hashable, Sendable {
    /// A commit, told by its time and who made it; its name would change when the history is rewritten.
    case commit(time: Int64, committer: String)
    /// The history that both sides have.
    case shared
    /// A merge that put there what its parents have elsewhere: each machine's own merge does the same.
    case derived
  }

  let origin: Origin
  /// The value; `nil` is its absence.
  let value: Value?
  /// The commit; `nil` where it is older than what is looked at.
  let commit: Fork.Commit?

  static func == (left: Write, right: Write) -> Bool { left.origin == right.origin && left.value == right.value }

  func hash(into hasher: inout Hasher) {
    hasher.combine(origin)
    hasher.combine(value)
  }
}

/// What one line of history knows about one value: the writes that nobody who knew them has overwritten, and all that
/// it has seen.
///
/// Joining two lines keeps a write that both count, or that one counts and the other has not seen. So the result
/// depends on which writes there were and who knew which, not on the order in which lines are joined (an
/// observed-remove set, Shapiro et al., *A comprehensive study of convergent and commutative replicated data types*,
/// 2011, section 3.3.5).
struct Register<Value: Hashable & Sendable>: Sendable {
  var current: Set<Write<Value>> = []
  var seen: Set<Write<Value>> = []
  /// The values in whose place somebody who had them wrote another.
  var replaced: Set<Value> = []

  /// What is known where both lines meet.
  func joined(with other: Register) -> Register {
    let kept = current.filter { other.current.contains($0) || !other.seen.contains($0) }
    let added = other.current.filter { current.contains($0) || !seen.contains($0) }
    return Register(
      current: kept.union(added), seen: seen.union(other.seen), replaced: replaced.union(other.replaced))
  }

  /// What is known after a write on top of this, in place of a value.
  func writing(_ write: Write<Value>, inPlaceOf value: Value?) -> Register {
    Register(current: [write], seen: seen.union([write]), replaced: replaced.union([value].compactMap(\.self)))
  }
}
