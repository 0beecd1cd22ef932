import ManentCore

/// Reads a zip archive (PKWARE's APPNOTE 6.3) that a stranger may have made: single entries by name, to a file that the
/// caller names. Names in the archive are compared and never written to.
struct ZipArchive {
  /// An entry, as the central directory tells of it.
  struct Entry {
    var name: String
    var method: UInt16
    var isEncrypted: Bool
    var checksum: UInt32
    var compressed: Int
    var size: Int
    var offset: Int
  }

  let path: Path
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer, path: Path) {
    self.bytes = bytes
    self.path = path
  }

  /// All entries, in the order of the central directory.
  func entries() throws -> [Entry] {
    let (count, start) = try directory()
    var entries: [Entry] = []
    var position = start
    for _ in 0..<count {
      guard try integer(position, UInt32.self) == 0x0201_4B50 else { throw damaged("its directory") }
      let nameLength = Int(try integer(position + 28, UInt16.self))
      let extraLength = Int(try integer(position + 30, UInt16.self))
      let commentLength = Int(try integer(position + 32, UInt16.self))
      let nameEnd = position + 46 + nameLength
      guard nameEnd + extraLength + commentLength <= bytes.count else { throw damaged("its directory") }
      var entry = Entry(
        name: String(decoding: bytes[(position + 46)..<nameEnd], as: UTF8.self),
        method: try integer(position + 10, UInt16.self),
        isEncrypted: try integer(position + 8, UInt16.self) & 1 == 1,
        checksum: try integer(position + 16, UInt32.self),
        compressed: Int(try integer(position + 20, UInt32.self)), size: Int(try integer(position + 24, UInt32.self)),
        offset: Int(try integer(position + 42, UInt32.self)))
      try widen(&entry, by: nameEnd..<(nameEnd + extraLength))
      // No file is as long, and sums of these cannot overflow.
      guard (entry.compressed | entry.offset) >> 48 == 0 else { throw damaged("its directory") }
      entries.append(entry)
      position = nameEnd + extraLength + commentLength
    }
    return entries
  }

  /// Refuses entries that are more together than anybody's own chats, as far as the archive tells the truth of them;
  /// extracting them sees to it that it does.
  ///
  /// Entries that lie in one another's bytes would be unfolded again and again, and are refused as well.
  ///
  /// - Parameter isInner: whether the archive lies in another one.
  func refuseBombs(_ entries: [Entry], _ budget: inout ZipBudget, isInner: Bool = false) throws {
    for entry in entries { try budget.take(entry, isInner: isInner) }
    var end = 0
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= end else {
        throw ImportError(.malformed, entry.name, "it lies in the bytes of another entry of the archive")
      }
      // The local header takes 30 bytes and repeats the name.
      end = entry.offset + 30 + entry.name.utf8.count + entry.compressed
    }
  }

  /// Writes an entry's content to a file that must not be there yet.
  func extract(_ entry: Entry, to target: Path) throws {
    guard !entry.isEncrypted else { throw ImportError(.unsupported, entry.name, "it is encrypted") }
    guard try integer(entry.offset, UInt32.self) == 0x0403_4B50 else { throw damaged(entry.name) }
    let start =
      entry.offset + 30 + Int(try integer(entry.offset + 26, UInt16.self))
      + Int(try integer(entry.offset + 28, UInt16.self))
    guard start <= bytes.count, entry.compressed <= bytes.count - start else { throw damaged(entry.name) }
    let content = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + entry.compressed)])
    switch entry.method {
    case 0 where entry.compressed == entry.size: try ZipContent.copy(content, of: entry, to: target)
    case 8: try ZipContent.inflate(content, of: entry, to: target)
    default:
      throw ImportError(
        .unsupported, entry.name, "it is compressed in a way that is not known (method \(entry.method))",
        advice: "unpack the archive and import the folder")
    }
  }

  /// How many entries the central directory has, and where it begins.
  private func directory() throws -> (count: Int, start: Int) {
    // The end record is 22 bytes long and may be followed by a comment of up to 65,535.
    var position = bytes.count - 22
    let first = max(0, bytes.count - 22 - 65_535)
    while position >= first {
      if try integer(position, UInt32.self) == 0x0605_4B50 { break }
      position -= 1
    }
    guard position >= first else { throw damaged("the end of its directory") }
    var count = Int(try integer(position + 10, UInt16.self))
    var start = Int(try integer(position + 16, UInt32.self))
    // Large archives have a second end record, which a locator before the first one points to.
    if position >= 20, try integer(position - 20, UInt32.self) == 0x0706_4B50 {
      let end = try offset(position - 12)
      guard try integer(end, UInt32.self) == 0x0606_4B50 else { throw damaged("the end of its directory") }
      count = try offset(end + 32)
      start = try offset(end + 48)
    }
    // An entry takes 46 bytes at least.
    guard start <= bytes.count, count <= bytes.count / 46 else { throw damaged("its directory") }
    return (count, start)
  }

  /// Takes 64-bit sizes from the extra field where the 32-bit ones are all ones.
  private func widen(_ entry: inout Entry, by extra: Range<Int>) throws {
    var position = extra.lowerBound
    while position + 4 <= extra.upperBound {
      let end = position + 4 + Int(try integer(position + 2, UInt16.self))
      guard end <= extra.upperBound else { return }
      if try integer(position, UInt16.self) == 1 {
        var next = position + 4
        for field in [\Entry.size, \Entry.compressed, \Entry.offset] where entry[keyPath: field] == 0xFFFF_FFFF {
          guard next + 8 <= end else { return }
          entry[keyPath: field] = try offset(next)
          next += 8
        }
      }
      position = end
    }
  }

  private func offset(_ position: Int) throws -> Int {
    guard let value = Int(exactly: try integer(position, UInt64.self)) else { throw damaged("its directory") }
    return value
  }

  /// A little-endian number.
  private func integer<Value: FixedWidthInteger>(_ position: Int, _ type: Value.Type) throws -> Value {
    guard position >= 0, position <= bytes.count - MemoryLayout<Value>.size else { throw damaged("its end") }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Value.self))
  }

  private func damaged(_ place: String) -> ImportError {
    ImportError(.malformed, path.string, "the zip archive is damaged at \(place)")
  }
}
