import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords

extension MergePlan {
  /// Joins the lists of forgotten chats, and takes away those that one side has forgotten and the other has not.
  func decideTombstones() throws -> Tombstones {
    let file = Path(WorkspaceLayout.tombstones)
    guard let path = paths[file] else { return Tombstones(parsing: try content(at: file) ?? []) }
    try decideLines(path, isPermanent: true)
    let merged = Tombstones(parsing: try content(at: file) ?? [])
    let ours = Tombstones(parsing: try path.ours.map { try fork.content(of: $0) } ?? [])
    let theirs = Tombstones(parsing: try path.theirs.map { try fork.content(of: $0) } ?? [])
    let news = merged.latest.values.filter { entry in
      merged.isGone(entry.chat)
        && (ours.state(of: entry.chat) != entry.action || theirs.state(of: entry.chat) != entry.action)
    }
    for (chat, folder) in try folders(of: Set(news.map(\.chat))) { try remove(chat, in: folder) }
    return merged
  }

  /// Takes a chat out of the joined tree, whatever either side has in its folder.
  func remove(_ chat: String, in folder: Path) throws {
    var isThere = false
    for side in Fork.Side.allCases {
      for file in try fork.files(below: folder, in: fork.tip(of: side)) {
        decisions[file.path] = .absent
        isThere = true
      }
    }
    if isThere, !report.removedChats.contains(chat) { report.removedChats.append(chat) }
  }

  /// The id in a chat's settings; `nil` when they cannot be read.
  func chatID(_ settings: FileVersion?) throws -> String? {
    guard let settings, settings.isFile else { return nil }
    let bytes = try fork.content(of: settings)
    guard let document = try? YAMLDocument(parsing: bytes, file: WorkspaceLayout.chatFile),
      let mapping = try? YAMLMapping(document)
    else { return nil }
    return try? mapping.string("id")
  }

  /// The folders in which either side has the chats of some ids, told by the end of their names and what is in them.
  func folders(of chats: Set<String>) throws -> [(chat: String, folder: Path)] {
    guard !chats.isEmpty else { return [] }
    let ends = Set(chats.map { "-" + ChatID.folderSuffix($0) })
    var found: [Path: String] = [:]
    for side in Fork.Side.allCases {
      let candidates = try fork.folders(below: Path(WorkspaceLayout.chats), depth: 4, in: fork.tip(of: side)) { name in
        ends.contains(String(name.suffix(9)))
      }
      for folder in candidates {
        let settings = try fork.version(of: folder / WorkspaceLayout.chatFile, in: fork.tip(of: side))
        if let id = try chatID(settings), chats.contains(id) { found[folder] = id }
      }
    }
    return found.map { ($0.value, $0.key) }
  }
}
