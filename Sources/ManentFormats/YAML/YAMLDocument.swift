import ManentCore

/// A YAML file: its text as it was written and the values in it.
///
/// What settings have no use for is refused with its place: a second document, anchors, aliases, tags, keys that are
/// not text, duplicate keys, bytes that are not UTF-8, and files over ``maximumSize``.
public struct YAMLDocument: Sendable {
  /// The largest file that is read, in bytes.
  public static let maximumSize = 1 << 20

  /// The values; null when the file holds nothing but comments.
  public private(set) var root: YAMLNode
  let source: YAMLSource
  /// Where the first key of an empty document goes.
  let emptyDocumentEnd: Int

  /// Reads a file's bytes; `file` is what errors call it.
  public init(parsing bytes: [UInt8], file: String) throws(YAMLError) {
    guard bytes.count <= Self.maximumSize else {
      throw YAMLError(file: file, line: 1, column: 1, message: "larger than 1 MiB", sourceLine: "")
    }
    let bytes = bytes.last == 0x1A ? Array(EndMark.removed(from: bytes)) : bytes
    let source = YAMLSource(bytes, file: file)
    if let offset = bytes.withUnsafeBufferPointer({ UTF8Validation.firstInvalidByte(in: $0) }) {
      throw source.error(at: offset, "invalid UTF-8")
    }
    try Self.refuseConflict(in: source)
    var composer = try YAMLComposer(source)
    root = try composer.document()
    emptyDocumentEnd = composer.emptyDocumentEnd
    self.source = source
  }

  /// The file's name, as errors show it.
  public var file: String { source.file }

  /// The text as it would be written to the file.
  public var text: String { String(decoding: source.bytes, as: UTF8.self) }

  /// The text's bytes.
  public var bytes: [UInt8] { source.bytes }

  /// A merge that was left unfinished would otherwise be reported as some obscure fault of syntax.
  private static func refuseConflict(in source: YAMLSource) throws(YAMLError) {
    guard let start = source.lines.first(where: { $0.bytes.starts(with: "<<<<<<< ".utf8) }) else { return }
    let end = source.lines.first { $0.number > start.number && $0.bytes.starts(with: ">>>>>>> ".utf8) }
    let extent = end.map { "lines \(start.number) to \($0.number)" } ?? "line \(start.number)"
    throw source.error(
      at: start.bytes.startIndex,
      "unresolved git conflict in \(extent); keep what is right and delete the marker lines")
  }
}
