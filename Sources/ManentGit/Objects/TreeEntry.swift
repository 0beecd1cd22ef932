/// One name in a tree.
package struct TreeEntry: Equatable {
  /// What an entry is, as git writes it: the octal digits of a Unix mode.
  package struct Mode: Equatable {
    package var value: UInt32

    package static let folder = Mode(value: 0o040000)
    package static let file = Mode(value: 0o100644)
    package static let executable = Mode(value: 0o100755)

    /// A mode from its number.
    package init(value: UInt32) { self.value = value }

    /// Whether it is a regular file, executable or not (old trees have odd permission bits).
    package var isFile: Bool { value & 0o170000 == 0o100000 }
  }

  package var name: [UInt8]
  package var mode: Mode
  package var id: ObjectID

  /// An entry from its parts.
  package init(name: [UInt8], mode: Mode, id: ObjectID) {
    self.name = name
    self.mode = mode
    self.id = id
  }

  package var isFolder: Bool { mode == .folder }

  /// Git's order: by bytes, where the name of a folder counts as if it ended in a slash.
  static func inOrder(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
    let shared = min(left.name.count, right.name.count)
    for index in 0..<shared where left.name[index] != right.name[index] {
      return left.name[index] < right.name[index]
    }
    func next(_ entry: TreeEntry) -> UInt8 {
      entry.name.count > shared ? entry.name[shared] : entry.isFolder ? UInt8(ascii: "/") : 0
    }
    return next(left) < next(right)
  }
}

/// The content of a tree object.
package enum TreeText {
  /// Reads a tree; damaged or hostile bytes are an error.
  package static func entries(_ bytes: UnsafeRawBufferPointer, of id: ObjectID) throws(GitError) -> [TreeEntry] {
    func damaged(_ reason: String) -> GitError {
      GitError(.damaged, "read tree", reason: "tree \(id) \(reason)")
    }
    var entries: [TreeEntry] = []
    var position = 0
    while position < bytes.count {
      var mode: UInt32 = 0
      var digits = 0
      while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
        let digit = bytes[position] &- UInt8(ascii: "0")
        guard digit < 8, digits < 6 else { throw damaged("has an unreadable mode") }
        mode = mode << 3 | UInt32(digit)
        digits += 1
        position += 1
      }
      position += 1
      let start = position
      while position < bytes.count, bytes[position] != 0 { position += 1 }
      guard digits > 0, position > start, position + 1 + ObjectID.length <= bytes.count else {
        throw damaged("ends in the middle of an entry")
      }
      let name = Array(bytes[start..<position])
      guard !name.contains(UInt8(ascii: "/")), name != [0x2E], name != [0x2E, 0x2E] else {
        throw damaged("has an entry with an impossible name")
      }
      position += 1
      let id = ObjectID(UnsafeRawBufferPointer(rebasing: bytes[position..<position + ObjectID.length]))
      position += ObjectID.length
      entries.append(TreeEntry(name: name, mode: TreeEntry.Mode(value: mode), id: id))
    }
    return entries
  }

  /// The bytes of a tree, its entries put in git's order.
  package static func bytes(of entries: [TreeEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.reduce(0) { $0 + $1.name.count + 28 })
    for entry in entries.sorted(by: TreeEntry.inOrder) {
      bytes += String(entry.mode.value, radix: 8).utf8
      bytes.append(UInt8(ascii: " "))
      bytes += entry.name
      bytes.append(0)
      bytes += entry.id.bytes
    }
    return bytes
  }
}
