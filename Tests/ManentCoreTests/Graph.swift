/// Things that name each other.
struct Graph {
  /// What each of them names; each one that is named is a key, too.
  private(set) var edges: [String: Set<String>] = [:]

  mutating func add(_ node: String) { edges[node, default: []].formUnion([]) }

  mutating func add(_ node: String, naming other: String) {
    add(other)
    edges[node, default: []].insert(other)
  }

  /// How far above those that name nothing else each of them is. Those in a circle have no level, nor those above one.
  var levels: [String: Int] {
    var levels: [String: Int] = [:]
    while levels.count < edges.count {
      let ready = edges.filter { levels[$0.key] == nil && $0.value.allSatisfy { levels[$0] != nil } }
      if ready.isEmpty { break }
      for (node, below) in ready { levels[node] = (below.compactMap { levels[$0] }.max() ?? -1) + 1 }
    }
    return levels
  }

  /// Those that lead back to themselves, in order.
  var circular: [String] { edges.keys.filter { reached(from: $0).contains($0) }.sorted() }

  /// How many others one leads to: of two of which one names the other, that one leads to more, unless in a circle.
  func height(of node: String) -> Int { reached(from: node).count }

  private func reached(from node: String) -> Set<String> {
    var found: Set<String> = []
    var next = Array(edges[node] ?? [])
    while let node = next.popLast() {
      if found.insert(node).inserted { next += edges[node] ?? [] }
    }
    return found
  }
}
