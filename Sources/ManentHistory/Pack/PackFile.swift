internal import ManentCore

/// A pack on the disk with its index, mapped into memory.
final class PackFile {
  let stored: StoredPack
  /// How many objects it holds.
  let count: Int
  private let pack: MappedFile
  private let index: MappedFile

  /// Opens a pack of the folder; one that is damaged at first sight is an error.
  init(_ stored: StoredPack, in folder: PackFolder) throws(HistoryError) {
    self.stored = stored
    let (packPath, indexPath) = (folder.path / "\(stored.stem).pack", folder.path / "\(stored.stem).idx")
    pack = try onFiles { () throws(FileError) in try MappedFile.open(packPath) }
    index = try onFiles { () throws(FileError) in try MappedFile.open(indexPath) }
    let size = pack.count
    let header = pack.withBytes { Array($0.prefix(8)) }
    let checksum = pack.withBytes { Array($0.suffix(20)) }
    let found = index.withBytes { bytes in
      PackIndexView(bytes).flatMap { view in view.packChecksum == checksum ? view.count : nil }
    }
    guard let found, size >= 32, header == Array("PACK".utf8) + [0, 0, 0, 2] else {
      throw HistoryError(.damaged, "read pack", path: packPath, reason: "it and its index do not fit")
    }
    count = found
  }

  /// An object of the pack: its name, its header, the bytes it takes and their checksum.
  struct Entry {
    var id: ObjectID
    var range: Range<Int>
    var header: PackEntryHeader
    var checksum: UInt32
  }

  /// All objects in the order in which they lie in the pack.
  func entries() throws(HistoryError) -> [Entry] {
    let end = pack.count - 20
    let entries: [Entry]? = index.withBytes { index in
      pack.withBytes { pack in
        guard let view = PackIndexView(index) else { return nil }
        var places: [(offset: Int, index: Int)] = []
        places.reserveCapacity(count)
        for index in 0..<count {
          guard let offset = view.offset(at: index), offset >= 12, offset < end else { return nil }
          places.append((offset, index))
        }
        places.sort { $0.offset < $1.offset }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        for (number, place) in places.enumerated() {
          let range = place.offset..<(number + 1 < count ? places[number + 1].offset : end)
          let area = UnsafeRawBufferPointer(rebasing: pack[range])
          guard let header = PackEntryHeader(area), header.length < area.count else { return nil }
          entries.append(
            Entry(
              id: view.id(at: place.index), range: range, header: header, checksum: view.checksum(at: place.index)))
        }
        return entries
      }
    }
    guard let entries else {
      throw HistoryError(.damaged, "read pack", reason: "\(stored.stem) has an entry that makes no sense")
    }
    return entries
  }

  /// Some bytes of the pack, valid during the call only.
  func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(HistoryError) -> Result
  ) throws(HistoryError) -> Result {
    try pack.withBytes { bytes throws(HistoryError) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
  }
}
