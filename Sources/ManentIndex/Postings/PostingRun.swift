public import ManentCore

/// The posting lists of some rows that follow each other: which of them hold a term, and how often. Immutable; a file,
/// mapped into memory, or bytes.
///
/// ## Layout
///
/// All numbers are little-endian; every section begins at a multiple of eight bytes. Rows are counted from the run's
/// first, whose place among all rows the catalog knows.
///
/// | offset | bytes | content |
/// | --- | --- | --- |
/// | 0 | 8 | `MANENTPL` |
/// | 8 | 2 | version, 1 |
/// | 10 | 2 | flags, 0 |
/// | 12 | 4 | rows `n` |
/// | 16 | 4 | terms `t` |
/// | 20 | 4 | rows that hold a passage |
/// | 24 | 8 | terms of all passages, each as often as it occurs |
/// | 32 | 8 | bytes of all posting lists |
/// | 40 | 8 | bytes of all terms |
/// | 48 | 12 | 0 |
/// | 60 | 4 | CRC-32C of the 60 bytes before |
/// | 64 | 2 × `n` | how many terms each row has, each as often as it occurs |
/// | … | … | posting lists |
/// | … | 24 × (`t` + 1) | for each term in the order of their bytes: where it begins (4), how many rows hold it (4), the last of them (4), 0 (4), where its list begins (8); the entry after the last tells where the last ends |
/// | … | … | the terms, one after another; the run ends here |
///
/// A posting is a number in seven bits a byte, the lowest first and the eighth bit set on all but the last: twice the
/// distance from the posting before (of the first, from row -1), plus one where the term occurs more than once; then
/// a byte tells how often, 255 at most.
public final class PostingRun: @unchecked Sendable {
  // Nothing of it changes once it is made, and the mapping is only read.
  private enum Storage: ~Copyable {
    case bytes([UInt8])
    case file(MappedFile)
  }

  private let storage: Storage
  let layout: PostingRunLayout

  /// Rows, from the run's first on.
  public var rows: Int { layout.rows }
  /// Rows that hold a passage.
  public var passages: Int { layout.passages }
  /// Terms of all passages, each as often as it occurs.
  public var tokens: Int { layout.tokens }

  /// Opens a run that is a file.
  public static func open(_ path: Path) throws(SegmentError) -> PostingRun {
    let file: MappedFile
    do throws(FileError) { file = try MappedFile.open(path) } catch { throw SegmentError(.file(error), path) }
    let layout = try file.withBytes { bytes throws(SegmentError) in try PostingRunLayout(bytes, path: path) }
    return PostingRun(.file(file), layout)
  }

  /// A run that is in memory.
  ///
  /// - Parameter name: what messages call it.
  public init(_ bytes: [UInt8], name: Path) throws(SegmentError) {
    layout = try bytes.withBytes { buffer throws(SegmentError) in try PostingRunLayout(buffer, path: name) }
    storage = .bytes(bytes)
  }

  private init(_ storage: consuming Storage, _ layout: PostingRunLayout) {
    self.storage = storage
    self.layout = layout
  }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch storage {
    case .bytes(let bytes): bytes.withUnsafeBytes(body)
    case .file(let file): file.withBytes(body)
    }
  }

  /// What the table says of a term; `nil` where what it says cannot be.
  struct Entry {
    /// The term's bytes in the run.
    var name: Range<Int>
    /// Its posting list in the run.
    var list: Range<Int>
    /// How many rows hold it.
    var count: Int
    /// The last row that does.
    var last: Int
  }

  func entry(_ index: Int, _ bytes: UnsafeRawBufferPointer) -> Entry? {
    let place = layout.table + index * PostingRunLayout.entrySize
    guard index >= 0, index < layout.terms, place + 2 * PostingRunLayout.entrySize <= bytes.count else { return nil }
    let next = place + PostingRunLayout.entrySize
    let name = Int(bytes.number(at: place, as: UInt32.self)), nameEnd = Int(bytes.number(at: next, as: UInt32.self))
    let list = bytes.number(at: place + 16, as: UInt64.self), listEnd = bytes.number(at: next + 16, as: UInt64.self)
    guard name <= nameEnd, layout.names + nameEnd <= bytes.count, list <= listEnd,
      listEnd <= UInt64(layout.table - layout.postings)
    else { return nil }
    return Entry(
      name: layout.names + name..<layout.names + nameEnd,
      list: layout.postings + Int(list)..<layout.postings + Int(listEnd),
      count: Int(bytes.number(at: place + 4, as: UInt32.self)), last: Int(bytes.number(at: place + 8, as: UInt32.self)))
  }

  /// The first entry whose term is not less than some bytes.
  func lowerBound(_ term: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Int {
    var (low, high) = (0, layout.terms)
    term.withUnsafeBytes { term in
      while low < high {
        let middle = (low + high) / 2
        guard let entry = entry(middle, bytes) else { return }
        if TermOrder.precedes(UnsafeRawBufferPointer(rebasing: bytes[entry.name]), term) {
          low = middle + 1
        } else {
          high = middle
        }
      }
    }
    return low
  }

  /// The entry of a term; `nil` when no row holds it.
  func entry(of term: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Entry? {
    guard let entry = entry(lowerBound(term, bytes), bytes), bytes[entry.name].elementsEqual(term) else { return nil }
    return entry
  }

  /// Calls `body` with each row of a posting list and how often it holds the term.
  static func forEachPosting(in list: UnsafeRawBufferPointer, _ body: (Int, Int) -> Void) {
    var (place, row) = (0, -1)
    while place < list.count {
      var (number, shift) = (UInt64(0), UInt64(0))
      while place < list.count, shift < 40 {
        let byte = list[place]
        place += 1
        number |= UInt64(byte & 0x7F) << shift
        shift += 7
        if byte & 0x80 == 0 { break }
      }
      row += Int(number >> 1)
      var count = 1
      if number & 1 == 1, place < list.count {
        count = Int(list[place])
        place += 1
      }
      body(row, count)
    }
  }
}

/// The order of terms: that of their bytes.
enum TermOrder {
  static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    compare(left, right) < 0
  }

  static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let shared = min(left.count, right.count)
    for index in 0..<shared where left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
  }
}

extension [UInt8] {
  /// `withUnsafeBytes` that says which errors are thrown.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var outcome: Swift.Result<Result, Failure>?
    withUnsafeBytes { buffer in
      do throws(Failure) { outcome = .success(try body(buffer)) } catch { outcome = .failure(error) }
    }
    return try outcome.unsafelyUnwrapped.get()
  }
}
