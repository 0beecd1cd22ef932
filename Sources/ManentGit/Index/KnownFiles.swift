package import ManentCore

/// What git's index says of the files of a workspace: enough to know most of them without reading.
package struct KnownFiles {
  private var entries: [[UInt8]: IndexEntry] = [:]
  /// The paths in the index, in conflict or not.
  package private(set) var names: [[UInt8]] = []
  private let time: Int64
  private let hasModes: Bool

  private static let emptyBlob = ObjectID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")

  /// - Parameters:
  ///   - index: the index.
  ///   - prefix: where the workspace is in the work tree.
  ///   - time: when the index was written, in nanoseconds since 1970: files of the same moment or later may have
  ///     changed without their times showing it.
  ///   - hasModes: whether the permissions of files say anything.
  package init(
    _ index: GitIndex, below prefix: [UInt8], writtenAt time: Int64, hasModes: Bool
  ) throws(GitError) {
    self.time = time
    self.hasModes = hasModes
    let table = try index.flattened()
    try table.walk(from: table.lowerBound(prefix)) { place, bytes, span in
      guard bytes[span.name].starts(with: prefix) else { return false }
      let name = Array(bytes[span.name].dropFirst(prefix.count))
      names.append(name)
      if span.stage == 0 { entries[name] = IndexEntry(bytes, at: place.offset) }
      return true
    }
  }

  /// Whether the user told git that the file need not be there.
  package func isAbsentOnPurpose(_ name: [UInt8]) -> Bool { entries[name]?.isSettled == true }

  /// Whether a file on the disk holds what was committed; it is read when its facts do not tell.
  ///
  /// - Parameter clean: gives the bytes that git would commit for those of a file.
  package func isSame(
    _ name: [UInt8], _ file: Path, as committed: TreeEntry,
    clean: ([UInt8]) throws(GitError) -> [UInt8] = { bytes throws(GitError) in bytes }
  ) throws(GitError) -> Bool {
    let entry = entries[name]
    if let entry, entry.isSettled, entry.id == committed.id { return true }
    guard let facts = FileFacts.of(file) else { return false }
    if hasModes, facts.isExecutable != (committed.mode == .executable) { return false }
    if let entry, entry.id == committed.id, entry.modification < time, entry.mode & 0o170000 == 0o100000,
      entry.size != 0 || entry.id == Self.emptyBlob,
      entry.hasSameFacts(as: IndexEntry(name, committed.id, committed.mode, facts))
    {
      return true
    }
    let bytes = try onFiles { () throws(FileError) in try Files.read(file, followsLinks: false) }
    func isCommitted(_ bytes: [UInt8]) throws(GitError) -> Bool {
      try bytes.withBytes { bytes throws(GitError) in try GitObjects.name(of: bytes, as: .blob) == committed.id }
    }
    if try isCommitted(bytes) { return true }
    guard bytes.contains(0x0D) else { return false }
    return try isCommitted(clean(bytes))
  }
}
