internal import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the entries of git's index lie in a file of version 2 or 3 (`gitformat-index`): 62 bytes, two more when the
/// entry has extended flags, the name, and one to eight zero bytes up to a multiple of eight.
package enum IndexLayout {
  /// The length of what comes before the first entry.
  static let headerLength = 12
  /// The length of an entry before its extended flags and its name.
  static let fixedLength = 62

  /// Where an entry and its name end.
  package struct Span {
    package var name: Range<Int>
    package var end: Int
    package var stage: UInt16
  }

  /// Finds the ends of the entry at `offset`, which must lie before `limit`.
  static func span(_ bytes: UnsafeRawBufferPointer, at offset: Int, limit: Int) throws(GitError) -> Span {
    guard offset >= 0, limit <= bytes.count, offset + fixedLength < limit else { throw cutShort }
    let flags = halfWord(bytes, at: offset + 60)
    let start = offset + fixedLength + (flags & IndexEntry.extended == 0 ? 0 : 2)
    var end = start + Int(flags & IndexEntry.nameMask)
    guard end < limit else { throw cutShort }
    if flags & IndexEntry.nameMask == IndexEntry.nameMask {
      // A name too long for its field of twelve bits ends at the first zero byte.
      guard let base = bytes.baseAddress, let zero = memchr(base + end, 0, limit - end) else { throw cutShort }
      end = UnsafeRawPointer(zero) - base
    }
    guard bytes[end] == 0 else { throw damaged("the name of an entry is not as long as it says") }
    let next = offset + (end - offset + 8) & ~7
    guard next <= limit else { throw cutShort }
    return Span(name: start..<end, end: next, stage: (flags & IndexEntry.stageMask) >> 12)
  }

  /// Compares the bytes of two names as git does.
  package static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let shared = min(left.count, right.count)
    if shared > 0, let one = left.baseAddress, let other = right.baseAddress {
      let order = memcmp(one, other, shared)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }

  /// Adds an entry to the bytes of a file of version 2 or 3; `isNameless` for one that stands for an entry of the
  /// shared index, whose name it has.
  package static func append(_ entry: IndexEntry, to bytes: inout [UInt8], isNameless: Bool = false) {
    let start = bytes.count
    appendFixed(entry, nameLength: isNameless ? 0 : entry.name.count, to: &bytes)
    if !isNameless { bytes += entry.name }
    let length = bytes.count - start
    bytes.append(contentsOf: repeatElement(0, count: (length + 8) & ~7 - length))
  }

  /// Adds the fields of an entry that come before its name.
  static func appendFixed(_ entry: IndexEntry, nameLength: Int, to bytes: inout [UInt8]) {
    for word in [
      entry.changed.seconds, entry.changed.nanoseconds, entry.modified.seconds, entry.modified.nanoseconds,
      entry.device, entry.inode, entry.mode, entry.user, entry.group, entry.size,
    ] { bytes += word.bigEndianBytes }
    bytes += entry.id.bytes
    let length = UInt16(min(nameLength, Int(IndexEntry.nameMask)))
    append(entry.flags & ~IndexEntry.nameMask | length, to: &bytes)
    if entry.flags & IndexEntry.extended != 0 { append(entry.extendedFlags, to: &bytes) }
  }

  /// What comes before the first entry: the signature, the version and the number of entries.
  static func header(version: UInt32, count: Int) -> [UInt8] {
    Array("DIRC".utf8) + version.bigEndianBytes + UInt32(truncatingIfNeeded: count).bigEndianBytes
  }

  /// Adds an extension: its name of four letters, its length and its content.
  static func appendExtension(_ name: String, _ content: [UInt8], to bytes: inout [UInt8]) {
    bytes += name.utf8
    bytes += UInt32(truncatingIfNeeded: content.count).bigEndianBytes
    bytes += content
  }

  /// A big-endian word; the caller has seen that it is there.
  package static func word(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  package static func halfWord(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt16 {
    UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  package static func damaged(_ reason: String) -> GitError { GitError(.damaged, "read index", reason: reason) }

  private static var cutShort: GitError { damaged("the index ends in the middle of an entry") }

  private static func append(_ value: UInt16, to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }
}
