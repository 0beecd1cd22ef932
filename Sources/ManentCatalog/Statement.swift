internal import CSQLite
import ManentCore

/// A compiled statement. It belongs to its `Database` and must not outlive it.
public final class Statement {
  private let handle: OpaquePointer
  private unowned let database: Database

  init(_ handle: OpaquePointer, of database: Database) {
    self.handle = handle
    self.database = database
  }

  func finalize() { sqlite3_finalize(handle) }

  /// Makes the statement ready to run again.
  public func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// Puts values in the places of the question marks, the first one first.
  public func bind(_ values: [Value]) throws(CatalogError) {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, place)
        case .integer(let number): sqlite3_bind_int64(handle, place, number)
        case .real(let number): sqlite3_bind_double(handle, place, number)
        case .text(var text):
          text.withUTF8 { bindText($0, at: place) }
        case .blob(let bytes): bindBlob(bytes, at: place)
        case .utf8(let bytes): bytes.withUnsafeBufferPointer { bindText($0, at: place) }
        }
      try database.check(code, "sqlite3_bind")
    }
  }

  /// Moves to the next row; false at the end, when the statement is ready to run again.
  public func step() throws(CatalogError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      sqlite3_reset(handle)
      try database.check(code, "sqlite3_step")
      return false
    }
  }

  /// The whole number in a column, counted from 0; 0 where there is none.
  public func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  /// How many, how long or which one, as a column says, from 0 to 2⁴⁰: a catalog that is damaged or somebody's work may
  /// say anything, and sums of such figures must not overflow.
  func amount(_ column: Int32) -> Int { min(max(0, integer(column)), 1 << 40) }

  /// Which row of the index, or how many of them, as a column says, up to ``mostRows``.
  func rows(_ column: Int32) -> Int { min(max(0, integer(column)), Self.mostRows) }

  /// Sixteen times the million passages that an index is made for: sets of rows hold a bit for each and are gone through, so
  /// that greater figures would take all memory, and time without end.
  static let mostRows = 1 << 24

  /// The moment in a column in milliseconds, within some thousand years.
  func moment(_ column: Int32) -> Timestamp {
    Timestamp(milliseconds: Int64(min(max(-(1 << 47), integer(column)), 1 << 47)))
  }

  /// The number in a column, counted from 0; 0 where there is none.
  public func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  /// The text in a column, counted from 0; empty where there is none.
  public func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The bytes in a column, counted from 0; none where there are none.
  public func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// Whether a column, counted from 0, holds no value.
  public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  private func bindBlob(_ bytes: [UInt8], at place: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, buffer.count > 0 else { return sqlite3_bind_zeroblob(handle, place, 0) }
      return sqlite3_bind_blob64(
        handle, place, start, UInt64(buffer.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
  }

  /// SQLite copies the bytes before the call returns (its `SQLITE_TRANSIENT`, which is -1 as a function pointer).
  private func bindText(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int32) -> Int32 {
    bytes.withMemoryRebound(to: CChar.self) { characters in
      let empty: CChar = 0
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      guard let start = characters.baseAddress else {
        return withUnsafePointer(to: empty) { sqlite3_bind_text(handle, place, $0, 0, transient) }
      }
      return sqlite3_bind_text(handle, place, start, Int32(clamping: characters.count), transient)
    }
  }
}
