/// Where an object is in a pack.
struct PackedEntry {
  var id: ObjectID
  /// The first byte of its header, counted from the start of the pack.
  var offset: Int
  /// The CRC-32 of its header and of what follows it, as they lie in the pack.
  var checksum: UInt32
}
