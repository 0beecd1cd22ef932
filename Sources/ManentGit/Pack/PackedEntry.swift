/// Where an object is in a pack.
package struct PackedEntry {
  package var id: ObjectID
  /// The first byte of its header, counted from the start of the pack.
  package var offset: Int
  /// The CRC-32 of its header and of what follows it, as they lie in the pack.
  package var checksum: UInt32

  /// An entry from its parts.
  package init(id: ObjectID, offset: Int, checksum: UInt32) {
    self.id = id
    self.offset = offset
    self.checksum = checksum
  }
}
