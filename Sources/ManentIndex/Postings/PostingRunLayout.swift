internal import ManentCore

/// Where things are in a run of posting lists.
struct PostingRunLayout {
  static let headerSize = 64
  static let entrySize = 24
  private static let magic = Array("MANENTPL".utf8)
  private static let version: UInt16 = 2
  private static let checksumOffset = 60

  /// Rows, from the run's first on.
  var rows: Int
  /// Different terms.
  var terms: Int
  /// Rows that hold a passage.
  var passages: Int
  /// Terms of all passages, each as often as it occurs.
  var tokens: Int
  /// Where the posting lists begin.
  var postings: Int
  /// Where the table of terms begins.
  var table: Int
  /// Where the terms' own bytes begin.
  var names: Int

  /// Where the lengths of the rows begin.
  var lengths: Int { Self.headerSize }

  init(rows: Int, terms: Int, passages: Int, tokens: Int, postingBytes: Int) {
    self.rows = rows
    self.terms = terms
    self.passages = passages
    self.tokens = tokens
    postings = Self.headerSize + Self.padded(rows * 2)
    table = postings + Self.padded(postingBytes)
    names = table + (terms + 1) * Self.entrySize
  }

  static func padded(_ count: Int) -> Int { (count + 7) & ~7 }

  /// Reads the beginning of a run, and refuses what is none: every place that the run names lies within its bytes.
  init(_ bytes: UnsafeRawBufferPointer, path: Path) throws(SegmentError) {
    guard bytes.count >= 8, bytes[..<8].elementsEqual(Self.magic) else { throw SegmentError(.foreignFormat, path) }
    guard bytes.count >= Self.headerSize else {
      throw SegmentError(.length(expected: Self.headerSize, found: bytes.count), path)
    }
    let version = bytes.number(at: 8, as: UInt16.self)
    guard version == Self.version else { throw SegmentError(.version(Int(version)), path) }
    let checksum = CRC32C.of(UnsafeRawBufferPointer(rebasing: bytes[..<Self.checksumOffset]))
    guard checksum == bytes.number(at: Self.checksumOffset) else { throw SegmentError(.checksum, path) }
    let postingBytes = bytes.number(at: 32, as: UInt64.self)
    let nameBytes = bytes.number(at: 40, as: UInt64.self)
    let (rows, terms) = (Int(bytes.number(at: 12, as: UInt32.self)), Int(bytes.number(at: 16, as: UInt32.self)))
    guard postingBytes <= UInt64(bytes.count), nameBytes <= UInt64(bytes.count) else {
      throw SegmentError(.header("its parts are longer than it is"), path)
    }
    self.init(
      rows: rows, terms: terms, passages: Int(bytes.number(at: 20, as: UInt32.self)),
      tokens: Int(truncatingIfNeeded: bytes.number(at: 24, as: UInt64.self)), postingBytes: Int(postingBytes))
    guard names + Int(nameBytes) == bytes.count else {
      throw SegmentError(.length(expected: names + Int(nameBytes), found: bytes.count), path)
    }
  }

  /// The header as it is written.
  func header(postingBytes: Int, nameBytes: Int) -> [UInt8] {
    var bytes = Self.magic
    bytes.append(number: Self.version)
    bytes.append(number: UInt16(0))
    bytes.append(number: UInt32(clamping: rows))
    bytes.append(number: UInt32(clamping: terms))
    bytes.append(number: UInt32(clamping: passages))
    bytes.append(number: UInt64(clamping: tokens))
    bytes.append(number: UInt64(postingBytes))
    bytes.append(number: UInt64(nameBytes))
    bytes += [UInt8](repeating: 0, count: Self.checksumOffset - bytes.count)
    bytes.append(number: bytes.withUnsafeBytes { CRC32C.of($0) })
    return bytes
  }
}
