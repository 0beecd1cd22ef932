/// Splits comma-separated values between rows; a row goes over several lines when a field in quotes does.
struct RowSplitter {
  private let text: TextBytes

  init(_ text: TextBytes) { self.text = text }

  func split(into packer: inout ChunkPacker) {
    var index = 0
    while index < text.count {
      let end = rowEnd(from: index, limit: packer.settings.maximum)
      packer.add(index..<end, .line)
      index = end + 1
    }
  }

  /// Where a row ends: at the first line feed outside quotes.
  private func rowEnd(from start: Int, limit: Int) -> Int {
    let lineEnd = text.lineEnd(from: start, to: text.count)
    var end = lineEnd
    var index = start
    var isQuoted = false
    while true {
      for byte in text.bytes[index..<end] where byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { return end }
      // A quote that nobody closes must not swallow the rest of the file.
      if end == text.count || end - start > limit { return lineEnd }
      index = end + 1
      end = text.lineEnd(from: index, to: text.count)
    }
  }
}
