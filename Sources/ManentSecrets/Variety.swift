#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How varied the characters of a text are.
enum Variety {
  /// Bits a character: Shannon's entropy of the distribution of the bytes.
  static func entropy(of bytes: Slice<UnsafeRawBufferPointer>) -> Double {
    guard !bytes.isEmpty else { return 0 }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      for byte in bytes { counts[Int(byte)] += 1 }
      let total = Double(bytes.count)
      return counts.reduce(0) { sum, count in
        count == 0 ? sum : sum - Double(count) / total * log2(Double(count) / total)
      }
    }
  }

  /// Whether small letters, capitals, digits and signs change places as often as chance makes them: on average at
  /// least every fourth character. Names that people give (`my_long_variable_2`) change less often.
  static func isMixed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    var changes = 0
    var hasDigit = false
    var before: Kind?
    for byte in bytes {
      let kind = Kind(byte)
      hasDigit = hasDigit || kind == .digit
      // A capital begins a word, and a sign stands between two.
      if let before, before != kind, before != .sign, !(before == .capital && kind == .small) { changes += 1 }
      before = kind
    }
    return hasDigit && bytes.count < 4 * (changes + 1) && !isUUID(bytes)
  }

  /// How many of small letters, capitals, digits and signs there are among the characters; the signs that join the
  /// parts of names do not count.
  static func kinds(of bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    Set(bytes.filter { !joiners.contains($0) }.map { Kind($0) }).count
  }

  private static let joiners = Alphabet("._-")

  /// Ids are written down everywhere, and are no secret.
  private static func isUUID(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    bytes.count == 36
      && bytes.enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : Alphabet.hexadecimal.contains(byte)
      }
  }

  private enum Kind {
    case small
    case capital
    case digit
    case sign

    init(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .small
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .capital
      case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
      default: self = .sign
      }
    }
  }
}
