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

  /// A scan from the first entry.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next entry; `nil` at the end, and where the bytes are no tree.
  mutating func next() -> Entry? {
    bytes.withUnsafeBytes { buffer in
      guard let space = buffer[position...].firstIndex(of: 0x20),
        let zero = buffer[space...].firstIndex(of: 0), zero + 1 + ObjectID.length <= buffer.count, zero > space + 1
      else { return nil }
      let id = ObjectID(UnsafeRawBufferPointer(rebasing: buffer[zero + 1..<zero + 1 + ObjectID.length]))
      // A folder's mode is 40000; some old programs wrote 040000.
      let isFolder = buffer[position] == UInt8(ascii: "4") || buffer[position] == UInt8(ascii: "0")
      position = zero + 1 + ObjectID.length
      return Entry(name: space + 1..<zero, isFolder: isFolder, id: id)
    }
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
