internal import ManentCore

/// The entries of an index file in their order, looked up where they lie: nothing is made of them but a table of where
/// every 64th begins.
package struct IndexTable {
  /// How many entries there are from one place of the table to the next.
  static let blockLength = 64

  /// The bytes of a file that may be replaced, or a file that never changes.
  enum Storage {
    case bytes([UInt8])
    case mapping(Mapping)
  }

  /// A mapped file that several values share.
  final class Mapping {
    let file: MappedFile

    init(_ file: consuming MappedFile) { self.file = file }
  }

  let storage: Storage
  /// How many entries there are.
  let count: Int
  /// Where every 64th entry begins.
  let blocks: [Int]
  /// Where the last entry ends.
  let end: Int
  /// The newest time of a file's last change, in nanoseconds since 1970, of the entries that git would trust.
  let newest: Int64

  /// A place in the order of the entries.
  package struct Place {
    package var position: Int
    package var offset: Int
  }

  /// An empty table.
  init() { (storage, count, blocks, end, newest) = (.bytes([]), 0, [], 0, .min) }

  /// A table whose places are known.
  init(_ storage: Storage, count: Int, blocks: [Int], end: Int, newest: Int64) {
    (self.storage, self.count, self.blocks, self.end, self.newest) = (storage, count, blocks, end, newest)
  }

  /// Reads through all entries, and refuses those that are not in order.
  ///
  /// - Parameters:
  ///   - storage: a file of version 2 or 3.
  ///   - count: how many entries it has.
  ///   - limit: where the entries must end at the latest.
  ///   - nameless: how many of the first entries have no name, as in the file that goes with a shared index.
  init(scanning storage: Storage, count: Int, limit: Int, nameless: Int = 0) throws(GitError) {
    var blocks: [Int] = []
    var newest = Int64.min
    var offset = IndexLayout.headerLength
    try Self.withBytes(of: storage) { bytes throws(GitError) in
      var previous: (name: Range<Int>, stage: UInt16)?
      for position in 0..<count {
        let span = try IndexLayout.span(bytes, at: offset, limit: limit)
        if position % Self.blockLength == 0 { blocks.append(offset) }
        guard span.name.isEmpty == (position < nameless) else {
          throw IndexLayout.damaged("an entry has a name where none belongs, or none where one belongs")
        }
        if let previous, position > nameless {
          let order = IndexLayout.compare(
            UnsafeRawBufferPointer(rebasing: bytes[previous.name]), UnsafeRawBufferPointer(rebasing: bytes[span.name]))
          guard order < 0 || order == 0 && previous.stage < span.stage else {
            throw IndexLayout.damaged("its entries are out of order")
          }
        }
        previous = (span.name, span.stage)
        if let modified = Self.trusted(bytes, at: offset, span) { newest = max(newest, modified) }
        offset = span.end
      }
    }
    self.init(storage, count: count, blocks: blocks, end: offset, newest: newest)
  }

  /// The bytes, valid during the call only.
  func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result { try Self.withBytes(of: storage, body) }

  private static func withBytes<Result>(
    of storage: Storage, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    switch storage {
    case .bytes(let bytes): try bytes.withBytes(body)
    case .mapping(let mapping): try mapping.file.withBytes(body)
    }
  }

  /// The first place whose name is not less than `name`; the end when there is none.
  package func lowerBound(_ name: [UInt8]) throws(GitError) -> Place {
    try withBytes { bytes throws(GitError) in
      try name.withBytes { name throws(GitError) in
        func isLess(_ span: IndexLayout.Span) -> Bool {
          IndexLayout.compare(UnsafeRawBufferPointer(rebasing: bytes[span.name]), name) < 0
        }
        // The last block that begins before the name holds the place, or ends right before it.
        var (low, high) = (0, blocks.count)
        while low < high {
          let middle = (low + high) / 2
          if try isLess(IndexLayout.span(bytes, at: blocks[middle], limit: end)) {
            low = middle + 1
          } else {
            high = middle
          }
        }
        guard low > 0 else { return Place(position: 0, offset: blocks.first ?? end) }
        var place = Place(position: (low - 1) * Self.blockLength, offset: blocks[low - 1])
        while place.position < count {
          let span = try IndexLayout.span(bytes, at: place.offset, limit: end)
          guard isLess(span) else { break }
          place = Place(position: place.position + 1, offset: span.end)
        }
        return place
      }
    }
  }

  /// The place of an entry by its position, or the end.
  package func place(at position: Int) throws(GitError) -> Place {
    guard position < count else { return Place(position: count, offset: end) }
    var place = Place(
      position: position / Self.blockLength * Self.blockLength, offset: blocks[position / Self.blockLength])
    try withBytes { bytes throws(GitError) in
      while place.position < position {
        place.offset = try IndexLayout.span(bytes, at: place.offset, limit: end).end
        place.position += 1
      }
    }
    return place
  }

  /// Hands out the entries from a place on, for as long as `body` wants more.
  package func walk(
    from place: Place, _ body: (Place, UnsafeRawBufferPointer, IndexLayout.Span) throws(GitError) -> Bool
  ) throws(GitError) {
    try withBytes { bytes throws(GitError) in
      var place = place
      while place.position < count {
        let span = try IndexLayout.span(bytes, at: place.offset, limit: end)
        guard try body(place, bytes, span) else { return }
        place = Place(position: place.position + 1, offset: span.end)
      }
    }
  }

  /// The entries of that name, with their positions: one, or several in conflict.
  package func entries(named name: [UInt8]) throws(GitError) -> [(position: Int, entry: IndexEntry)] {
    var found: [(Int, IndexEntry)] = []
    try walk(from: lowerBound(name)) { place, bytes, span in
      guard name.elementsEqual(bytes[span.name]) else { return false }
      found.append((place.position, IndexEntry(bytes, at: place.offset, name: name)))
      return true
    }
    return found
  }

  /// The entries below a folder, whose name ends in a slash.
  package func entries(below folder: [UInt8]) throws(GitError) -> [(position: Int, entry: IndexEntry)] {
    var found: [(Int, IndexEntry)] = []
    try walk(from: lowerBound(folder)) { place, bytes, span in
      guard bytes[span.name].starts(with: folder) else { return false }
      found.append((place.position, IndexEntry(bytes, at: place.offset, name: Array(bytes[span.name]))))
      return true
    }
    return found
  }

  /// The entries that git would trust although their files may have changed within the tick of `time`.
  func suspects(since time: Int64) throws(GitError) -> [(position: Int, entry: IndexEntry)] {
    guard newest >= time else { return [] }
    var found: [(Int, IndexEntry)] = []
    try walk(from: place(at: 0)) { place, bytes, span in
      if let modified = Self.trusted(bytes, at: place.offset, span), modified >= time {
        found.append((place.position, IndexEntry(bytes, at: place.offset, name: Array(bytes[span.name]))))
      }
      return true
    }
    return found
  }

  /// When the file of an entry was last changed, unless git would look into it in any case.
  private static func trusted(_ bytes: UnsafeRawBufferPointer, at offset: Int, _ span: IndexLayout.Span) -> Int64? {
    guard span.stage == 0, IndexLayout.word(bytes, at: offset + 36) != 0 else { return nil }
    return Int64(Int32(bitPattern: IndexLayout.word(bytes, at: offset + 8))) * 1_000_000_000
      + Int64(IndexLayout.word(bytes, at: offset + 12))
  }
}
