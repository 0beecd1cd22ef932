/// The index of a pack, version 2: a table by first byte, then the sorted names, the checksums and the offsets.
package enum PackIndex {
  /// Offsets from here on stand in a table of their own, of eight bytes each.
  private static let firstLarge = 1 << 31

  /// The bytes of the index of a pack.
  package static func bytes(of entries: [PackedEntry], packChecksum: [UInt8]) -> [UInt8] {
    let sorted = entries.sorted { $0.id < $1.id }
    var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63] + UInt32(2).bigEndianBytes
    bytes.reserveCapacity(8 + 1024 + sorted.count * 28 + 40)
    var counts = [UInt32](repeating: 0, count: 256)
    for entry in sorted { counts[Int(entry.id.firstByte)] += 1 }
    var total: UInt32 = 0
    for count in counts {
      total += count
      bytes += total.bigEndianBytes
    }
    for entry in sorted { bytes += entry.id.bytes }
    for entry in sorted { bytes += entry.checksum.bigEndianBytes }
    var large: [Int] = []
    for entry in sorted {
      if entry.offset < firstLarge {
        bytes += UInt32(entry.offset).bigEndianBytes
      } else {
        bytes += (UInt32(1) << 31 | UInt32(large.count)).bigEndianBytes
        large.append(entry.offset)
      }
    }
    for offset in large { bytes += withUnsafeBytes(of: UInt64(offset).bigEndian) { Array($0) } }
    bytes += packChecksum
    bytes += bytes.withUnsafeBytes { SHA1.digest(of: $0) }
    return bytes
  }
}
