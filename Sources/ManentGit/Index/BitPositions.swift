/// Sets of positions in git's compressed form, EWAH, as the extension `link` of an index has two of them.
///
/// Words of 64 bits: a marker (bit 0 what the run is made of, 32 bits how many words it stands for, 31 bits how many
/// words follow as they are), those words, the next marker. See `gitformat-index` and git's `ewah/ewah_rlw.h`.
enum BitPositions {
  /// The bytes of a set, whose positions are given in ascending order.
  static func bytes(of positions: [Int]) -> [UInt8] {
    var words: [UInt64] = [0]
    var marker = 0
    var next = 0
    var index = 0
    while index < positions.count {
      let word = positions[index] / 64
      var bits: UInt64 = 0
      while index < positions.count, positions[index] / 64 == word {
        bits |= 1 << UInt64(positions[index] % 64)
        index += 1
      }
      if word > next {
        if words.count - 1 > marker || words[marker] != 0 {
          marker = words.count
          words.append(0)
        }
        words[marker] = UInt64(word - next) << 1
      }
      words[marker] += 1 << 33
      words.append(bits)
      next = word + 1
    }
    var bytes = UInt32(truncatingIfNeeded: positions.last.map { $0 + 1 } ?? 0).bigEndianBytes
    bytes += UInt32(truncatingIfNeeded: words.count).bigEndianBytes
    for word in words { withUnsafeBytes(of: word.bigEndian) { bytes += $0 } }
    bytes += UInt32(truncatingIfNeeded: marker).bigEndianBytes
    return bytes
  }

  /// Reads a set from the start of `bytes`, and takes it off them.
  ///
  /// - Parameters:
  ///   - bytes: what is left of the extension.
  ///   - limit: what every position must be smaller than.
  static func read(_ bytes: inout ArraySlice<UInt8>, below limit: Int) throws(GitError) -> [Int] {
    func damaged() -> GitError { IndexLayout.damaged("a set of positions in the extension 'link' is unreadable") }
    func number(_ count: Int) throws(GitError) -> UInt64 {
      guard bytes.count >= count else { throw damaged() }
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
    }
    _ = try number(4)
    let count = Int(try number(4))
    guard bytes.count >= count * 8 + 4 else { throw damaged() }
    var words: [UInt64] = []
    words.reserveCapacity(count)
    for _ in 0..<count { words.append(try number(8)) }
    _ = try number(4)
    var positions: [Int] = []
    var (index, word) = (0, 0)
    while index < words.count {
      let run = Int(words[index] >> 1 & 0xFFFF_FFFF)
      let literals = Int(words[index] >> 33)
      if words[index] & 1 != 0 {
        guard (word + run) * 64 <= limit else { throw damaged() }
        positions += word * 64..<(word + run) * 64
      }
      word += run
      guard index + literals < words.count else { throw damaged() }
      for literal in 0..<literals {
        var bits = words[index + 1 + literal]
        while bits != 0 {
          let position = word * 64 + bits.trailingZeroBitCount
          guard position < limit else { throw damaged() }
          positions.append(position)
          bits &= bits - 1
        }
        word += 1
      }
      index += 1 + literals
    }
    return positions
  }
}
