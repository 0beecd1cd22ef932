import Testing

@testable import ManentIndex

/// Vectors lie in segments for years and travel between machines. If a step changes on purpose, the fingerprint is to
/// be what this test computes, and every document is embedded anew.
struct FingerprintTests {
  /// Texts in which every rule has something to do: each common word, each character of the scripts that are folded,
  /// words of all lengths, words that repeat.
  private var probes: [String] {
    var characters = ""
    for scalar in (0x20...0x33FF).compactMap(Unicode.Scalar.init) {
      characters.unicodeScalars.append(scalar)
      if scalar.value % 5 == 0 { characters += " " }
    }
    for scalar in [0x4E00, 0x9FA5, 0xAC00, 0xD7A3, 0xF900, 0xFF21, 0xFF71, 0x10400, 0x1F600, 0x20000].compactMap(
      Unicode.Scalar.init)
    {
      characters.unicodeScalars.append(scalar)
    }
    let lengths = (1...70).map { String(repeating: "xy", count: $0).prefix($0) }.joined(separator: " ")
    let repeated = (1...40).map { String(repeating: "w\($0) ", count: $0 * $0) }.joined()
    return CommonWords.all.split(separator: " ").map { "\($0) probe" } + [
      characters, lengths, repeated,
      "The quick brown foxes, 1,024 dimensions and the naïve Straße of ÅNGSTRÖM. Быстрая лиса. Ταχεία αλεπού. 敏捷的棕色狐狸。"
        + "素早い茶色の狐。빠른 갈색 여우. สุนัขจิ้งจอกสีน้ำตาล ໝາຈອກ កញ្ជ្រោង မြေခွေး तेज़ लोमड़ी ثعلب سريع",
    ]
  }

  @Test func `the fingerprint stands for every step`() {
    var first = Hash64(kind: 1)
    var second = Hash64(kind: 2)
    for probe in probes {
      for number in HashedEmbedder().embed(probe) {
        for byte in 0..<4 {
          first.combine(UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * byte)))
          second.combine(UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * byte)))
        }
      }
    }
    let computed = [first.value, second.value].flatMap { half in
      (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(8 * $0)) }
    }
    #expect(HashedEmbedder.fingerprint == computed)
  }
}
