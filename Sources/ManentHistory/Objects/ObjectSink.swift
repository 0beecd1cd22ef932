internal import ManentCore

/// Where new objects go: one loose file each, or all into one pack when there are many.
struct ObjectSink: ~Copyable {
  /// From how many changed files on one pack is better than loose objects.
  static let packThreshold = 64
  /// A content from this size on is a loose object in any case: a pack is put together in memory.
  private static let largestPacked = 8 << 20

  private let commonFolder: Path
  private var pack: PackWriter?

  /// A sink for about `count` new files.
  init(for count: Int, commonFolder: Path) throws(HistoryError) {
    self.commonFolder = commonFolder
    pack = count >= Self.packThreshold ? try PackWriter() : nil
  }

  /// Takes an object in and says its name.
  mutating func write(
    _ content: UnsafeRawBufferPointer, as kind: ObjectKind, _ objects: borrowing GitObjects
  ) throws(HistoryError) -> ObjectID {
    guard pack != nil, content.count < Self.largestPacked else { return try objects.write(content, as: kind) }
    let id = try GitObjects.name(of: content, as: kind)
    if pack?.contains(id) == true || objects.contains(id) { return id }
    if pack?.isFull == true { try finish(objects) }
    try pack?.append(content, as: kind, named: id)
    return id
  }

  /// Puts all that was taken in into the repository: only then may anything lead to it.
  mutating func finish(_ objects: borrowing GitObjects) throws(HistoryError) {
    guard try pack?.write(to: commonFolder / "objects" / "pack") == true else { return }
    try objects.refresh()
  }
}
