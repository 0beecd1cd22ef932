public import ManentCatalog
import ManentCore
public import ManentWorkspace

extension Workspace {
  /// The chats for a list that people look at, latest activity first.
  ///
  /// Where there are many chats, one of long ago whose file was changed by hand and not committed is seen when its turn
  /// comes, within ten minutes. What git has brought, and which chats came and went, is seen at once.
  ///
  /// - Parameter limit: at most how many.
  public func listedChats(atMost limit: Int = .max) throws -> [ChatRow] {
    try refreshChats(thoroughly: false)
    let catalog = try catalog()
    guard let chosen = chatsInTurn(try catalog.chatCount()) else { return Array(try reloadAllChats().prefix(limit)) }
    try lookAtDays()
    let rows =
      try catalog.chats(atMost: Self.latestLooked) + catalog.chats(atMost: chosen.count, after: chosen.lowerBound)
    try look(into: rows)
    return try catalog.chats(atMost: limit)
  }

  /// How many of the latest chats are looked into by each command that lists them.
  private static let latestLooked = 16

  /// Which of the chats, the latest activity first, are looked into; `nil` for all: there are only a few, or the last look at
  /// all of them is too long ago (``LookTurn``).
  private func chatsInTurn(_ count: Int) -> Range<Int>? {
    guard count > lookShare else { return nil }
    let (file, now) = (cacheFolder / "look-chats", Timestamp.now.milliseconds)
    func leave(_ turn: LookTurn) { if !leavesNothing { turn.leave(in: file) } }
    guard let turn = LookTurn(in: file), turn.begun <= now, now - turn.begun < LookTurn.longest, turn.row < count else {
      leave(LookTurn(beginning: now))
      return nil
    }
    let chosen = Int(turn.row)..<min(count, Int(turn.row) + lookShare)
    leave(
      chosen.upperBound < count ? LookTurn(row: Int64(chosen.upperBound), begun: turn.begun) : LookTurn(beginning: now))
    return chosen
  }

  /// Finds which chats came and went: the folders of days that do not look as they did when they were listed last are
  /// listed again.
  private func lookAtDays() throws {
    let catalog = try catalog()
    let now = Timestamp.now.milliseconds * 1_000_000
    var known = try catalog.days()
    var listed: [Catalog.Folder] = []
    var (came, gone): ([String], [String]) = ([], [])
    for (day, status) in try dayFolders() {
      if let before = known.removeValue(forKey: day), before.matches(status) { continue }
      // Another process may just have taken the last chat of the day away.
      let names = try Files.status(root / day) == nil ? [] : Files.list(root / day)
      let there = Set(names.filter { !$0.hasPrefix(".") }.map { "\(day)/\($0)" })
      let rows = try catalog.chatPaths(below: day)
      let (others, root) = (there.subtracting(rows), root)
      came += try others.filter { try Self.stamp(ofFolder: root / $0) != nil }
      gone += rows.subtracting(there)
      // A chat that cannot be read now is looked for again; those that can be are known by the next list.
      if others.isEmpty { listed.append(Catalog.Folder(path: day, status, looked: now)) }
    }
    for day in known.keys { gone += try catalog.chatPaths(below: day) }
    _ = try reload(came, gone: gone)
    let ended = known.keys
    if !ended.isEmpty { try catalog.transaction { try catalog.forgetDays(ended) } }
    try noteListed(listed)
  }

  /// Notes the folders of days whose chats are all known.
  func noteListed(_ folders: [Catalog.Folder]) throws {
    guard !folders.isEmpty else { return }
    let catalog = try catalog()
    let known = try catalog.days()
    let changed = folders.filter { known[$0.path] != $0 }
    if !changed.isEmpty { try catalog.transaction { try catalog.putDays(changed) } }
  }

  /// Looks into some chats, and reads those again that do not look as the catalog says.
  private func look(into rows: [ChatRow]) throws {
    let root = root
    let days = Dictionary(grouping: rows) { Path($0.path).parent.string }
    let looks = try Parallel.map(Array(days)) { day, rows in
      do {
        return try Self.look(into: rows, of: root / day, in: root)
      } catch let error as FileError {
        guard error.isNotFound else { throw error }
        return (stale: [], gone: rows.map(\.path))
      }
    }
    _ = try reload(looks.flatMap(\.stale), gone: looks.flatMap(\.gone))
  }

  /// The paths of the chats of a day that do not look as their rows say, and of those that are gone.
  private static func look(
    into rows: [ChatRow], of day: Path, in root: Path
  ) throws -> (stale: [String], gone: [String]) {
    var (stale, gone): ([String], [String]) = ([], [])
    let folder = try OpenFolder(day)
    for row in rows {
      let before = ChatStamp(row.stamp)
      let holds = try before?.holds(for: Path(row.path).name, in: folder, lastPart: row.lastPart) ?? false
      guard !holds else { continue }
      let stamp = try stamp(ofFolder: root / row.path)
      if stamp == nil { gone.append(row.path) } else if stamp != row.stamp { stale.append(row.path) }
    }
    return (stale, gone)
  }
}
