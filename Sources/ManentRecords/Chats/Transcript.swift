public import ManentFormats

/// The messages of a chat in reading order.
///
/// Lines may come in any order and more than once, as a merge leaves them. Duplicates by id are dropped, then what
/// another message replaces; the rest is read depth-first along `parent`, children by id, the answers to a question
/// before questions that were asked before it was answered. So turns that two machines, or two processes, added at the
/// same time are shown whole, one after the other, and never as interleaved lines.
public struct Transcript: Sendable {
  /// The messages in reading order.
  public let messages: [Message]
  /// The parent of each shown message among the shown ones.
  private let parents: [String: String]

  /// The transcript of lines in the order of the files.
  ///
  /// - Parameters:
  ///   - lines: the messages.
  ///   - cleared: messages whose id is smaller are left out, as a chat's `cleared_before` asks for.
  public init(_ lines: [Message], clearedBefore cleared: String? = nil) {
    let parents = Dictionary(lines.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    let kept = Self.shownPositions(of: lines, clearedBefore: cleared)
    // A long chat is ordered by numbers: a message is copied once, to where it is read.
    let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { (lines[$1].id, $0) })
    var hidden: [String: Int?] = [:]

    /// The nearest ancestor that is shown: a message that is left out hands its children up to its own parent. What is
    /// found for one is noted for all on the way, so that long chains of them cost no more than their length.
    func shownParent(of number: Int) -> Int? {
      var passed: [String] = []
      var next = lines[kept[number]].parent
      var found: Int?
      while let id = next {
        if let shown = numbers[id] {
          found = shown
          break
        }
        if let known = hidden[id] {
          found = known
          break
        }
        // Marks the message as visited: a walk that meets it again has found a circle of parents.
        hidden[id] = .some(nil)
        passed.append(id)
        next = parents[id] ?? nil
      }
      for id in passed { hidden[id] = .some(found) }
      return found == number ? nil : found
    }

    // The children of each message are a list: the first of them, and for each the next one.
    var (firstChild, nextChild) = ([Int](repeating: -1, count: kept.count), [Int](repeating: -1, count: kept.count))
    var shownParents: [String: String] = [:]
    var roots: [Int] = []
    for number in kept.indices.reversed() {
      guard let parent = shownParent(of: number) else {
        roots.append(number)
        continue
      }
      nextChild[number] = firstChild[parent]
      firstChild[parent] = number
      shownParents[lines[kept[number]].id] = lines[kept[parent]].id
    }
    /// Whether a child of a message is to be put onto the stack before another one, and so read after it.
    func isLater(_ left: Int, _ right: Int, after parent: Message?) -> Bool {
      let (left, right) = (lines[kept[left]], lines[kept[right]])
      if parent?.role == .user, (left.role == .user) != (right.role == .user) { return left.role == .user }
      return left.id > right.id
    }
    var stack = roots.sorted { isLater($0, $1, after: nil) }
    var ordered: [Message] = []
    var visited = [Bool](repeating: false, count: kept.count)
    while let number = stack.popLast() {
      guard !visited[number] else { continue }
      visited[number] = true
      let message = lines[kept[number]]
      ordered.append(message)
      var children: [Int] = []
      var child = firstChild[number]
      while child >= 0 {
        children.append(child)
        child = nextChild[child]
      }
      stack += children.count < 2 ? children : children.sorted { isLater($0, $1, after: message) }
    }
    // Messages whose parents form a circle (a damaged or hostile file) hang on no root; they are shown at the end,
    // not lost.
    if ordered.count < kept.count {
      ordered += kept.indices.filter { !visited[$0] }.map { lines[kept[$0]] }.sorted { $0.id < $1.id }
    }
    messages = ordered
    self.parents = shownParents
  }

  /// The messages that a transcript of lines shows, in the order of the lines.
  package static func shown(of lines: [Message], clearedBefore cleared: String?) -> [Message] {
    shownPositions(of: lines, clearedBefore: cleared).map { lines[$0] }
  }

  private static func shownPositions(of lines: [Message], clearedBefore cleared: String?) -> [Int] {
    let replaced = replaced(in: lines)
    var seen: Set<String> = []
    return lines.indices.filter { position in
      let message = lines[position]
      return seen.insert(message.id).inserted && !replaced.contains(message.id) && message.id >= cleared ?? ""
    }
  }

  /// The ids that another message stands in for.
  ///
  /// A message is written after the one that it replaces. Where a damaged or hand-made file has it the other way
  /// round, it counts only if the message is not replaced itself: so two can never replace each other, and be lost.
  private static func replaced(in lines: [Message]) -> Set<String> {
    var replaced: Set<String> = []
    for message in lines { if let id = message.replaces, id < message.id { replaced.insert(id) } }
    let before = replaced
    for message in lines where !before.contains(message.id) {
      if let id = message.replaces, id > message.id { replaced.insert(id) }
    }
    return replaced
  }

  /// The newest message: the one with the greatest id.
  public var newest: Message? { messages.max { $0.id < $1.id } }

  /// The chat's state: the fold of all patches over an empty object, in reading order.
  public var state: JSON {
    messages.reduce(.object([:])) { state, message in message.state.map { state.merging($0) } ?? state }
  }

  /// The messages from the first one to `id`, along the parents; at most the last `limit`.
  public func branch(to id: String, limit: Int) -> [Message] {
    let byID = Dictionary(messages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var branch: [Message] = []
    var next: String? = id
    var seen: Set<String> = []
    while let id = next, let message = byID[id], branch.count < limit, seen.insert(id).inserted {
      branch.append(message)
      next = parents[id]
    }
    return branch.reversed()
  }
}
