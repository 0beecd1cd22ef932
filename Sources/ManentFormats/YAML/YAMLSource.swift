/// The bytes of a YAML file and where its lines begin.
struct YAMLSource: Sendable {
  /// The file's name, as errors show it.
  let file: String
  let bytes: [UInt8]
  /// Where the text begins: behind a byte order mark.
  let start: Int
  /// Where each line begins.
  private let lineStarts: [Int]

  init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lineStarts = [start]
    for (index, byte) in bytes.enumerated() {
      let isLineEnd = byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if isLineEnd { lineStarts.append(index + 1) }
    }
    self.lineStarts = lineStarts
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
    let before = bytes[lineStarts[line]..<min(max(offset, lineStarts[line]), bytes.count)]
    return YAMLPosition(line: line + 1, column: 1 + before.count { $0 & 0xC0 != 0x80 })
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
