import ManentCore
import ManentFormats
import ManentHistory
public import ManentRecords

extension Workspace {
  /// What `forgotten.jsonl` says; lines that are no entries are told to the user and passed over.
  public func tombstones() throws -> Tombstones {
    guard let bytes = try tombstoneLines() else { return Tombstones() }
    let tombstones = Tombstones(parsing: bytes)
    for defect in tombstones.defects.prefix(5) {
      surroundings.notify("\(WorkspaceLayout.tombstones), line \(defect.line): \(defect.problem); passed over")
    }
    return tombstones
  }

  /// The bytes of `forgotten.jsonl`; `nil` when it is not there. What cannot be read is not absent, nor is what git has and
  /// has not checked out, or what was removed by hand: without it forgotten chats would come back.
  package func tombstoneLines() throws -> [UInt8]? {
    try requireTombstones()
    let file = try inside(WorkspaceLayout.tombstones)
    guard try Files.status(file) != nil else { return try committedTombstones() }
    return try Files.read(file, limit: WorkspaceLayout.largestTombstones, followsLinks: false)
  }

  /// The bytes of `forgotten.jsonl` in the commit that is checked out; `nil` when it has none.
  func committedTombstones() throws -> [UInt8]? {
    let name = WorkspaceLayout.tombstones
    guard let history = try historyIfThere(), let head = try history.head(),
      let blob = try history.blob(at: name, in: head)
    else { return nil }
    guard try history.size(of: blob) ?? 0 <= WorkspaceLayout.largestTombstones else {
      throw WorkspaceError(.misplaced, name, "more than \(ByteCount(WorkspaceLayout.largestTombstones)) in git")
    }
    return try history.content(of: blob)
  }

  /// Checks, without reading it, that `forgotten.jsonl` can be read or is not there.
  ///
  /// - Throws: `WorkspaceError.Code.misplaced`.
  package func requireTombstones() throws {
    let name = WorkspaceLayout.tombstones
    guard let objection = try misplacement(of: name) else { return }
    throw WorkspaceError(
      .misplaced, name, objection, advice: "move it away; 'git checkout HEAD -- \(name)' brings back what git has of it"
    )
  }

  /// New entries about chats, in the order of their ids, which are greater than those of all entries so far.
  package func makeTombstones(_ action: Tombstone.Action, of chats: [String], after tombstones: Tombstones)
    -> [Tombstone]
  {
    let now = surroundings.clock.now()
    var newest = tombstones.newest
    return chats.map { chat in
      let id = nextID(after: newest)
      newest = id
      return Tombstone(id: id, chat: chat, action: action, createdAt: now, device: surroundings.device)
    }
  }

  /// Appends entries that the file has not yet, and forces them onto the disk. The caller holds the lock on chats.
  ///
  /// An unfinished last line is first moved to `torn`, as in a chat.
  package func append(_ entries: [Tombstone]) throws {
    guard !entries.isEmpty else { return }
    let file = try inside(WorkspaceLayout.tombstones)
    var bytes: [UInt8] = []
    if try Files.status(file) != nil, var known = try tombstoneLines() {
      let end = known.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      if end < known.count {
        if Tombstones(parsing: Array(known[end...])).newest != nil {
          bytes.append(UInt8(ascii: "\n"))
        } else {
          try setTailAside(of: file, from: end, known)
          known.removeSubrange(end...)
        }
      }
      let ids = Set(Self.tombstoneIDs(in: known))
      for entry in entries where !ids.contains(entry.id) { bytes += entry.line }
      guard bytes.count > 1 else { return }
      try Files.append(bytes, to: file)
    } else {
      // At once, so that neither an empty file nor a part of it stays where the process is killed.
      let draft = stateFolder / WorkspaceLayout.tombstones
      try Files.writeAtomically((try tombstoneLines() ?? []) + entries.flatMap(\.line), to: draft)
      try Files.move(draft, to: file)
      do throws(FileError) { try Files.syncFolder(root) } catch {
        // What is not surely on the disk has not happened.
        try? Files.remove(file)
        throw error
      }
    }
  }

  private func setTailAside(of file: Path, from end: Int, _ bytes: [UInt8]) throws {
    let rescue = stateFolder / "torn"
    let place = rescue / "\(file.name)-\(end)"
    try Files.makeFolders(rescue)
    try Files.writeAtomically(Array(bytes[end...]), to: place)
    try Files.truncate(file, to: end)
    surroundings.notify("\(file.name) ended in an unfinished line; it is set aside as \(place)")
  }

  private static func tombstoneIDs(in bytes: [UInt8]) -> [UUIDv7] {
    var ids: [UUIDv7] = []
    for line in JSONLines(bytes) {
      if case .success(let json) = line.result, let tombstone = Tombstone(json) { ids.append(tombstone.id) }
    }
    return ids
  }

  /// Throws when a chat of that id would be taken for one that was forgotten: the next merge would remove it.
  package func refuseForgotten(_ id: String) throws {
    guard let bytes = try tombstoneLines() else { return }
    switch Tombstones(parsing: bytes).state(of: id) {
    case .forget:
      throw WorkspaceError(
        .forgotten, "'\(id)'", "the chat was forgotten", advice: "'manent restore \(id)' brings it back")
    case .purge:
      throw WorkspaceError(.purged, "'\(id)'", "the chat was purged", advice: "use another id")
    case .restore, nil: break
    }
  }
}
