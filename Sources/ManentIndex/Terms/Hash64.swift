/// The 64-bit hash that words and features are told apart by, the same on every machine.
///
/// FNV-1a (Fowler, Noll and Vo) over the bytes, finished with the mixing step of MurmurHash3 (Appleby): FNV alone
/// leaves the high bits of short keys alike.
struct Hash64 {
  private(set) var state: UInt64

  /// Begins a hash; features of different kinds begin with different bytes and so cannot be taken for each other.
  @inline(__always)
  init(kind: UInt8) {
    state = 0xCBF2_9CE4_8422_2325
    combine(kind)
  }

  @inline(__always)
  mutating func combine(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// The hash of the bytes so far.
  @inline(__always)
  var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ mixed >> 33) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ mixed >> 33
  }

  /// The hash of some bytes.
  @inline(__always)
  static func of(_ bytes: some Sequence<UInt8>, kind: UInt8 = 0) -> UInt64 {
    var hash = Hash64(kind: kind)
    for byte in bytes { hash.combine(byte) }
    return hash.value
  }
}
