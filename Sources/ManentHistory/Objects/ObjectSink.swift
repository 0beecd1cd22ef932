internal import ManentCore

/// Where new objects go: into the tail pack, or all into a pack of their own when they are many.
///
/// They are in the repository once ``finish(_:)`` has returned, and not before.
struct ObjectSink: ~Copyable {
  /// From how many changed files on a pack of their own is better than the tail.
  static let packThreshold = 64
  /// A content from this size on is a loose object: packs are put together in memory.
  static let largestPacked = 8 << 20
  /// More bytes than this are no matter for the tail, which the next commits write again.
  private static let largestTailed = 256 << 10

  private let folder: PackFolder
  private let lastPrune: FileStatus?
  private var pack: PackWriter?
  private var objects: [NewObject] = []
  private var names: [ObjectID: Int] = [:]
  private var bytes = 0
  private var formers: [ObjectID: ObjectID] = [:]

  /// A sink for about `count` new files.
  init(for count: Int, commonFolder: Path) throws(HistoryError) {
    let folder = PackFolder(commonFolder: commonFolder)
    let lastPrune = try folder.lastPrune()
    let pack = count >= Self.packThreshold ? try PackWriter() : nil
    self.folder = folder
    self.lastPrune = lastPrune
    self.pack = pack
  }

  /// Takes an object in and says its name.
  mutating func write(
    _ content: UnsafeRawBufferPointer, as kind: ObjectKind, _ objects: borrowing GitObjects
  ) throws(HistoryError) -> ObjectID {
    guard content.count < Self.largestPacked else { return try objects.write(content, as: kind) }
    let id = try GitObjects.name(of: content, as: kind)
    guard needs(id, objects) else { return id }
    if pack == nil, bytes + content.count > Self.largestTailed { try beginPack() }
    if pack == nil {
      names[id] = self.objects.count
      self.objects.append(NewObject(id: id, kind: kind, content: Array(content)))
      bytes += content.count
    } else {
      if pack?.isFull == true { try finish(objects) }
      try pack?.append(content, as: kind, named: id)
    }
    return id
  }

  /// Whether all that comes goes into a pack of its own.
  var packs: Bool { pack != nil }

  /// Whether an object is neither in the repository nor taken in.
  func needs(_ id: ObjectID, _ objects: borrowing GitObjects) -> Bool {
    !(pack?.contains(id) == true || names[id] != nil || objects.contains(id))
  }

  /// Takes in a compressed blob, unless it is in already; only where all goes into a pack of its own.
  mutating func append(
    _ deflated: [UInt8], size: Int, named id: ObjectID, _ objects: borrowing GitObjects
  ) throws(HistoryError) {
    if pack?.contains(id) == true { return }
    if pack?.isFull == true { try finish(objects) }
    pack?.append(deflated, size: size, as: .blob, named: id)
  }

  /// Notes that an object takes the place of another: it can be kept as what differs between them.
  mutating func replace(_ former: ObjectID, by id: ObjectID) {
    if former != id { formers[id] = former }
  }

  /// Puts all that was taken in into the repository: only then may anything lead to it.
  mutating func finish(_ objects: borrowing GitObjects) throws(HistoryError) {
    if pack != nil {
      if try pack?.write(to: folder, unlessPrunedSince: lastPrune) == true { try objects.refresh() }
    } else if !self.objects.isEmpty {
      for index in self.objects.indices { self.objects[index].former = formers[self.objects[index].id] }
      if try objects.tail.write(self.objects, to: folder, unlessPrunedSince: lastPrune) { try objects.refresh() }
      self.objects = []
      names = [:]
      bytes = 0
    }
  }

  /// Goes on with a pack of its own, which what was taken in so far belongs to as well.
  private mutating func beginPack() throws(HistoryError) {
    var writer = try PackWriter()
    for object in objects {
      try object.content.withBytes { bytes throws(HistoryError) in
        try writer.append(bytes, as: object.kind, named: object.id)
      }
    }
    pack = writer
    objects = []
    names = [:]
  }
}
