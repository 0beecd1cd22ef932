import ManentCore

/// The text of a source.
enum ImportText {
  /// Calls `body` with the bytes of a file in UTF-8, without its byte order mark. UTF-16, as some shells write what a program prints, is told by its
  /// byte order mark. A mark of the end behind the text is left out.
  static func withBytes<Result>(of path: Path, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    try MappedFile.open(path).withBytes { bytes in
      let encoding =
        bytes.starts(with: [0xFF, 0xFE]) ? "UTF-16LE" : bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16BE" : nil
      guard let encoding, let converted = TextConversion(Array(bytes.dropFirst(2)), from: encoding) else {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        return try body(UnsafeRawBufferPointer(rebasing: EndMark.removed(from: text)))
      }
      return try converted.text.withUnsafeBytes {
        try body(UnsafeRawBufferPointer(rebasing: EndMark.removed(from: $0)))
      }
    }
  }
}
