extension JSON {
  /// How deeply arrays and objects may be nested in text that is read.
  public static let maximumDepth = 128

  /// The value that UTF-8 text spells; the whole text, strictly by RFC 8259.
  ///
  /// Of two members with the same key the later value takes the earlier place. The escape of half a surrogate pair
  /// becomes U+FFFD.
  public init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
    let result = bytes.withContiguousStorageIfAvailable { JSON.parse($0) }
    self = try (result ?? Array(bytes).withUnsafeBufferPointer { JSON.parse($0) }).get()
  }

  /// The value that text spells.
  public init(parsing text: String) throws(JSONError) { try self.init(parsing: text.utf8) }

  /// Reads one value; `line` and `offset` say where the bytes lie in a larger text.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, line: Int = 1, offset: Int = 0) -> Result<JSON, JSONError> {
    var parser = JSONParser(bytes)
    do throws(JSONParser.Failure) {
      return .success(try parser.document())
    } catch {
      let before = UnsafeBufferPointer(rebasing: bytes[..<error.position])
      let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
      return .failure(
        JSONError(
          code: error.code,
          line: line + before.count { $0 == UInt8(ascii: "\n") },
          column: 1 + before[lineStart...].count { $0 & 0xC0 != 0x80 },
          offset: offset + error.position))
    }
  }
}
