/// One entry of git's index, taken out of the file that it is in.
///
/// The fields are those of `gitformat-index`, section «Index entry»; times are seconds and nanoseconds since 1970.
package struct IndexEntry: Equatable {
  package var changed: (seconds: UInt32, nanoseconds: UInt32) = (0, 0)
  package var modified: (seconds: UInt32, nanoseconds: UInt32) = (0, 0)
  package var device: UInt32 = 0
  package var inode: UInt32 = 0
  package var mode: UInt32
  package var user: UInt32 = 0
  package var group: UInt32 = 0
  package var size: UInt32 = 0
  package var id: ObjectID
  /// The flags without the length of the name: assume-valid, extended, two bits of the stage.
  package var flags: UInt16 = 0
  /// The flags that only versions from 3 on have: skip-worktree, intent-to-add.
  package var extendedFlags: UInt16 = 0
  /// The path from the work tree's root.
  package var name: [UInt8]

  package static let assumeValid: UInt16 = 0x8000
  package static let extended: UInt16 = 0x4000
  static let stageMask: UInt16 = 0x3000
  static let nameMask: UInt16 = 0x0FFF
  package static let skipWorkTree: UInt16 = 0x4000

  /// An entry of stage 0 for what a commit holds.
  package init(_ name: [UInt8], _ id: ObjectID, _ mode: TreeEntry.Mode, _ facts: FileFacts?) {
    self.name = name
    self.id = id
    self.mode = mode.value
    guard let facts else { return }
    changed = Self.time(facts.changed)
    modified = Self.time(facts.modified)
    (device, inode, user, group, size) = (facts.device, facts.inode, facts.user, facts.group, facts.size)
  }

  /// Reads an entry, its name left empty, from where `IndexLayout.span` found one.
  package init(_ bytes: UnsafeRawBufferPointer, at offset: Int, name: [UInt8] = []) {
    func word(_ number: Int) -> UInt32 { IndexLayout.word(bytes, at: offset + number * 4) }
    changed = (word(0), word(1))
    modified = (word(2), word(3))
    (device, inode, mode, user, group, size) = (word(4), word(5), word(6), word(7), word(8), word(9))
    id = ObjectID(UnsafeRawBufferPointer(rebasing: bytes[offset + 40..<offset + 60]))
    let flags = IndexLayout.halfWord(bytes, at: offset + 60)
    self.flags = flags & ~Self.nameMask
    if flags & Self.extended != 0 { extendedFlags = IndexLayout.halfWord(bytes, at: offset + 62) }
    self.name = name
  }

  /// 0, or 1 to 3 for the versions of a path in conflict.
  package var stage: UInt16 { (flags & Self.stageMask) >> 12 }

  /// Whether git is not to look at the file: the user said that it stays as it is, or that it is not checked out.
  package var isSettled: Bool { flags & Self.assumeValid != 0 || extendedFlags & Self.skipWorkTree != 0 }

  /// Whether it is the commit of another repository, which is checked out there.
  var isSubmodule: Bool { mode & 0o170000 == 0o160000 }

  /// The time of the file's last change, in nanoseconds since 1970.
  package var modification: Int64 {
    Int64(Int32(bitPattern: modified.seconds)) * 1_000_000_000 + Int64(modified.nanoseconds)
  }

  /// Notes that the file is not to be in the work tree.
  package mutating func leaveOut() {
    extendedFlags |= Self.skipWorkTree
    flags |= Self.extended
  }

  /// Takes over what the user has said of the entry that this one replaces.
  mutating func inherit(from old: IndexEntry) {
    flags |= old.flags & Self.assumeValid
    extendedFlags |= old.extendedFlags & Self.skipWorkTree
    if extendedFlags != 0 { flags |= Self.extended }
  }

  /// Git's order: by the bytes of the name, then by stage.
  static func inOrder(_ left: IndexEntry, _ right: IndexEntry) -> Bool {
    left.name == right.name ? left.stage < right.stage : left.name.lexicographicallyPrecedes(right.name)
  }

  package static func == (left: IndexEntry, right: IndexEntry) -> Bool {
    left.hasSameFacts(as: right) && left.mode == right.mode && left.id == right.id && left.flags == right.flags
      && left.extendedFlags == right.extendedFlags && left.name == right.name
  }

  /// Whether a file that had the facts of one entry would have those of the other.
  package func hasSameFacts(as other: IndexEntry) -> Bool {
    changed == other.changed && modified == other.modified && device == other.device && inode == other.inode
      && user == other.user && group == other.group && size == other.size
  }

  private static func time(_ nanoseconds: Int64) -> (UInt32, UInt32) {
    (
      UInt32(truncatingIfNeeded: nanoseconds / 1_000_000_000), UInt32(truncatingIfNeeded: nanoseconds % 1_000_000_000)
    )
  }
}
