package import ManentCore

/// The name of any git object: the SHA-1 of its kind, length and content.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The 20 bytes as big-endian words, so that comparing words compares bytes.
  private let words: (UInt64, UInt64, UInt32)

  /// The number of bytes.
  package static let length = 20

  /// All zeros: what git writes where there is no object.
  package static let zero = [UInt8](repeating: 0, count: length).withUnsafeBytes { ObjectID($0) }

  package init(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == Self.length)
    words = (
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    )
  }

  package init(_ blob: BlobID) { self = blob.bytes.withUnsafeBytes { ObjectID($0) } }

  package init?(_ text: some StringProtocol) {
    guard let blob = BlobID(text) else { return nil }
    self.init(blob)
  }

  /// The 20 bytes.
  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.length) { buffer, count in
      copy(to: UnsafeMutableRawBufferPointer(buffer))
      count = Self.length
    }
  }

  /// Writes the 20 bytes at the start of a buffer, which must have room for them.
  package func copy(to buffer: UnsafeMutableRawBufferPointer) {
    buffer.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt64.self)
    buffer.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
    buffer.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt32.self)
  }

  /// The first byte: where a pack index and the loose folders sort it.
  var firstByte: UInt8 { UInt8(truncatingIfNeeded: words.0 >> 56) }

  /// The same name as the public type says it.
  package var blob: BlobID? { BlobID(bytes: bytes) }

  /// 40 lower-case hexadecimal digits.
  package var description: String { blob?.description ?? "" }

  package static func == (left: ObjectID, right: ObjectID) -> Bool { left.words == right.words }

  package static func < (left: ObjectID, right: ObjectID) -> Bool { left.words < right.words }

  package func hash(into hasher: inout Hasher) {
    // Eight bytes of a digest are as good as all of them.
    hasher.combine(words.0)
  }
}
