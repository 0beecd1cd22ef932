public import ManentCore
public import ManentGit

/// What git was told about files that are not in the work tree, or are not to be looked at there.
///
/// An entry of the index may say that its file is not checked out (*skip-worktree*: a sparse checkout, or the user's
/// word) or that it has not changed (*assume-unchanged*). What is missing there was not removed, and what is changed
/// there is not to be committed. Paths are relative to the workspace.
public struct CheckoutState: Sendable {
  /// What the index says of a path.
  struct Entry: Sendable {
    var isSkipped: Bool
    var blob: BlobID?
  }

  private let prefix: [UInt8]
  /// The entries that git does not look at, by their paths.
  private let entries: [String: Entry]
  /// What a sparse checkout puts into the work tree; `nil` when all is checked out.
  private let patterns: SparsePatterns?

  init(prefix: String, entries: [String: Entry], patterns: SparsePatterns?) {
    self.prefix = Array(prefix.utf8)
    self.entries = entries
    self.patterns = patterns
  }

  /// Whether everything is in the work tree, and looked at.
  public var isWhole: Bool { entries.isEmpty && patterns == nil }

  /// Whether git does not look at a path.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - isPresent: whether there is such a file. One that a sparse checkout leaves out and that is there all the same is
  ///     looked at, as git does.
  public func isSettled(_ path: String, isPresent: Bool) -> Bool {
    guard let entry = entries[path] else { return false }
    return !(entry.isSkipped && patterns != nil && isPresent)
  }

  /// Whether git would leave a path out of the work tree that is new there.
  public func isOutside(_ path: String) -> Bool {
    guard let patterns else { return false }
    return !patterns.includes(prefix + Array(path.utf8))
  }

  /// The files below a folder that are not to be in the work tree, with their contents.
  public func skipped(below folder: String) -> [(path: String, blob: BlobID)] {
    entries.compactMap { path, entry in
      guard entry.isSkipped, path.hasPrefix(folder + "/"), let blob = entry.blob else { return nil }
      return (path, blob)
    }
  }
}

extension History {
  /// What git was told about files that are not checked out, or are not to be looked at; costs a look through the index.
  public func checkoutState() throws(GitError) -> CheckoutState {
    let below = Array(prefix.utf8)
    var entries: [String: CheckoutState.Entry] = [:]
    let table = try readIndex().flattened()
    try table.walk(from: table.lowerBound(below)) { place, bytes, span in
      guard bytes[span.name].starts(with: below) else { return false }
      let flags = IndexLayout.halfWord(bytes, at: place.offset + 60)
      guard span.stage == 0, flags & (IndexEntry.assumeValid | IndexEntry.extended) != 0 else { return true }
      let entry = IndexEntry(bytes, at: place.offset)
      guard entry.isSettled else { return true }
      let name = String(decoding: bytes[span.name].dropFirst(below.count), as: UTF8.self)
      entries[name] = .init(isSkipped: entry.extendedFlags & IndexEntry.skipWorkTree != 0, blob: entry.id.blob)
      return true
    }
    return CheckoutState(prefix: prefix, entries: entries, patterns: try sparsePatterns())
  }

  /// The folders at the top of the workspace of which a sparse checkout leaves everything out.
  ///
  /// - Parameter folders: the folders that are asked for.
  public func leftOut(among folders: [String]) throws(GitError) -> [String] {
    guard let patterns = try sparsePatterns() else { return [] }
    return folders.filter { !patterns.includes(Array((prefix + $0 + "/x").utf8)) }
  }

  /// The patterns of a sparse checkout; `nil` when there is none.
  private func sparsePatterns() throws(GitError) -> SparsePatterns? {
    let file = gitFolder / "info" / "sparse-checkout"
    let bytes = try onFiles { () throws(FileError) in
      try Files.status(file) == nil ? nil : try Files.read(file, limit: 1 << 24)
    }
    guard let bytes, try isSparse() else { return nil }
    return SparsePatterns(parsing: bytes)
  }

  /// Whether `core.sparseCheckout` is on; `git sparse-checkout` sets it for the work tree alone.
  private func isSparse() throws(GitError) -> Bool {
    let own = gitFolder / "config.worktree"
    if try onFiles({ () throws(FileError) in try Files.status(own) }) != nil,
      let flag = try GitConfiguration(file: own).snapshot().flag("core.sparsecheckout")
    {
      return flag
    }
    return try repository.configuration().flag("core.sparsecheckout") ?? false
  }
}
