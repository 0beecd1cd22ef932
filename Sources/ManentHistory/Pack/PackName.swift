internal import ManentCore

/// The name of a pack that Manent wrote: `pack-` and 40 hexadecimal digits, as git and its relatives want it, of which the
/// first spell `manent`.
///
/// | digits | content |
/// | --- | --- |
/// | 12 | `6d616e656e74` |
/// | 2 | the kind |
/// | 8 | the generation |
/// | 4 | the sequence |
/// | 14 | the start of the pack's checksum |
///
/// So a pack says itself whose it is and what stands in it, whatever happens to any list of packs.
struct PackName: Hashable {
  /// What a pack was written for.
  enum Kind: UInt8 {
    /// The newest objects: written anew, with more in it, by the next commit.
    case tail = 0
    /// What was several packs or loose objects, with older versions as deltas on newer ones.
    case merged = 1
    /// Many objects at once.
    case bulk = 2
  }

  var kind: Kind
  /// Counts the tails that were begun; a merged pack has the greatest of what went into it.
  var generation: UInt32
  /// Counts how often a tail was written; of the tails of a generation the last holds what all others hold.
  var sequence: UInt16 = 0
  private var checksum: String

  /// `manent` in hexadecimal digits.
  static let mark = "6d616e656e74"

  /// A name for a pack of this checksum.
  init(_ kind: Kind, generation: UInt32, sequence: UInt16 = 0, checksum: [UInt8]) {
    self.kind = kind
    self.generation = generation
    self.sequence = sequence
    self.checksum = checksum.prefix(7).map { $0.padded(to: 2, radix: 16) }.joined()
  }

  /// A name from a file's name without its extension; `nil` when it is not one of Manent's.
  init?(stem: String) {
    let digits = Array(stem.utf8.dropFirst(5))
    guard stem.hasPrefix("pack-"), digits.count == 40, digits.allSatisfy({ $0 < 0x67 }) else { return nil }
    func text(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
    guard text(0..<12) == Self.mark, let number = UInt8(text(12..<14), radix: 16), let kind = Kind(rawValue: number),
      let generation = UInt32(text(14..<22), radix: 16), let sequence = UInt16(text(22..<26), radix: 16)
    else { return nil }
    self.kind = kind
    self.generation = generation
    self.sequence = sequence
    checksum = text(26..<40)
  }

  /// The file's name without its extension.
  var stem: String {
    "pack-" + Self.mark + kind.rawValue.padded(to: 2, radix: 16) + generation.padded(to: 8, radix: 16)
      + sequence.padded(to: 4, radix: 16) + checksum
  }
}
