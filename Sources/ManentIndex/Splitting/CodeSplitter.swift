/// Splits source code: best between declarations at the left margin, then at blank lines, then at lines.
struct CodeSplitter {
  private let text: TextBytes

  init(_ text: TextBytes) { self.text = text }

  func split(_ range: Range<Int>, into packer: inout ChunkPacker) {
    var index = range.lowerBound
    var block: Range<Int>?
    while index < range.upperBound {
      let end = text.lineEnd(from: index, to: range.upperBound)
      if text.trimmed(index..<end).isEmpty {
        if let block { add(block, into: &packer) }
        block = nil
      } else {
        block = (block?.lowerBound ?? index)..<end
      }
      index = end + 1
    }
    if let block { add(block, into: &packer) }
  }

  /// Adds lines between blank ones: at once when they are few, else one by one.
  private func add(_ block: Range<Int>, into packer: inout ChunkPacker) {
    let strength: BreakStrength = isDeclaration(block.lowerBound) ? .declaration : .paragraph
    guard block.count > packer.settings.target else { return packer.add(block, strength) }
    var index = block.lowerBound
    while index < block.upperBound {
      let end = text.lineEnd(from: index, to: block.upperBound)
      packer.add(index..<end, index == block.lowerBound ? strength : isDeclaration(index) ? .paragraph : .line)
      index = end + 1
    }
  }

  /// Whether a line looks like the start of a declaration, or of the comment or attribute above one.
  private func isDeclaration(_ index: Int) -> Bool {
    let first = text[index]
    if isASCIILetter(first) || first >= 0x80 { return true }
    switch first {
    case UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "["),
      UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: "-"), UInt8(ascii: "%"), UInt8(ascii: ";"):
      return true
    default: return false
    }
  }
}
