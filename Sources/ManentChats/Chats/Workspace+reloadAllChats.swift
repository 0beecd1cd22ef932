import ManentCatalog
import ManentCore
import ManentWorkspace

extension Workspace {
  /// Reads the chats again whose files do not look as the catalog says; gives all rows, latest activity first. They are
  /// read but once when nothing has changed.
  @discardableResult func reloadAllChats() throws -> [ChatRow] {
    let catalog = try catalog()
    let rows = try catalog.chats()
    let known = Dictionary(rows.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    let root = root
    let now = Timestamp.now.milliseconds * 1_000_000
    // Looking at many thousand folders is what takes the time, so it is done side by side.
    let looks = try Parallel.map(days()) { day in
      do {
        return try Self.look(at: day, in: root, rows, known, at: now)
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
    try noteListed(looks.compactMap(\.folder))
    guard try reload(stale, gone: gone) else { return rows }
    return try catalog.chats()
  }

  /// Reads chats into the catalog, and takes out what is gone; whether there was any.
  func reload(_ stale: [String], gone: [String]) throws -> Bool {
    guard !stale.isEmpty || !gone.isEmpty else { return false }
    let catalog = try catalog()
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
    return true
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
        if let status, chatMemory.lookedDays[day] == status { continue }
        let known = try catalog.chatPaths(below: day)
        let unknown = try Files.list(folder).filter { !$0.hasPrefix(".") }.map { "\(day)/\($0)" }
          .filter { path in try !known.contains(path) && Self.stamp(ofFolder: root / path) != nil }
        if !unknown.isEmpty {
          try tellingTogether { try catalog.transaction { for path in unknown { try reloadChat(path) } } }
        }
        // A folder that changes within the tick of the clock looks the same.
        let now = surroundings.clock.now().milliseconds * 1_000_000
        chatMemory.lookedDays[day] = status.flatMap { $0.modified < now - 2_000_000_000 ? $0 : nil }
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
    /// The day's folder, when all that is in it are chats that the catalog knows as they are.
    var folder: Catalog.Folder?
  }

  /// Looks into the chats of a day.
  private static func look(
    at day: String, in root: Path, _ rows: [ChatRow], _ known: [String: Int], at now: Int64
  ) throws -> DayLook {
    var look = DayLook()
    look.folder = try Files.status(root / day).map { Catalog.Folder(path: day, $0, looked: now) }
    let folder = try OpenFolder(root / day)
    for name in try Files.list(root / day) where !name.hasPrefix(".") {
      let path = "\(day)/\(name)"
      let row = known[path]
      if let row, let before = ChatStamp(rows[row].stamp),
        try before.holds(for: name, in: folder, lastPart: rows[row].lastPart)
      {
        look.known.append(row)
        continue
      }
      guard let stamp = try stamp(ofFolder: root / path) else {
        look.folder = nil
        // A file in the place of a chat's folder is told, and not taken for a chat that is gone.
        if Workspace.isChatName(name), try Files.status(root / path).map({ $0.kind != .folder }) ?? false {
          look.stale.append(path)
        }
        continue
      }
      if let row { look.known.append(row) }
      if row.map({ rows[$0].stamp }) != stamp {
        look.stale.append(path)
        look.folder = nil
      }
    }
    return look
  }

  /// What the files of a chat look like; `nil` for what is no chat's folder.
  static func stamp(ofFolder folder: Path) throws -> String? {
    do {
      let stamp = try ChatStamp.of(folder).stamp
      return stamp.settings == (0, 0) ? nil : "\(stamp)"
    } catch let error as FileError {
      guard error.isNotFound else { throw error }
      return nil
    }
  }
}
