internal import ManentCore

extension History {
  /// How many commits lead to the one that is checked out, itself included.
  public func commitCount() throws(HistoryError) -> Int {
    guard let head = try head() else { return 0 }
    return try repository.commitCount(from: head.object)
  }

  /// The remote branch that the checked-out one follows; `nil` when it follows none.
  public func upstream() throws(HistoryError) -> Upstream? { try repository.upstream() }

  /// The bytes that the objects of the repository take on the disk.
  public func storedBytes() throws(HistoryError) -> Int {
    try onFiles { () throws(FileError) in try Self.bytes(below: commonFolder / "objects") }
  }

  private static func bytes(below folder: Path) throws(FileError) -> Int {
    var total = 0
    for name in try Files.list(folder) {
      // A file that another process cleared away in the meantime takes no bytes.
      guard let status = try Files.status(folder / name) else { continue }
      total += status.kind == .folder ? try bytes(below: folder / name) : status.size
    }
    return total
  }
}
