public import ManentFormats

/// The messages of a chat in reading order.
///
/// Lines may come in any order and more than once, as a merge leaves them. Duplicates by id are dropped, then what
/// another message replaces; the rest is read depth-first along `parent`, children by id. So two machines that went
/// on with a chat at once show as two whole turns, never as interleaved lines.
public struct Transcript: Sendable {
  /// The messages in reading order.
  public let messages: [Message]
  /// What each message follows among those that are shown.
  private let parents: [String: String]

  /// The transcript of lines in the order of the files.
  public init(_ lines: [Message]) {
    var seen: Set<String> = []
    var replaced: Set<String> = []
    for message in lines { if let id = message.replaces, id != message.id { replaced.insert(id) } }
    let parents = Dictionary(lines.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    let kept = lines.filter { seen.insert($0.id).inserted && !replaced.contains($0.id) }
    let ids = Set(kept.map(\.id))

    /// The nearest ancestor that is shown: a replaced message hands its children up to its own parent.
    func shownParent(of message: Message) -> String? {
      var parent = message.parent
      var steps = 0
      while let id = parent, !ids.contains(id), steps <= parents.count {
        parent = parents[id] ?? nil
        steps += 1
      }
      return parent.flatMap { ids.contains($0) && $0 != message.id ? $0 : nil }
    }

    var children: [String: [Message]] = [:]
    var shownParents: [String: String] = [:]
    var roots: [Message] = []
    for message in kept {
      guard let parent = shownParent(of: message) else {
        roots.append(message)
        continue
      }
      children[parent, default: []].append(message)
      shownParents[message.id] = parent
    }
    func byIDDescending(_ left: Message, _ right: Message) -> Bool { left.id > right.id }
    var stack = roots.sorted(by: byIDDescending)
    var ordered: [Message] = []
    var visited: Set<String> = []
    while let message = stack.popLast() {
      guard visited.insert(message.id).inserted else { continue }
      ordered.append(message)
      stack += (children[message.id] ?? []).sorted(by: byIDDescending)
    }
    // Messages whose parents form a circle (a damaged or hostile file) hang on no root; they are shown at the end,
    // not lost.
    if ordered.count < kept.count {
      ordered += kept.filter { !visited.contains($0.id) }.sorted { $0.id < $1.id }
    }
    messages = ordered
    self.parents = shownParents
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

extension JSON {
  /// This value with a patch applied, as RFC 7396 (JSON Merge Patch) defines it.
  func merging(_ patch: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    var merged = object ?? [:]
    for (key, value) in changes.entries {
      // In one expression with `?:` the `nil` would be a JSON null, not the absence of the key.
      if value == .null { merged[key] = nil } else { merged[key] = (merged[key] ?? .null).merging(value) }
    }
    return .object(merged)
  }
}
