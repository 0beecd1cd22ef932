import ManentCatalog
import ManentCore

extension Workspace {
  /// Reads the chats again whose files do not look as the catalog says; gives all rows, latest activity first. They are
  /// read but once when nothing has changed.
  ///
  /// - Parameter inTurn: whether of many chats only those are looked into whose turn it is, and the latest. Chats that came
  ///   or went are seen all the same.
  @discardableResult func reloadAllChats(inTurn: Bool = false) throws -> [ChatRow] {
    let catalog = try catalog()
    let rows = try catalog.chats()
    let chosen = inTurn ? chatsInTurn(rows.count) : 0..<rows.count
    let latest = 0..<Self.latestLooked
    let known = Dictionary(rows.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    let root = root
    // Looking at many thousand folders is what takes the time, so it is done side by side.
    let looks = try Parallel.map(days()) { day in
      do {
        return try Self.look(at: day, in: root, rows, known) { chosen.contains($0) || latest.contains($0) }
      } catch let error as FileError {
        // Another process may take the last chat of a day away.
        guard error.isNotFound else { throw error }
        return DayLook()
      }
    }
    let stale = looks.flatMap(\.stale)
    var gone: [String] = []
    if looks.reduce(0, { $0 + $1.known.count }) < rows.count {
      let there = Set(looks.lazy.flatMap(\.known))
      gone = rows.indices.filter { !there.contains($0) }.map { rows[$0].path }
    }
    guard !stale.isEmpty || !gone.isEmpty else { return rows }
    try tellingTogether {
      try catalog.transaction {
        for (index, path) in stale.enumerated() {
          if stale.count > 500, index.isMultiple(of: 100) {
            surroundings.report(.init("Reading chats", done: index, total: stale.count))
          }
          try reloadChat(path)
        }
        for path in gone { try catalog.removeChat(at: path) }
      }
    }
    return try catalog.chats()
  }

  /// How many of the latest chats are looked into by each command that lists them.
  private static let latestLooked = 16

  /// Which of the chats, the latest activity first, are looked into: all of a few, and all once the last look at all of
  /// them is too long ago (``LookTurn``).
  private func chatsInTurn(_ count: Int) -> Range<Int> {
    guard count > lookShare else { return 0..<count }
    let (file, now) = (cacheFolder / "look-chats", Timestamp.now.milliseconds)
    func leave(_ turn: LookTurn) { if !leavesNothing { turn.leave(in: file) } }
    guard let turn = LookTurn(in: file), turn.begun <= now, now - turn.begun < LookTurn.longest, turn.row < count else {
      leave(LookTurn(beginning: now))
      return 0..<count
    }
    let chosen = Int(turn.row)..<min(count, Int(turn.row) + lookShare)
    leave(
      chosen.upperBound < count ? LookTurn(row: Int64(chosen.upperBound), begun: turn.begun) : LookTurn(beginning: now))
    return chosen
  }

  /// Reads chats whose folders the catalog does not know: those that were put there by hand and are not committed.
  ///
  /// A day is looked at again only when its folder has changed since, and of its chats the names alone.
  func noteUnknownChats() throws {
    let catalog = try catalog()
    for day in try days() {
      do {
        let folder = root / day
        let status = try Files.status(folder)
        if let status, lookedDays[day] == status { continue }
        let known = try catalog.chatPaths(below: day)
        let unknown = try Files.list(folder).filter { !$0.hasPrefix(".") }.map { "\(day)/\($0)" }
          .filter { path in try !known.contains(path) && Self.stamp(ofFolder: root / path) != nil }
        if !unknown.isEmpty {
          try tellingTogether { try catalog.transaction { for path in unknown { try reloadChat(path) } } }
        }
        // A folder that changes within the tick of the clock looks the same.
        let now = surroundings.clock.now().milliseconds * 1_000_000
        lookedDays[day] = status.flatMap { $0.modified < now - 2_000_000_000 ? $0 : nil }
      } catch let error as FileError {
        // Another process may take the last chat of a day away.
        guard error.isNotFound else { throw error }
      }
    }
  }

  /// What a look at the chats of a day tells.
  private struct DayLook {
    /// The rows whose chats are there.
    var known: [Int] = []
    /// The chats that do not look as the catalog says.
    var stale: [String] = []
  }

  /// Looks at the chats of a day: at which there are, and into those that are chosen.
  private static func look(
    at day: String, in root: Path, _ rows: [ChatRow], _ known: [String: Int], _ isChosen: (Int) -> Bool
  ) throws -> DayLook {
    var look = DayLook()
    let folder = try OpenFolder(root / day)
    for name in try Files.list(root / day) where !name.hasPrefix(".") {
      let path = "\(day)/\(name)"
      let row = known[path]
      if let row, !isChosen(row) {
        look.known.append(row)
        continue
      }
      if let row, let before = ChatStamp(rows[row].stamp),
        try before.holds(for: name, in: folder, lastPart: rows[row].lastPart)
      {
        look.known.append(row)
        continue
      }
      guard let stamp = try stamp(ofFolder: root / path) else { continue }
      if let row { look.known.append(row) }
      if row.map({ rows[$0].stamp }) != stamp { look.stale.append(path) }
    }
    return look
  }

  /// What the files of a chat look like; `nil` for what is no chat's folder.
  private static func stamp(ofFolder folder: Path) throws -> String? {
    do {
      let stamp = try ChatStamp.of(folder).stamp
      return stamp.settings == (0, 0) ? nil : "\(stamp)"
    } catch let error as FileError {
      guard error.isNotFound else { throw error }
      return nil
    }
  }
}
