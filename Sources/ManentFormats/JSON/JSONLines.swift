import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of a JSON Lines text, each read when its turn comes; a line that is no JSON is an element like any other.
///
/// Blank lines are skipped, and so is a byte order mark at the beginning of a line: editors put it before the first one, and
/// files that are put together have it before others. Bytes after the last line end are a line that was not finished:
/// they are no element but ``tornTail``. A mark of the end (0x1A), as DOS wrote it, is none.
public struct JSONLines: Sequence, Sendable {
  /// A finished line.
  public struct Line: Sendable, Equatable {
    /// Its number in the text, counted from 1.
    public var number: Int
    /// Its bytes without the line end, by the indices of the slice that was given.
    public var range: Range<Int>
    /// Its value, or where it is wrong.
    public var result: Result<JSON, JSONError>
  }

  /// The text.
  public let bytes: ArraySlice<UInt8>
  /// The bytes after the last line end, by the indices of the slice that was given; `nil` when there are none.
  public let tornTail: Range<Int>?
  private let linesBefore: Int
  private let bytesBefore: Int
  /// Where the last line that is finished ends.
  private let finished: Int

  /// The lines of a whole text.
  public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// The lines of a part of a text, which should begin at the start of a line.
  ///
  /// - Parameters:
  ///   - bytes: the part.
  ///   - linesBefore: how many lines of the text come before it: numbers and errors are those of the whole text.
  ///   - bytesBefore: how many bytes of the text come before it, for the errors.
  public init(_ bytes: ArraySlice<UInt8>, linesBefore: Int = 0, bytesBefore: Int = 0) {
    self.bytes = bytes
    (self.linesBefore, self.bytesBefore) = (linesBefore, bytesBefore)
    var end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.startIndex
    end += Self.markLength(bytes[end...])
    tornTail = end < EndMark.removed(from: bytes[end...]).endIndex ? end..<bytes.endIndex : nil
    finished = end
  }

  /// The bytes of the byte order mark that a line begins with: 3 or none.
  public static func markLength(_ line: some Collection<UInt8>) -> Int {
    line.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Reads from the first line.
  public func makeIterator() -> Iterator {
    Iterator(bytes[..<finished], linesBefore, bytesBefore)
  }

  /// Reads one line after the other.
  public struct Iterator: IteratorProtocol, Sendable {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var number: Int
    private let bytesBefore: Int

    fileprivate init(_ bytes: ArraySlice<UInt8>, _ linesBefore: Int, _ bytesBefore: Int) {
      self.bytes = bytes
      (number, self.bytesBefore) = (linesBefore, bytesBefore)
      position = bytes.startIndex
    }

    /// The next line that is not blank.
    public mutating func next() -> Line? {
      while position < bytes.endIndex {
        let start = position + JSONLines.markLength(bytes[position...])
        number += 1
        let (length, result) = bytes.withUnsafeBufferPointer { [number, bytesBefore] buffer in
          Self.line(
            in: UnsafeBufferPointer(rebasing: buffer[(start - bytes.startIndex)...]), number, start + bytesBefore)
        }
        position = start + length + 1
        if let result { return Line(number: number, range: start..<start + length, result: result) }
      }
      return nil
    }

    /// The length of the first line of `bytes`, and its value unless it is blank.
    private static func line(
      in bytes: UnsafeBufferPointer<UInt8>, _ number: Int, _ offset: Int
    ) -> (length: Int, result: Result<JSON, JSONError>?) {
      let length = lineLength(bytes)
      let line = UnsafeBufferPointer(rebasing: bytes[..<length])
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return (length, nil) }
      return (length, JSON.parse(line, line: number, offset: offset))
    }

    private static func lineLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
      guard let start = bytes.baseAddress, let end = memchr(start, 0x0A, bytes.count) else { return bytes.count }
      return UnsafeRawPointer(end) - UnsafeRawPointer(start)
    }
  }
}
