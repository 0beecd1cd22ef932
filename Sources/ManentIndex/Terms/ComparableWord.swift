/// A folded word with what tells quickly that another is nothing like it.
struct ComparableWord {
  /// What is known of a word before its characters are looked at one by one.
  struct Outline {
    /// Which letters occur, one bit each, by the low six bits of the character.
    var letters: UInt64 = 0
    /// Length in characters.
    var length = 0
    /// The first byte.
    var first: UInt8 = 0

    init(_ folded: UnsafeBufferPointer<UInt8>) {
      first = folded.first ?? 0
      for byte in folded where byte & 0xC0 != 0x80 {
        length += 1
        if byte &- 0x30 < 10 { isNumber = true }
      }
      // Beyond ASCII the low six bits of a character are those of its last byte.
      for index in folded.indices where index + 1 == folded.count || folded[index + 1] & 0xC0 != 0x80 {
        letters |= 1 << UInt64(folded[index] & 63)
      }
    }

    /// Numbers and codes are never alike: 1915 is no slip for 1916, nor E0101 for E0102.
    var isNumber = false
  }

  let outline: Outline
  let characters: [UInt32]

  init(_ folded: UnsafeBufferPointer<UInt8>) {
    outline = Outline(folded)
    var characters: [UInt32] = []
    characters.reserveCapacity(outline.length)
    var position = 0
    while position < folded.count {
      let (scalar, length) = UTF8Reading.scalar(in: folded, at: position)
      characters.append(scalar)
      position += length
    }
    self.characters = characters
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { ComparableWord($0) }
  }
}
