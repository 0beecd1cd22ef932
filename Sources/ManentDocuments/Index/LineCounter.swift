/// Tells the lines of places in a text, asked for in ascending order: the text is gone through once.
struct LineCounter {
  private let text: [UInt8]
  private var position = 0
  private var line = 1

  init(_ text: [UInt8]) { self.text = text }

  /// The line, from 1, that the byte at `offset` is on.
  mutating func line(at offset: Int) -> Int {
    while position < min(offset, text.count) {
      if text[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
    return line
  }
}
