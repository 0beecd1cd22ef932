internal import ManentCore

/// Git's file `index` taken apart (`gitformat-index`): its entries and the extensions that are kept.
struct IndexFile {
  /// The version that it was written in.
  var version: UInt32 = 2
  /// Its own entries; with a shared index the first ones have no name.
  var table = IndexTable()
  /// The shared index that its entries are changes of.
  var link: Link?
  /// What `git commit` need not write anew.
  var trees: CachedTrees?
  /// The conflicts that were resolved (extension `REUC`), for `git checkout --merge`.
  var resolved: [UInt8]?
  /// How git keeps track of untracked files (extension `UNTR`), without what it has found so far.
  var untracked: [UInt8]?
  /// The token of the program that watches the files (extension `FSMN`).
  var monitor: [UInt8]?
  /// Whether the checksum is left out (`index.skipHash`).
  var skipsChecksum = false

  /// The extension `link`.
  struct Link {
    /// The checksum of the shared index, by which its file is called.
    var shared: ObjectID
    var deleted: [Int]
    var replaced: [Int]
  }

  /// An index without entries.
  init() {}

  /// Takes an index apart; damaged bytes, and extensions that must not be overlooked, are errors.
  init(_ bytes: [UInt8]) throws(GitError) {
    let end = bytes.count - ObjectID.length
    let header = try bytes.withBytes { bytes throws(GitError) in try Self.header(bytes) }
    version = header.version
    skipsChecksum = bytes[end...].allSatisfy { $0 == 0 }
    var (storage, limit, extensions) = (bytes, end, 0)
    if version == 4 {
      let expanded = try bytes.withBytes { bytes throws(GitError) in
        try CompressedNames.expand(bytes, count: header.count, limit: end)
      }
      (storage, limit, extensions) = (expanded.entries, expanded.entries.count, expanded.end)
    }
    // The entries are of use only once it is known how many of them have no name, which an extension tells.
    if version != 4 {
      extensions = IndexLayout.headerLength
      try bytes.withBytes { bytes throws(GitError) in
        for _ in 0..<header.count { extensions = try IndexLayout.span(bytes, at: extensions, limit: end).end }
      }
    }
    try readExtensions(bytes[extensions..<end])
    table = try IndexTable(
      scanning: .bytes(storage), count: header.count, limit: limit, nameless: link?.replaced.count ?? 0)
  }

  /// Forgets what is noted beside the entries.
  mutating func forgetExtensions() { (trees, resolved) = (nil, nil) }

  /// The version and the number of entries.
  static func header(_ bytes: UnsafeRawBufferPointer) throws(GitError) -> (version: UInt32, count: Int) {
    guard bytes.count >= IndexLayout.headerLength + ObjectID.length, bytes.starts(with: "DIRC".utf8) else {
      throw IndexLayout.damaged("the index does not begin as one does")
    }
    let version = IndexLayout.word(bytes, at: 4)
    guard (2...4).contains(version) else {
      throw GitError(.unsupported, "read index", reason: "its index is of version \(version)")
    }
    return (version, Int(IndexLayout.word(bytes, at: 8)))
  }

  private mutating func readExtensions(_ bytes: ArraySlice<UInt8>) throws(GitError) {
    var rest = bytes
    while !rest.isEmpty {
      guard rest.count >= 8 else { throw IndexLayout.damaged("an extension of the index is cut short") }
      let name = String(decoding: rest.prefix(4), as: UTF8.self)
      let length = rest.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard length <= rest.count - 8 else { throw IndexLayout.damaged("an extension of the index is cut short") }
      let content = rest.dropFirst(8).prefix(length)
      switch name {
      case "TREE": trees = CachedTrees(content)
      case "REUC": resolved = Array(content)
      case "UNTR": untracked = UntrackedFiles.emptied(content)
      case "FSMN": monitor = MonitoredFiles.token(content)
      case "link": link = try Self.link(content)
      default:
        // Git's rule: one whose name begins with a capital may be overlooked. What they say of entries, by position or
        // by path, would not be true any more; git makes them anew.
        guard rest.first.map({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) == true else {
          throw GitError(.unsupported, "read index", reason: "its index has the extension '\(name)'")
        }
      }
      rest = rest.dropFirst(8 + length)
    }
  }

  private static func link(_ content: ArraySlice<UInt8>) throws(GitError) -> Link? {
    guard content.count >= ObjectID.length else { throw IndexLayout.damaged("the extension 'link' is cut short") }
    let shared = Array(content.prefix(ObjectID.length)).withUnsafeBytes { ObjectID($0) }
    guard !content.prefix(ObjectID.length).allSatisfy({ $0 == 0 }) else { return nil }
    var rest = content.dropFirst(ObjectID.length)
    if rest.isEmpty { return Link(shared: shared, deleted: [], replaced: []) }
    // More positions than an index can have entries are damage; the shared index itself is asked later.
    let limit = 1 << 31
    let deleted = try BitPositions.read(&rest, below: limit)
    let replaced = try BitPositions.read(&rest, below: limit)
    return Link(shared: shared, deleted: deleted, replaced: replaced)
  }
}
