import CKernels
import Testing

@Suite struct SHA1Tests {
  /// The five words after whole blocks, with the processor's instructions or without.
  private func words(_ bytes: [UInt8], plain: Bool) -> [UInt32] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    manent_sha1_blocks(&state, bytes, bytes.count / 64, plain ? 1 : 0)
    return state
  }

  @Test func `The digest of abc is that of the standard`() {
    // FIPS 180-4's example: one block, with the 24 bits of "abc".
    let block = Array("abc".utf8) + [0x80] + [UInt8](repeating: 0, count: 59) + [24]
    let expected: [UInt32] = [0xA999_3E36, 0x4706_816A, 0xBA3E_2571, 0x7850_C26C, 0x9CD0_D89D]
    #expect(words(block, plain: true) == expected)
    #expect(words(block, plain: false) == expected)
  }

  @Test(arguments: [0, 1, 2, 3, 100]) func `The processor's instructions and plain C agree`(blocks: Int) {
    let bytes = (0..<blocks * 64).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 5) }
    #expect(words(bytes, plain: true) == words(bytes, plain: false))
  }
}
