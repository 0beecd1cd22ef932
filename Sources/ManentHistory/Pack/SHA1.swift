/// The checksum of packs: SHA-1 (FIPS 180-4, section 6.1).
///
/// Names of objects come from libgit2, whose SHA-1 notices collisions; it has no call for bytes that are no object.
enum SHA1 {
  /// The 20 bytes of the digest.
  static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var state: State = (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0)
    let whole = bytes.count / 64
    var tail = Array(bytes[(whole * 64)...])
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    withUnsafeBytes(of: (UInt64(bytes.count) * 8).bigEndian) { tail.append(contentsOf: $0) }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
      for block in 0..<whole {
        compress(UnsafeRawBufferPointer(rebasing: bytes[block * 64..<block * 64 + 64]), &state, schedule)
      }
      tail.withUnsafeBytes { tail in
        for start in stride(from: 0, to: tail.count, by: 64) {
          compress(UnsafeRawBufferPointer(rebasing: tail[start..<start + 64]), &state, schedule)
        }
      }
    }
    let words: [UInt32] = [state.0, state.1, state.2, state.3, state.4]
    return words.flatMap(\.bigEndianBytes)
  }

  private typealias State = (UInt32, UInt32, UInt32, UInt32, UInt32)

  private static func compress(
    _ block: UnsafeRawBufferPointer, _ state: inout State, _ w: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in 0..<16 {
      w[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
    }
    for index in 16..<80 { w[index] = rotate(w[index - 3] ^ w[index - 8] ^ w[index - 14] ^ w[index - 16], 1) }
    var (a, b, c, d, e) = state
    // Five steps at a time: the words change their roles instead of their places, which is twice as fast.
    @inline(__always) func step(
      _ a: UInt32, _ b: inout UInt32, _ e: inout UInt32, _ mix: UInt32, _ constant: UInt32, _ index: Int
    ) {
      e = rotate(a, 5) &+ mix &+ e &+ constant &+ w[index]
      b = rotate(b, 30)
    }
    @inline(__always) func fiveSteps(
      from index: Int, _ constant: UInt32, _ mix: (UInt32, UInt32, UInt32) -> UInt32
    ) {
      step(a, &b, &e, mix(b, c, d), constant, index)
      step(e, &a, &d, mix(a, b, c), constant, index + 1)
      step(d, &e, &c, mix(e, a, b), constant, index + 2)
      step(c, &d, &b, mix(d, e, a), constant, index + 3)
      step(b, &c, &a, mix(c, d, e), constant, index + 4)
    }
    for index in stride(from: 0, to: 20, by: 5) { fiveSteps(from: index, 0x5A82_7999) { $2 ^ ($0 & ($1 ^ $2)) } }
    for index in stride(from: 20, to: 40, by: 5) { fiveSteps(from: index, 0x6ED9_EBA1) { $0 ^ $1 ^ $2 } }
    for index in stride(from: 40, to: 60, by: 5) {
      fiveSteps(from: index, 0x8F1B_BCDC) { ($0 & $1) | ($2 & ($0 | $1)) }
    }
    for index in stride(from: 60, to: 80, by: 5) { fiveSteps(from: index, 0xCA62_C1D6) { $0 ^ $1 ^ $2 } }
    state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
  }

  @inline(__always) private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &<< count | word &>> (32 &- count)
  }
}
