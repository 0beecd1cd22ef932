internal import ManentGit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The entries of a tree object one after another, without a copy of their names: for looking at many trees.
struct TreeScan {
  /// A name in the tree.
  struct Entry {
    /// Where the name is in the tree's bytes.
    var name: Range<Int>
    var isFolder: Bool
    var id: ObjectID
  }

  let bytes: [UInt8]
  private var position = 0
  /// Where the entries end that are looked at.
  private var end: Int

  /// A scan from the first entry.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  /// The next entry; `nil` at the end, and where the bytes are no tree.
  mutating func next() -> Entry? {
    guard position < end else { return nil }
    return bytes.withUnsafeBytes { buffer in
      guard let space = Self.find(0x20, in: buffer, from: position), let zero = Self.find(0, in: buffer, from: space),
        zero + 1 + ObjectID.length <= buffer.count, zero > space + 1
      else { return nil }
      let id = ObjectID(UnsafeRawBufferPointer(rebasing: buffer[zero + 1..<zero + 1 + ObjectID.length]))
      // A folder's mode is 40000; some old programs wrote 040000.
      let isFolder = buffer[position] == UInt8(ascii: "4") || buffer[position] == UInt8(ascii: "0")
      position = zero + 1 + ObjectID.length
      return Entry(name: space + 1..<zero, isFolder: isFolder, id: id)
    }
  }

  /// Passes over the entries with which both trees begin and end: of a large folder nearly all, as a rule.
  static func skipShared(_ left: inout TreeScan, _ right: inout TreeScan) {
    let (start, leftEnd, rightEnd) = left.bytes.withUnsafeBytes { first in
      right.bytes.withUnsafeBytes { second in
        let shorter = min(first.count, second.count)
        var shared = 0
        while shared < shorter, first[shared] == second[shared] { shared += 1 }
        var start = 0
        while let next = nextEntry(first, after: start), next <= shared { start = next }
        var tail = 0
        while tail < shorter - start, first[first.count - 1 - tail] == second[second.count - 1 - tail] { tail += 1 }
        func boundary(_ bytes: UnsafeRawBufferPointer) -> Int {
          var place = start
          while place < bytes.count - tail, let next = nextEntry(bytes, after: place) { place = next }
          return place
        }
        return (start, boundary(first), boundary(second))
      }
    }
    // Where the bytes are no tree the two do not end alike.
    guard left.bytes.count - leftEnd == right.bytes.count - rightEnd else { return }
    (left.position, right.position) = (start, start)
    (left.end, right.end) = (leftEnd, rightEnd)
  }

  private static func nextEntry(_ bytes: UnsafeRawBufferPointer, after start: Int) -> Int? {
    guard let zero = find(0, in: bytes, from: start), zero + 1 + ObjectID.length <= bytes.count else { return nil }
    return zero + 1 + ObjectID.length
  }

  private static func find(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// The name of an entry.
  func name(_ entry: Entry) -> String { String(decoding: bytes[entry.name], as: UTF8.self) }

  /// The entry of that name.
  static func find(_ name: [UInt8], in bytes: [UInt8]) -> Entry? {
    var scan = TreeScan(bytes)
    while let entry = scan.next() {
      if entry.name.count == name.count, scan.bytes[entry.name].elementsEqual(name) { return entry }
    }
    return nil
  }

  /// Whether an entry of one tree comes before one of another, in git's order: by bytes, where the name of a folder
  /// counts as if it ended in a slash.
  static func isBefore(_ left: Entry, of leftTree: [UInt8], _ right: Entry, of rightTree: [UInt8]) -> Bool {
    leftTree.withUnsafeBytes { first in
      rightTree.withUnsafeBytes { second in
        let shared = min(left.name.count, right.name.count)
        for index in 0..<shared {
          let (a, b) = (first[left.name.lowerBound + index], second[right.name.lowerBound + index])
          if a != b { return a < b }
        }
        func next(_ entry: Entry, _ bytes: UnsafeRawBufferPointer) -> UInt8 {
          entry.name.count > shared
            ? bytes[entry.name.lowerBound + shared] : entry.isFolder ? UInt8(ascii: "/") : 0
        }
        return next(left, first) < next(right, second)
      }
    }
  }
}
