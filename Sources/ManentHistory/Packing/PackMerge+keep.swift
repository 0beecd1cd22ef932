extension PackMerge {
  /// Leaves out what is not among `wanted`; what was a delta on something left out is written whole.
  mutating func keep(only wanted: Set<ObjectID>) {
    var places = [Int?](repeating: nil, count: items.count)
    var kept: [Item] = []
    for (place, item) in items.enumerated() where wanted.contains(item.id) {
      places[place] = kept.count
      kept.append(item)
    }
    for index in kept.indices {
      kept[index].height = 0
      guard let base = kept[index].base else { continue }
      kept[index].base = places[base]
      if kept[index].base == nil { kept[index].plan = .whole }
    }
    items = kept
    self.places = Dictionary(kept.enumerated().map { ($1.id, $0) }) { first, _ in first }
    commits = commits.compactMap { places[$0] }
    for place in items.indices where items[place].base != nil { raiseBases(of: place) }
  }
}
