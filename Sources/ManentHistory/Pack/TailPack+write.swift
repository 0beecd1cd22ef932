internal import ManentCore

extension TailPack {
  /// A tail of this size is left as it is, and another one begun.
  private static let largest = 48 << 10
  /// Beside little else a tail ends earlier: what it holds anew of files that are in older packs must not weigh much.
  private static let smallestLimit = 16 << 10
  /// A tail that is replaced within this time (in nanoseconds) stays until the next commit: whoever reads the
  /// repository in the meantime finds at least one of those that it has seen in the folder.
  private static let haste = 250_000_000

  /// Puts objects into the repository.
  ///
  /// The new tail is on the disk before that of before goes. In between, and when the process is killed there, both are:
  /// the next commit knows from their names which one holds the other.
  ///
  /// - Returns: Whether another tail was begun, so that the one of before is not in memory any more.
  func write(
    _ objects: [NewObject], to folder: PackFolder, unlessPrunedSince last: FileStatus?
  ) throws(HistoryError) -> Bool {
    let lock = try folder.lock()
    defer { withExtendedLifetime(lock) {} }
    try folder.requireNoPrune(since: last)
    let found = try folder.list()
    try folder.clear(found.leftovers)
    let former = try takeNewest(of: found.packs, from: folder)
    let objects = objects.filter { !contains($0.id) }
    guard !objects.isEmpty else { return false }

    let generation = name?.generation ?? (found.packs.compactMap(\.name?.generation).max().map { $0 &+ 1 } ?? 0)
    let sequence = name.map { $0.sequence + 1 } ?? 0
    let deflaters = try Deflaters()
    do throws(HistoryError) {
      for object in objects { try add(object, deflating: deflaters) }
      bytes.replaceSubrange(8..<12, with: UInt32(entries.count).bigEndianBytes)
      let trailer = bytes.withUnsafeBytes { SHA1.digest(of: $0) }
      let index = PackIndex.bytes(
        of: entries.map { PackedEntry(id: $0.id, offset: $0.range.lowerBound, checksum: $0.checksum) },
        packChecksum: trailer)
      let name = PackName(.tail, generation: generation, sequence: sequence, checksum: trailer)
      try folder.place(bytes + trailer, index, as: name.stem)
      self.name = name
    } catch {
      // What is in memory is not what is on the disk.
      begin()
      throw error
    }
    guard let former else {
      try removeFormer(in: folder)
      return true
    }
    try removeFormer(found.packs, replacing: former, in: folder)
    return false
  }

  /// Makes the newest tail on the disk the one in memory, or an empty one that begins a new generation.
  private func takeNewest(of packs: [StoredPack], from folder: PackFolder) throws(HistoryError) -> StoredPack? {
    let newest = packs.filter { $0.name?.kind == .tail }.max { left, right in
      guard let left = left.name, let right = right.name else { return false }
      return (left.generation, left.sequence) < (right.generation, right.sequence)
    }
    guard let newest, let name = newest.name, !newest.isKept, name.sequence < .max,
      newest.size < Self.limit(beside: packs.reduce(0) { $0 + ($1.name?.kind == .tail ? 0 : $1.size) })
    else {
      begin()
      return nil
    }
    if name == self.name { return newest }
    return try load(name, from: folder) ? newest : nil
  }

  /// From what size on a tail is left as it is, beside other packs of that many bytes.
  static func limit(beside others: Int) -> Int {
    others == 0 ? largest : min(largest, max(smallestLimit, others * 2 / 5))
  }

  /// Removes the tails whose objects are all in this one.
  private func removeFormer(
    _ packs: [StoredPack], replacing former: StoredPack, in folder: PackFolder
  ) throws(HistoryError) {
    guard let name else { return }
    let written = try onFiles { () throws(FileError) in try Files.status(folder.path / "\(name.stem).pack") }?.modified
    for pack in packs where !pack.isKept {
      guard let other = pack.name, other.kind == .tail, other.generation == name.generation else { continue }
      if pack.stem == former.stem {
        if let written, written - pack.written < Self.haste, written >= pack.written { continue }
      } else if try !holdsAll(of: pack.stem, in: folder) {
        continue
      }
      try folder.remove(pack.stem)
    }
  }

  /// Removes the tails on the disk whose objects are all in a later one; the caller holds the lock.
  func removeFormer(in folder: PackFolder) throws(HistoryError) {
    let found = try folder.list()
    try folder.clear(found.leftovers)
    let tails = found.packs.filter { $0.name?.kind == .tail }
    for generation in Set(tails.compactMap(\.name?.generation)) {
      let versions = tails.filter { $0.name?.generation == generation }
        .sorted { $0.name?.sequence ?? 0 < $1.name?.sequence ?? 0 }
      guard versions.count > 1, let last = versions.last?.name else { continue }
      let newest = TailPack()
      guard try newest.load(last, from: folder) else { continue }
      for version in versions.dropLast() where !version.isKept {
        if try newest.holdsAll(of: version.stem, in: folder) { try folder.remove(version.stem) }
      }
    }
  }

  /// Whether every object of a pack is in this one too.
  private func holdsAll(of stem: String, in folder: PackFolder) throws(HistoryError) -> Bool {
    let index = try onFiles { () throws(FileError) in
      try Files.read(folder.path / "\(stem).idx", followsLinks: false)
    }
    return index.withUnsafeBytes { index in
      guard let view = PackIndexView(index) else { return false }
      return (0..<view.count).allSatisfy { contains(view.id(at: $0)) }
    }
  }
}
