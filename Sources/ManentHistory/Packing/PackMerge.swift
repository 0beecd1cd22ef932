internal import ManentCore

/// Puts several packs and loose objects together to one pack.
///
/// What is a delta already is copied as it is. A content or folder that has a newer version becomes a delta on that, as
/// in git's own packs, so that the newest, which is read most, is whole. What came from a tail, where deltas are on
/// older versions, is arranged anew.
struct PackMerge {
  /// The longest chain of deltas that git makes itself; the longest that it reads without a warning is far longer.
  static let longestChain = 50
  /// The longest chain that is made of new objects: later merges put newer ones before it.
  static let longestNewChain = 24

  /// Chains from this length on are not measured: packs of strangers may have any.
  private static let tooLong = 100

  /// Where the bytes of an object come from.
  enum Source {
    case pack(Int, PackFile.Entry)
    case loose
  }

  /// How an object is written.
  enum Plan {
    /// As it lies in its pack, be it whole or a delta.
    case copied
    /// Whole.
    case whole
    /// As a delta, already compressed, on the item of that number.
    case delta(on: Int, compressed: [UInt8], size: Int)
  }

  /// An object that is to be in the new pack.
  struct Item {
    var id: ObjectID
    /// What it is; not known yet of a delta on an object that follows.
    var kind: ObjectKind?
    var source: Source
    /// Whether it has not been in a merge yet, so that its deltas are on older versions, if it is one.
    var isNew: Bool
    var plan: Plan
    /// The item that it is a delta on.
    var base: Int?
    /// The longest chain of deltas on it.
    var height = 0
  }

  var packs: [PackFile] = []
  var items: [Item] = []
  var places: [ObjectID: Int] = [:]
  /// The commits whose changes are looked at for versions of one thing.
  var commits: [Int] = []

  /// Takes in the objects of a pack; of an object that is in several packs the first is taken.
  ///
  /// - Parameter isSettled: whether it is older than all others, so that nothing in it is newer than anything in them.
  mutating func take(_ pack: PackFile, isSettled: Bool) throws(HistoryError) {
    let number = packs.count
    packs.append(pack)
    let kind = pack.stored.name?.kind
    let isNew = kind == .tail || kind == .bulk
    let entries = try pack.entries()
    items.reserveCapacity(items.count + entries.count)
    var byOffset: [Int: Int] = [:]
    var kinds: [ObjectKind?] = []
    for (position, entry) in entries.enumerated() {
      byOffset[entry.range.lowerBound] = position
      let kind: ObjectKind?
      switch entry.header.form {
      case .whole(let whole): kind = whole
      case .deltaOnOffset(let distance):
        // A base by offset comes first.
        guard let base = byOffset[entry.range.lowerBound - distance] else { throw Self.damaged(pack, entry.id) }
        kind = kinds[base]
      case .deltaOnName: kind = nil
      }
      kinds.append(kind)
      guard places[entry.id] == nil else { continue }
      places[entry.id] = items.count
      if kind == .commit, !isSettled { commits.append(items.count) }
      items.append(
        Item(id: entry.id, kind: kind, source: .pack(number, entry), isNew: isNew, plan: .copied, base: nil))
    }
    try linkBases(entries, byOffset, of: pack)
  }

  /// Takes in a loose object.
  mutating func take(loose id: ObjectID, as kind: ObjectKind) {
    guard places[id] == nil else { return }
    places[id] = items.count
    if kind == .commit { commits.append(items.count) }
    items.append(Item(id: id, kind: kind, source: .loose, isNew: true, plan: .whole, base: nil))
  }

  /// Finds the bases of the deltas of a pack, and the kinds of those on a name.
  private mutating func linkBases(
    _ entries: [PackFile.Entry], _ byOffset: [Int: Int], of pack: PackFile
  ) throws(HistoryError) {
    for entry in entries {
      guard let place = places[entry.id], case .pack(packs.count - 1, _) = items[place].source else { continue }
      var base: ObjectID
      switch entry.header.form {
      case .whole: continue
      case .deltaOnOffset(let distance):
        guard let position = byOffset[entry.range.lowerBound - distance] else { throw Self.damaged(pack, entry.id) }
        base = entries[position].id
      case .deltaOnName(let id): base = id
      }
      guard let basePlace = places[base] else { throw Self.damaged(pack, entry.id) }
      if items[place].isNew {
        items[place].plan = .whole
      } else {
        items[place].base = basePlace
      }
    }
    for place in items.indices where items[place].kind == nil {
      guard let root = root(of: place), items[root].kind != nil else { throw Self.damaged(pack, items[place].id) }
      items[place].kind = items[root].kind
    }
    for place in items.indices where items[place].base != nil { raiseBases(of: place) }
  }

  /// The item at the end of a chain of deltas, which is whole; `nil` when the chain has no end.
  func root(of place: Int) -> Int? {
    var (place, steps) = (place, 0)
    while let base = items[place].base {
      place = base
      steps += 1
      guard steps < 10_000 else { return nil }
    }
    return place
  }

  /// How many deltas lead to an item.
  func depth(of place: Int) -> Int {
    var (place, depth) = (place, 0)
    while let base = items[place].base, depth < Self.tooLong { (place, depth) = (base, depth + 1) }
    return depth
  }

  /// Tells the bases of an item how long a chain it has on it.
  mutating func raiseBases(of place: Int) {
    var (place, height) = (place, items[place].height)
    while let base = items[place].base, items[base].height < height + 1, height < Self.tooLong {
      items[base].height = height + 1
      (place, height) = (base, height + 1)
    }
  }

  static func damaged(_ pack: PackFile, _ id: ObjectID) -> HistoryError {
    HistoryError(.damaged, "read pack", reason: "\(pack.stored.stem) has a delta \(id) without its base")
  }
}
