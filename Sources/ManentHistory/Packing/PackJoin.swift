internal import ManentCore
internal import ManentGit

/// Several packs of Manent's made one, for when git cannot or must not do it: their objects are whole, and are copied as
/// they lie there.
struct PackJoin {
  /// Packs from this size on stay as they are.
  private static let largest = 64 << 20
  /// A pack is joined with the smaller ones when it is at most this many times as heavy as they all, so that each object
  /// is written again only as often as the packs double.
  private static let ratio = 2

  private var bytes: [UInt8] = []
  private var entries: [PackedEntry] = []
  private var names: Set<ObjectID> = []

  /// The packs that are to become one; none when it is not worth it.
  static func choice(of packs: [PackFolder.Stored]) -> [PackFolder.Stored] {
    let own = packs.filter { $0.isOurs && !$0.isKept && $0.size < largest }.sorted { $0.size < $1.size }
    var (sum, chosen) = (0, 0)
    for (index, pack) in own.enumerated() {
      if pack.size <= ratio * sum { chosen = index + 1 }
      sum += pack.size
    }
    return Array(own.prefix(chosen))
  }

  /// Makes one pack of several, and removes these once it is on the disk.
  static func join(_ packs: [PackFolder.Stored], in folder: PackFolder) throws(GitError) {
    guard packs.count > 1 else { return }
    var join = PackJoin()
    join.bytes = Array("PACK".utf8) + UInt32(2).bigEndianBytes + UInt32(0).bigEndianBytes
    for pack in packs { try join.take(pack, in: folder) }
    join.bytes.replaceSubrange(8..<12, with: UInt32(join.entries.count).bigEndianBytes)
    let trailer = join.bytes.withUnsafeBytes { SHA1.digest(of: $0) }
    let index = PackIndex.bytes(of: join.entries, packChecksum: trailer)
    let guarding = try PackGuard(in: folder)
    let stem = PackFolder.newStem()
    try guarding.hold(stem)
    try folder.place(join.bytes + trailer, index, as: stem)
    try onFiles { () throws(FileError) in for pack in packs { try folder.remove(pack.stem) } }
    withExtendedLifetime(guarding) {}
  }

  private mutating func take(_ stored: PackFolder.Stored, in folder: PackFolder) throws(GitError) {
    let file = folder.path / "\(stored.stem).pack"
    let pack = try onFiles { () throws(FileError) in try Files.read(file, limit: Self.largest, followsLinks: false) }
    let index = try onFiles { () throws(FileError) in
      try Files.read(folder.path / "\(stored.stem).idx", limit: Self.largest, followsLinks: false)
    }
    func damaged() -> GitError {
      GitError(.damaged, "read pack", path: file, reason: "it and its index do not fit")
    }
    try index.withBytes { index throws(GitError) in
      guard let view = PackIndexView(index), pack.count >= 32, view.packChecksum.elementsEqual(pack.suffix(20)) else {
        throw damaged()
      }
      var places: [(offset: Int, index: Int)] = []
      for index in 0..<view.count {
        guard let offset = view.offset(at: index), (12..<pack.count - 20).contains(offset) else { throw damaged() }
        places.append((offset, index))
      }
      places.sort { $0.offset < $1.offset }
      for (number, place) in places.enumerated() {
        let end = number + 1 < places.count ? places[number + 1].offset : pack.count - 20
        let checksum = view.checksum(at: place.index)
        let found = pack.withUnsafeBytes {
          Deflater.checksum(UnsafeRawBufferPointer(rebasing: $0[place.offset..<end]))
        }
        // Nothing is copied that is not what was written; a delta (in a pack of this name that others made) has a base.
        guard found == checksum, pack[place.offset] >> 4 & 7 < 5 else { throw damaged() }
        let id = view.id(at: place.index)
        guard names.insert(id).inserted else { continue }
        entries.append(PackedEntry(id: id, offset: bytes.count, checksum: checksum))
        bytes += pack[place.offset..<end]
      }
    }
  }
}
