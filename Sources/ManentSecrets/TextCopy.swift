/// A copy of a text from which bytes are left out, and where each of its bytes stood.
struct TextCopy {
  /// What is left.
  private(set) var bytes: [UInt8] = []
  /// Where pieces of the original begin: in the copy, and in the original.
  private var pieces: [(copy: Int, original: Int)] = []

  /// A copy of nothing.
  init() {}

  /// The text without characters that nobody sees; `nil` where it has none.
  init?(withoutInvisible text: UnsafeRawBufferPointer) {
    var position = 0
    var kept = 0
    while position < text.count {
      // Nearly all bytes begin none.
      let length = text[position] < 0xC2 ? 0 : Self.invisibleLength(text, at: position)
      guard length > 0 else {
        position += 1
        continue
      }
      append(text, kept..<position)
      position += length
      kept = position
    }
    guard kept > 0 else { return nil }
    append(text, kept..<text.count)
  }

  /// Adds a piece of the original.
  mutating func append(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    pieces.append((bytes.count, range.lowerBound))
    bytes += text[range]
  }

  /// The bytes of the original from the first of a range of the copy to its last.
  func original(_ range: Range<Int>) -> Range<Int> {
    place(of: range.lowerBound)..<place(of: range.upperBound - 1) + 1
  }

  /// Whether a range of the copy lies in more than one piece of the original.
  func crosses(_ range: Range<Int>) -> Bool { piece(of: range.lowerBound) != piece(of: range.upperBound - 1) }

  private func place(of position: Int) -> Int {
    let piece = pieces[piece(of: position)]
    return piece.original + position - piece.copy
  }

  /// The last piece that begins at or before a position.
  private func piece(of position: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].copy <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// The length of the invisible character at a position, or 0: soft hyphen, joiners, zero-width spaces, marks of
  /// direction, byte order marks, variation selectors and tags (Unicode 16, `Default_Ignorable_Code_Point`).
  private static func invisibleLength(_ text: UnsafeRawBufferPointer, at position: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 { position + offset < text.count ? text[position + offset] : 0 }
    switch text[position] {
    case 0xC2: return byte(1) == 0xAD ? 2 : 0
    case 0xCD: return byte(1) == 0x8F ? 2 : 0
    case 0xE1: return byte(1) == 0xA0 && (0x8B...0x8F).contains(byte(2)) ? 3 : 0
    case 0xE2:
      let isZeroWidth = byte(1) == 0x80 && ((0x8B...0x8F).contains(byte(2)) || (0xAA...0xAE).contains(byte(2)))
      return isZeroWidth || byte(1) == 0x81 && (0xA0...0xAF).contains(byte(2)) ? 3 : 0
    case 0xEF: return byte(1) == 0xBB && byte(2) == 0xBF || byte(1) == 0xB8 && (0x80...0x8F).contains(byte(2)) ? 3 : 0
    case 0xF3: return byte(1) == 0xA0 && (0x80...0x87).contains(byte(2)) ? 4 : 0
    default: return 0
    }
  }
}
