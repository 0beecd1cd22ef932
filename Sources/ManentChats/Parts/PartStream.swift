import ManentCore
package import ManentRecords

/// The bytes of a part, some whole lines at a time, so that a part of any length needs little memory.
struct PartStream {
  /// How many bytes are read at once, unless a line is longer.
  static let piece = 1 << 20

  /// The file.
  let file: Path

  /// Calls `body` with pieces of the file in order. Each but the last ends in a line feed.
  ///
  /// - Parameter body: gets the bytes, where they begin in the file, and how many lines come before them.
  /// - Throws: `FileError`; `Interruption`.
  func forEach(_ body: (_ bytes: [UInt8], _ offset: Int, _ lines: Int) -> Void) throws {
    var (offset, lines, wanted) = (0, 0, Self.piece)
    while true {
      try Interruption.check()
      var bytes = try Files.read(file, range: offset..<offset + wanted)
      guard bytes.count == wanted else { return body(bytes, offset, lines) }
      guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
        wanted *= 2
        continue
      }
      bytes.removeLast(bytes.count - end - 1)
      body(bytes, offset, lines)
      lines += bytes.count { $0 == UInt8(ascii: "\n") }
      (offset, wanted) = (offset + bytes.count, Self.piece)
    }
  }
}

extension ChatFiles {
  /// Goes through the lines of a part, however long it is; nothing of it is kept.
  ///
  /// - Parameter body: is called with each message, its line, and where that is in the file.
  /// - Returns: the lines that are no messages.
  package func stream(
    _ part: String, _ body: (_ message: Message, _ line: ArraySlice<UInt8>, _ range: Range<Int>) -> Void
  ) throws -> [Defect] {
    var defects: [Defect] = []
    try PartStream(file: folder / part).forEach { bytes, offset, lines in
      defects += Self.scan(bytes, of: part, linesBefore: lines, bytesBefore: offset) { message, range in
        body(message, bytes[range], range.lowerBound + offset..<range.upperBound + offset)
      }
    }
    return defects
  }
}
