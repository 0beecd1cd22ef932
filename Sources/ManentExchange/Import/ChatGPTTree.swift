import ManentFormats

/// The nodes of a conversation of ChatGPT, each behind the one that it follows.
struct ChatGPTTree {
  private(set) var nodes: [String: JSON] = [:]
  /// The ids in reading order: children as their parent lists them, those that it does not list behind them.
  private(set) var order: [String] = []
  /// The node that each one follows, as far as that node is there. There may be circles.
  private(set) var parents: [String: String] = [:]

  init(_ mapping: JSONObject) {
    for (id, node) in mapping.entries { nodes[id] = node }
    var children: [String: [String]] = [:]
    for (id, node) in mapping.entries {
      for child in node["children"]?.array ?? [] {
        guard let child = child.string, child != id, let listed = nodes[child] else { continue }
        let own = listed["parent"]?.string
        guard own == id || own == nil, parents[child] == nil else { continue }
        parents[child] = id
        children[id, default: []].append(child)
      }
    }
    for (id, node) in mapping.entries where parents[id] == nil {
      guard let parent = node["parent"]?.string, parent != id, nodes[parent] != nil else { continue }
      parents[id] = parent
      children[parent, default: []].append(id)
    }
    var seen: Set<String> = []
    func walk(_ start: String) {
      var stack = [start]
      while let id = stack.popLast() {
        guard seen.insert(id).inserted else { continue }
        order.append(id)
        stack += (children[id] ?? []).reversed()
      }
    }
    for id in mapping.keys where parents[id] == nil { walk(id) }
    for id in mapping.keys where !seen.contains(id) { walk(id) }
  }
}
