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

  /// Whether characters are such as people and generators make passwords of: three of the four kinds, or letters of
  /// both cases in an order that no name has, where each capital begins a word.
  static func isPassword(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    kinds(of: bytes) >= 3 || hasScatteredCapitals(bytes)
  }

  private static func hasScatteredCapitals(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    var (rises, scattered) = (0, 0)
    var before: Kind?
    for index in bytes.indices {
      let kind = Kind(bytes[index])
      defer { before = kind }
      guard kind == .capital else { continue }
      if before == .small { rises += 1 }
      let next = bytes.index(after: index)
      let last = next == bytes.endIndex || bytes.index(after: next) == bytes.endIndex
      if last || Kind(bytes[next]) != .small || Kind(bytes[bytes.index(after: next)]) != .small { scattered += 1 }
    }
    return rises >= 2 && scattered >= 2
  }

  private static let joiners = Alphabet("._-")

  /// Whether a text is a UUID. Ids are written down everywhere, and are no secret where nothing says so.
  static func isUUID(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
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
