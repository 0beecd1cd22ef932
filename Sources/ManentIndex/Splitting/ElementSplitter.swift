/// Splits JSON: best between the lines of JSON Lines, then between elements, the outer ones first.
struct ElementSplitter {
  private let text: TextBytes

  init(_ text: TextBytes) { self.text = text }

  func split(into packer: inout ChunkPacker) {
    var start = 0
    var strength = BreakStrength.declaration
    var depth = 0
    var isQuoted = false
    var index = 0
    while index < text.count {
      let byte = text.bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case 0x0A:
        // No string holds a line feed: one that seems to is damaged.
        isQuoted = false
        guard depth == 0 else { continue }
        packer.add(start..<index, strength)
        (start, strength) = (index, .declaration)
      case UInt8(ascii: "{") where !isQuoted, UInt8(ascii: "[") where !isQuoted: depth += 1
      case UInt8(ascii: "}") where !isQuoted, UInt8(ascii: "]") where !isQuoted: depth = max(0, depth - 1)
      case UInt8(ascii: ",") where !isQuoted:
        packer.add(start..<index, strength)
        (start, strength) = (index, Self.strength(depth: depth))
      default: continue
      }
    }
    packer.add(start..<text.count, strength)
  }

  private static func strength(depth: Int) -> BreakStrength {
    switch depth {
    case 0: .declaration
    case 1: .paragraph
    case 2: .line
    default: .sentence
    }
  }
}
