internal import ManentCore

/// The packs and loose objects that are to become one pack next.
struct PackSelection {
  /// A pack is put together with the smaller ones once it is at most this many times as heavy as they all.
  private static let ratio = 2
  /// What is smaller than this need not be put together unless it is many.
  private static let worthwhile = 12 << 10
  /// Fewer loose objects than this stay as they are; beside large packs, fewer than make a tenth of their weight.
  private static let (fewestLoose, manyLoose) = (8, 1000)
  /// What a file takes on the disk beyond its bytes, about.
  private static let fileCost = 4 << 10

  var packs: [StoredPack]
  var loose: [LooseFolder.Object]
  /// The pack that is the oldest by far, if there is one: it holds nothing newer than what is in the others.
  var settled: String?
  /// The bytes of all of them.
  var size: Int

  /// What is due; `nil` when nothing is.
  ///
  /// - Parameters:
  ///   - others: whether loose objects and packs that Manent did not write are taken too.
  ///   - damaged: loose objects that could not be read.
  static func due(
    in folder: PackFolder, objectsFolder: Path, others: Bool, passingOver damaged: Set<ObjectID>
  ) throws(HistoryError) -> PackSelection? {
    var loose = others ? try LooseFolder(path: objectsFolder).list() : []
    let found = try folder.list().packs.filter { !$0.isKept && ($0.name != nil || others) }
    loose.removeAll { damaged.contains($0.id) }
    let beside = found.reduce(0) { $0 + ($1.name?.kind == .tail ? 0 : $1.size) }
    if loose.count < max(fewestLoose, min(manyLoose, beside / (10 * fileCost))) { loose = [] }
    let newest = found.filter { $0.name?.kind == .tail }.compactMap(\.name?.generation).max()
    // The tail that is still written stays, unless it has come to its end.
    let packs = found.filter {
      $0.name?.kind != .tail || $0.name?.generation != newest || $0.size >= TailPack.limit(beside: beside)
    }.sorted { $0.size < $1.size }
    let looseSize = loose.reduce(0) { $0 + $1.size + fileCost }
    var (sum, chosen) = (looseSize, 0)
    for (index, pack) in packs.enumerated() {
      if sum > 0, pack.size <= ratio * sum, sum + pack.size >= worthwhile { chosen = index + 1 }
      sum += pack.size
    }
    guard chosen > 0 || !loose.isEmpty else { return nil }
    let selected = Array(packs.prefix(chosen))
    var settled: String?
    if let largest = selected.last, selected.count > 1, selected.dropLast().allSatisfy({ largest.isOlder(than: $0) }) {
      settled = largest.stem
    }
    return PackSelection(
      packs: selected.reversed(), loose: loose, settled: settled,
      size: looseSize + selected.reduce(0) { $0 + $1.size })
  }
}

extension StoredPack {
  /// Whether all in this pack was written before what is in the other, and its versions are arranged already.
  fileprivate func isOlder(than other: StoredPack) -> Bool {
    switch (name, other.name) {
    case (let name?, let other?): name.kind == .merged && name.generation <= other.generation
    case (let name?, nil): name.kind == .merged && written < other.written
    case (nil, _): written < other.written
    }
  }
}
