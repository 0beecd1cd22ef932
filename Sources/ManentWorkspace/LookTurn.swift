package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whose turn it is to be looked at: the documents of a large workspace are looked at some at a time, since a file that
/// was changed in its place leaves no trace in its folder.
///
/// It is kept in a file of 16 bytes beside the catalog, which need not survive anything: without it the turn begins anew.
package struct LookTurn {
  /// So many documents are looked at by each command.
  static let share = 512
  /// After so long all are looked at, however few commands there were.
  package static let longest: Int64 = 10 * 60 * 1000

  /// The row of the document that was looked at last; 0 when the turn begins.
  package var row: Int64
  /// When the turn began, in milliseconds since 1970.
  package var begun: Int64

  /// The turn as it was left; `nil` when none was begun.
  package init?(in file: Path) {
    // What cannot be read begins anew.
    guard let bytes = try? Files.read(file, range: 0..<16), bytes.count == 16 else { return nil }
    (row, begun) = bytes.withUnsafeBytes {
      (
        Int64(littleEndian: $0.loadUnaligned(fromByteOffset: 0, as: Int64.self)),
        Int64(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: Int64.self))
      )
    }
    guard row >= 0, begun > 0 else { return nil }
  }

  package init(row: Int64, begun: Int64) { (self.row, self.begun) = (row, begun) }

  /// A turn that begins.
  package init(beginning moment: Int64) { (row, begun) = (0, moment) }

  /// Leaves the turn to the next command. Where that cannot be written, the same documents are looked at again.
  package func leave(in file: Path) {
    var bytes: [UInt8] = []
    for number in [row, begun] { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    guard let descriptor = try? OwnedDescriptor(opening: file, flags: O_WRONLY | O_CREAT | O_NOFOLLOW) else { return }
    _ = bytes.withUnsafeBytes { pwrite(descriptor.number, $0.baseAddress, $0.count, 0) }
  }
}
