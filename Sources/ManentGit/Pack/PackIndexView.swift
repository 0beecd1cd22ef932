/// The index of a pack (version 2) in memory; what it says is checked before it is used.
package struct PackIndexView {
  private static let start = 8 + 1024

  /// How many objects there are.
  package let count: Int
  private let bytes: UnsafeRawBufferPointer

  /// A view of an index; `nil` when it is no whole index of this version.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.start + 40, bytes.prefix(8).elementsEqual([0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]) else {
      return nil
    }
    self.bytes = bytes
    count = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: Self.start - 4, as: UInt32.self)))
    guard bytes.count >= Self.start + count * 28 + 40, (bytes.count - Self.start - count * 28 - 40) % 8 == 0 else {
      return nil
    }
    for first in 1..<256 where fan(first) < fan(first - 1) { return nil }
  }

  /// The name of an object by its place in the order of names.
  package func id(at index: Int) -> ObjectID {
    let start = Self.start + index * ObjectID.length
    return ObjectID(UnsafeRawBufferPointer(rebasing: bytes[start..<start + ObjectID.length]))
  }

  /// The CRC-32 of an object as it lies in the pack.
  package func checksum(at index: Int) -> UInt32 { word(Self.start + count * 20 + index * 4) }

  /// Where an object is in the pack; `nil` when the index does not say.
  package func offset(at index: Int) -> Int? {
    let offset = word(Self.start + count * 24 + index * 4)
    if offset >> 31 == 0 { return Int(offset) }
    let place = Self.start + count * 28 + Int(offset & 0x7FFF_FFFF) * 8
    guard place + 8 <= bytes.count - 40 else { return nil }
    let large = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    return large < 1 << 62 ? Int(large) : nil
  }

  /// The checksum at the end of the pack.
  package var packChecksum: [UInt8] { Array(bytes[(bytes.count - 40)..<(bytes.count - 20)]) }

  /// The place of an object in the order of names; `nil` when it is not in the pack.
  package func index(of id: ObjectID) -> Int? {
    let first = Int(id.firstByte)
    var (low, high) = (first == 0 ? 0 : fan(first - 1), fan(first))
    while low < high {
      let middle = (low + high) / 2
      let found = self.id(at: middle)
      if found == id { return middle }
      if found < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private func fan(_ byte: Int) -> Int { Int(word(8 + byte * 4)) }

  private func word(_ offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
