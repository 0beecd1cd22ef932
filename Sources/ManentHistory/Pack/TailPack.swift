internal import ManentCore

/// The pack of the newest objects, in memory.
///
/// A commit does not add files to the repository: it writes this pack anew with its objects in it, and the file of
/// before goes. New objects are deltas on older ones of the same path where the tail holds one, so that a turn adds
/// little more than its text, and what is there already is copied as it is.
final class TailPack {
  /// An object of the tail.
  struct Entry {
    var id: ObjectID
    var kind: ObjectKind
    /// Its header and what follows it.
    var range: Range<Int>
    var header: PackEntryHeader
    var checksum: UInt32
    /// The entry that it is a delta on.
    var base: Int?
    /// How many deltas lead to it.
    var depth: Int

    /// The compressed bytes.
    var payload: Range<Int> { range.lowerBound + header.length..<range.upperBound }
  }

  /// The name of the file; `nil` before there is one.
  var name: PackName?
  /// The pack without the checksum at its end.
  var bytes: [UInt8] = []
  var entries: [Entry] = []
  private(set) var places: [ObjectID: Int] = [:]

  /// A tail with nothing in it.
  init() { begin() }

  /// Forgets what is in it.
  func begin() {
    name = nil
    bytes = Array("PACK".utf8) + UInt32(2).bigEndianBytes + UInt32(0).bigEndianBytes
    entries = []
    places = [:]
  }

  /// Whether the object is in it.
  func contains(_ id: ObjectID) -> Bool { places[id] != nil }

  /// The place of an object among the entries.
  func place(of id: ObjectID) -> Int? { places[id] }

  /// Notes an entry that has been put at the end.
  func append(_ entry: Entry) {
    places[entry.id] = entries.count
    entries.append(entry)
  }

  /// The kind and content of an object; `nil` when it is not in here or damaged.
  func object(_ id: ObjectID) -> (kind: ObjectKind, content: [UInt8])? {
    places[id].flatMap { place in content(at: place).map { (entries[place].kind, $0) } }
  }

  /// The content of an entry; `nil` when it is damaged.
  func content(at place: Int) -> [UInt8]? {
    var chain = [place]
    while let base = entries[chain[chain.count - 1]].base { chain.append(base) }
    var content = inflated(chain.removeLast())
    for place in chain.reversed() {
      guard let base = content, let delta = inflated(place) else { return nil }
      content = delta.withUnsafeBytes { delta in
        base.withUnsafeBytes { Delta.apply(delta, to: $0, limit: Self.largestObject) }
      }
    }
    return content
  }

  /// The length of an entry's content, without making it; `nil` when it is damaged.
  func size(at place: Int) -> Int? {
    guard entries[place].base != nil else { return entries[place].header.size }
    return inflated(place).flatMap { $0.withUnsafeBytes { Delta.sizes($0)?.result } }
  }

  /// The bytes of an entry as they were before they were compressed: an object, or a delta.
  private func inflated(_ place: Int) -> [UInt8]? {
    let entry = entries[place]
    return bytes.withUnsafeBytes {
      Inflater.inflate(UnsafeRawBufferPointer(rebasing: $0[entry.payload]), size: entry.header.size)
    }
  }

  /// No object of a tail is larger; a delta that claims to make one is damaged.
  private static let largestObject = 1 << 28
}
