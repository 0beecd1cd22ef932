/// The bytes that are scanned, with the questions that patterns ask about them. Valid during the scan only.
struct TextWindow {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many bytes there are.
  var count: Int { bytes.count }

  /// The byte at a position, or 0 where there is none.
  @inline(__always) subscript(_ position: Int) -> UInt8 {
    position >= 0 && position < bytes.count ? bytes[position] : 0
  }

  /// The bytes of a range.
  subscript(_ range: Range<Int>) -> Slice<UnsafeRawBufferPointer> { bytes[range] }

  /// Whether `expected` (in lower case, if case does not matter) stands at a position.
  func has(_ expected: [UInt8], at start: Int, ignoringCase: Bool) -> Bool {
    guard start >= 0, start + expected.count <= bytes.count else { return false }
    for (index, byte) in expected.enumerated() {
      let here = bytes[start + index]
      guard here == byte || ignoringCase && here.lowered == byte else { return false }
    }
    return true
  }

  /// Whether a text in lower case stands at a position, in whatever case.
  func has(_ expected: StaticString, at start: Int) -> Bool {
    guard start >= 0, start + expected.utf8CodeUnitCount <= bytes.count else { return false }
    return expected.withUTF8Buffer { expected in
      expected.enumerated().allSatisfy { bytes[start + $0].lowered == $1 }
    }
  }

  /// The end of the run of an alphabet that begins at a position, at most `limit` bytes further.
  func end(of alphabet: Alphabet, from start: Int, limit: Int) -> Int {
    var end = start
    let last = min(bytes.count, start + limit)
    while end < last, alphabet.contains(bytes[end]) { end += 1 }
    return end
  }

  /// The beginning of the run of an alphabet that ends before a position, at most `limit` bytes before.
  func start(of alphabet: Alphabet, before end: Int, limit: Int) -> Int {
    var start = end
    let first = max(0, end - limit)
    while start > first, alphabet.contains(bytes[start - 1]) { start -= 1 }
    return start
  }

  /// The position after at most `limit` bytes of a set.
  func skip(_ set: Alphabet, from start: Int, limit: Int) -> Int { end(of: set, from: start, limit: limit) }

  /// Whether a word may begin at a position: no letter, digit, `_` or `-` stands before it. The `n` of an escaped
  /// line feed (`\n`, in JSON) is none.
  func isBoundary(_ position: Int) -> Bool {
    let before = self[position - 1]
    guard Alphabet.base64URL.contains(before) else { return true }
    return self[position - 2] == UInt8(ascii: "\\")
      && [UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r")].contains(before)
  }

  /// The beginning of the line that a position is in, at most `limit` bytes before it.
  func start(ofLineAt position: Int, limit: Int) -> Int {
    var start = position
    while start > max(0, position - limit), bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  /// Whether a text in lower case stands somewhere in a range, in whatever case.
  func contains(_ expected: [UInt8], in range: Range<Int>) -> Bool {
    range.contains { $0 + expected.count <= range.upperBound && has(expected, at: $0, ignoringCase: true) }
  }

  /// Whether a range is a word, given in lower case.
  func isWord(_ expected: [UInt8], _ range: Range<Int>) -> Bool {
    range.count == expected.count && has(expected, at: range.lowerBound, ignoringCase: true)
  }

  /// How many lines end in a range.
  func lineFeeds(in range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }
}

extension UInt8 {
  /// The small letter of a capital one (ASCII).
  var lowered: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}
