package import ManentCore
import ManentHistory
import ManentRecords

/// What this machine has worked out once for all of its workspaces: segments, and texts that plugins have extracted.
///
/// An entry is a file named after all that it depends on: the content of the document, how it is read and split, and who
/// has extracted or embedded it. It is checked before it is used, so that one that is damaged or that somebody else has
/// put there is only worked out again. The folder may be deleted at any time; only its owner can enter it.
package struct MachineCache: Sendable {
  /// What an entry holds.
  enum Kind: UInt16, Sendable {
    case text = 1
    case segment = 2
  }

  /// An entry's name.
  struct Key: Sendable, Equatable {
    var kind: Kind
    var name: BlobID

    /// A key from all that the entry depends on.
    init(_ kind: Kind, _ parts: [String]) throws {
      self.kind = kind
      // Lengths keep parts apart that would be equal when joined.
      let text = parts.map { "\($0.utf8.count):\($0)" }.joined(separator: "\n")
      name = try History.blobID(of: Array("manent cache \(kind.rawValue)\n\(text)".utf8))
    }
  }

  /// What the cache may take on the disk. What was not used for longest goes first.
  static let largest = 2 << 30
  /// The largest entry.
  static let largestEntry = 256 << 20

  /// Where the cache is.
  package let folder: Path
  /// What it may take.
  package let limit: Int

  /// The cache of the user whose environment that is; `nil` where nothing tells where it could be.
  init?(environment: [String: String], limit: Int = MachineCache.largest) {
    if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
      folder = Path(path) / "manent"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = Path(home) / ".cache/manent"
    } else {
      return nil
    }
    self.limit = limit
  }

  /// Where an entry lies.
  func path(_ key: Key) -> Path {
    let name = key.name.description
    let kind = key.kind == .text ? "text" : "segments"
    return folder / kind / String(name.prefix(2)) / String(name.dropFirst(2))
  }

  /// An entry's content; `nil` when there is none that can be trusted. It counts as used from now on.
  func content(_ key: Key) -> [UInt8]? {
    let file = path(key)
    // Whatever keeps it from being read, it is worked out again.
    guard let bytes = try? Files.read(file, limit: Self.largestEntry, followsLinks: false) else { return nil }
    guard let content = MachineCacheEntry.content(of: bytes, key) else {
      try? Files.remove(file)
      return nil
    }
    Files.touch(file)
    return content
  }

  /// Keeps a content. Where that cannot be done (a full disk), it is not kept.
  func keep(_ content: [UInt8], as key: Key) {
    let file = path(key)
    guard content.count < Self.largestEntry, (try? makeFolders(file.parent)) != nil else { return }
    // Not forced to the disk: what a crash leaves of it is found out by its checksum.
    try? Files.writeUnforced(MachineCacheEntry.bytes(of: content, key), to: file, mode: 0o600)
  }

  /// Runs `body` while no other process of this user works out what has the same name, so that it is worked out once.
  ///
  /// - Parameter name: what is worked out; there are 64 locks, each for many names.
  func exclusively<Result>(_ name: BlobID, _ body: () throws -> Result) throws -> Result {
    let locks = folder / "locks"
    // Where no lock can be made (a full disk), it is worked out twice at worst.
    guard (try? makeFolders(locks)) != nil,
      let lock = try? FileLock.wait(for: locks / String(Int(name.bytes[0]) % 64))
    else { return try body() }
    return try lock.during(body)
  }

  private func makeFolders(_ path: Path) throws {
    if Files.exists(path) { return }
    try Files.makeFolders(folder.parent, mode: 0o700)
    try Files.makeFolders(path, mode: 0o700)
  }
}
