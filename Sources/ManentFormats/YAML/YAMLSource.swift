/// The bytes of a YAML file and where its lines begin.
struct YAMLSource: Sendable {
  /// The file's name, as errors show it.
  let file: String
  let bytes: [UInt8]
  /// Where the text begins: behind a byte order mark.
  let start: Int
  /// Where each line begins.
  private let lineStarts: [Int]
  /// How many characters begin before each block of bytes, so that a place in a very long line is found at once.
  private let characterCounts: [Int]
  private static let blockLength = 256

  init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lineStarts = [start]
    var (characterCounts, count) = ([Int](), 0)
    characterCounts.reserveCapacity(bytes.count / Self.blockLength + 1)
    for (index, byte) in bytes.enumerated() {
      if index % Self.blockLength == 0 { characterCounts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
      let isLineEnd = byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if isLineEnd { lineStarts.append(index + 1) }
    }
    self.lineStarts = lineStarts
    self.characterCounts = characterCounts
  }

  /// How many characters begin before an offset.
  private func characters(before offset: Int) -> Int {
    let block = min(offset / Self.blockLength, characterCounts.count - 1)
    guard block >= 0 else { return 0 }
    return characterCounts[block] + bytes[block * Self.blockLength..<offset].count { $0 & 0xC0 != 0x80 }
  }

  /// What ends the first line, and so the lines that are added.
  var lineEnd: String {
    guard lineStarts.count > 1 else { return "\n" }
    let end = lineStarts[1]
    if bytes[end - 1] == 0x0D { return "\r" }
    return end > 1 && bytes[end - 2] == 0x0D ? "\r\n" : "\n"
  }

  /// The number of the line (from 0) that an offset lies in.
  func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  func position(of offset: Int) -> YAMLPosition {
    let line = lineIndex(of: offset)
    let start = lineStarts[line]
    let end = min(max(offset, start), bytes.count)
    return YAMLPosition(line: line + 1, column: 1 + characters(before: end) - characters(before: start))
  }

  /// Where the line that holds an offset begins.
  func lineStart(of offset: Int) -> Int { lineStarts[lineIndex(of: offset)] }

  /// Where the line after the one that holds an offset begins, or the end of the text.
  func nextLineStart(after offset: Int) -> Int {
    let next = lineIndex(of: offset) + 1
    return next < lineStarts.count ? lineStarts[next] : bytes.count
  }

  /// Where the line that holds an offset ends, before its line end.
  func lineContentEnd(of offset: Int) -> Int {
    var end = nextLineStart(after: offset)
    let start = lineStart(of: offset)
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The text of the lines, each without its end.
  var lines: some Sequence<(number: Int, bytes: ArraySlice<UInt8>)> {
    lineStarts.enumerated().lazy.map { ($0.offset + 1, bytes[$0.element..<lineContentEnd(of: $0.element)]) }
  }

  func error(at offset: Int, _ message: String, suggestion: String? = nil) -> YAMLError {
    let position = position(of: offset)
    let line = bytes[lineStart(of: offset)..<lineContentEnd(of: offset)]
    return YAMLError(
      file: file, line: position.line, column: position.column, message: message,
      sourceLine: String(decoding: line, as: UTF8.self), suggestion: suggestion)
  }
}
