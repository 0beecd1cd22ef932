/// The 64-bit hash that words and features are told apart by, the same on every machine.
///
/// FNV-1a (Fowler, Noll and Vo) over the bytes, finished with the mixing step of MurmurHash3 (Appleby): FNV alone
/// leaves the high bits of short keys alike.
public struct Hash64 {
  /// What FNV-1a has made of the bytes so far, not mixed.
  public private(set) var state: UInt64

  /// Begins a hash.
  ///
  /// - Parameter start: where it begins; hashes that begin elsewhere have nothing in common. FNV's own by default.
  public init(start: UInt64 = 0xCBF2_9CE4_8422_2325) { state = start }

  /// Begins a hash; features of different kinds begin with different bytes and so cannot be taken for each other.
  @inline(__always)
  init(kind: UInt8) {
    self.init()
    combine(kind)
  }

  /// Takes a byte in.
  @inline(__always)
  mutating func combine(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Takes the UTF-8 of a text in.
  public mutating func combine(_ text: String) { for byte in text.utf8 { combine(byte) } }

  /// Takes a number in, its lowest byte first.
  public mutating func combine(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { combine(UInt8(truncatingIfNeeded: number >> shift)) }
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
