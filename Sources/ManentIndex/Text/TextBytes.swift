#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// UTF-8 text in memory that is read without ever leaving it, also when it is damaged.
struct TextBytes {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// A byte of the text; 0 outside it.
  @inline(__always) subscript(index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// The scalar that begins at `index`, and its length in bytes. A damaged one counts as one byte of itself.
  @inline(__always) func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let first = self[index]
    if first < 0xC2 || first > 0xF4 { return (UInt32(first), 1) }
    let second = self[index + 1]
    guard second & 0xC0 == 0x80 else { return (UInt32(first), 1) }
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F), 2) }
    let third = self[index + 2]
    guard third & 0xC0 == 0x80 else { return (UInt32(first), 1) }
    if first < 0xF0 {
      return (UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), 3)
    }
    let fourth = self[index + 3]
    guard fourth & 0xC0 == 0x80 else { return (UInt32(first), 1) }
    let high = UInt32(first & 0x07) << 18 | UInt32(second & 0x3F) << 12
    return (high | UInt32(third & 0x3F) << 6 | UInt32(fourth & 0x3F), 4)
  }

  /// The scalar that ends before `index`, not reaching below `lowest`.
  @inline(__always) func scalar(before index: Int, from lowest: Int) -> (value: UInt32, length: Int) {
    var start = index - 1
    while start > lowest, index - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    let found = scalar(at: start)
    return found.length == index - start ? found : (UInt32(self[index - 1]), 1)
  }

  /// Where the line that holds `index` ends: at its line feed, or at `end`.
  @inline(__always) func lineEnd(from index: Int, to end: Int) -> Int { next(0x0A, from: index, to: end) }

  /// The next place of a byte, or `end`.
  @inline(__always) func next(_ byte: UInt8, from index: Int, to end: Int) -> Int {
    guard index < end, let base = bytes.baseAddress, let found = memchr(base + index, Int32(byte), end - index) else {
      return end
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The range without white space at its ends.
  @inline(__always) func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      let width = blankWidth(at: start, to: end)
      if width == 0 { break }
      start += width
    }
    while end > start {
      if isASCIIBlank(bytes[end - 1]) {
        end -= 1
      } else if bytes[end - 1] >= 0x80 {
        let last = scalar(before: end, from: start)
        guard isWideBlank(last.value) else { break }
        end -= last.length
      } else {
        break
      }
    }
    return start..<end
  }

  /// The length of the white space character at `index`; 0 when there is another.
  @inline(__always) func blankWidth(at index: Int, to end: Int) -> Int {
    let byte = bytes[index]
    if isASCIIBlank(byte) { return 1 }
    // U+00A0, U+2000…U+200B, U+3000, U+FEFF begin with these bytes.
    guard byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF else { return 0 }
    let found = scalar(at: index)
    return isWideBlank(found.value) && index + found.length <= end ? found.length : 0
  }

  /// The first position from `index` that is not white space, or `end`.
  @inline(__always) func skipBlanks(_ index: Int, to end: Int) -> Int {
    var index = index
    while index < end {
      let width = blankWidth(at: index, to: end)
      if width == 0 { break }
      index += width
    }
    return index
  }

  /// The nearest position at or before `index` where a scalar begins, not below `lowest`.
  func scalarStart(_ index: Int, from lowest: Int) -> Int {
    var start = index
    while start > lowest, index - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    return self[start] & 0xC0 == 0x80 ? index : start
  }
}

/// Space, tab, line feed, vertical tab, form feed, carriage return.
@inline(__always) func isASCIIBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

/// White space beyond ASCII, with the zero-width space and the byte order mark.
@inline(__always) func isWideBlank(_ scalar: UInt32) -> Bool {
  scalar == 0x00A0 || (scalar >= 0x2000 && scalar <= 0x200B) || scalar == 0x3000 || scalar == 0xFEFF
}

@inline(__always) func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
@inline(__always) func isASCIIDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
