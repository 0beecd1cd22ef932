internal import CKernels

/// The checksum of packs: SHA-1 (FIPS 180-4, section 6.1).
///
/// Names of objects come from libgit2, whose SHA-1 notices collisions; it has no call for bytes that are no object.
package struct SHA1 {
  private var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
  private var count = 0
  /// What does not fill a block yet.
  private var rest: [UInt8] = []

  /// The digest of no bytes so far.
  init() {}

  /// The 20 bytes of the digest of `bytes`.
  package static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var hash = SHA1()
    hash.update(bytes)
    return hash.finish()
  }

  /// Takes more bytes in.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    var bytes = bytes
    if !rest.isEmpty {
      let missing = min(64 - rest.count, bytes.count)
      rest += bytes[..<missing]
      bytes = UnsafeRawBufferPointer(rebasing: bytes[missing...])
      guard rest.count == 64 else { return }
      compressRest()
    }
    manent_sha1_blocks(&state, bytes.baseAddress, bytes.count / 64, 0)
    rest += bytes[(bytes.count & ~63)...]
  }

  /// The 20 bytes of the digest of all that was taken in; the value is used up.
  package mutating func finish() -> [UInt8] {
    let bits = UInt64(count) * 8
    rest.append(0x80)
    rest += repeatElement(0, count: (120 - rest.count % 64) % 64)
    withUnsafeBytes(of: bits.bigEndian) { rest.append(contentsOf: $0) }
    compressRest()
    return state.flatMap(\.bigEndianBytes)
  }

  private mutating func compressRest() {
    rest.withUnsafeBytes { manent_sha1_blocks(&state, $0.baseAddress, $0.count / 64, 0) }
    rest.removeAll(keepingCapacity: true)
  }
}
