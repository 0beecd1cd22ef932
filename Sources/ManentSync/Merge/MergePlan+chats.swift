import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords

extension MergePlan {
  /// Decides the paths below `chats/`, one chat's folder at a time: a chat is there as a whole or not at all.
  func decideChats(_ tombstones: Tombstones) throws {
    var folders: [Path: [ForkedPath]] = [:]
    for path in paths.values where decisions[path.path] == nil {
      if let folder = WorkspaceLayout.chatFolder(around: path.path) { folders[folder, default: []].append(path) }
    }
    let gone = tombstones.latest.keys.filter(tombstones.isGone)
    let ends = Set(gone.map { ChatID.folderSuffix($0) })
    for (folder, files) in folders.sorted(by: { $0.key < $1.key }) {
      // A folder that is new on a side may be one that was renamed, whatever its name ends with.
      let isNew = files.allSatisfy { $0.bases.allSatisfy { $0 == nil } }
      if !gone.isEmpty, isNew || ends.contains(String(folder.name.suffix(8))), let id = try id(of: folder),
        tombstones.isGone(id)
      {
        try remove(id, in: folder)
      } else {
        try decide(folder, files, tombstones)
      }
    }
  }

  private func id(of folder: Path) throws -> String? {
    let settings = folder / WorkspaceLayout.chatFile
    for side in Fork.Side.allCases {
      if let id = try chatID(fork.version(of: settings, in: fork.tip(of: side))) { return id }
    }
    return nil
  }

  private func decide(_ folder: Path, _ files: [ForkedPath], _ tombstones: Tombstones) throws {
    let (isOurs, isTheirs) = (files.contains { $0.ourFolders >= 5 }, files.contains { $0.theirFolders >= 5 })
    guard isOurs != isTheirs else {
      for file in files where MergeRule(for: file.path) == .lines { try decideLines(file) }
      return
    }
    let side = isOurs ? Fork.Side.ours : .theirs
    func version(_ file: ForkedPath) -> FileVersion? { isOurs ? file.ours : file.theirs }
    let isNew = files.allSatisfy { $0.bases.allSatisfy { $0 == nil } }
    let isChanged = files.contains { !$0.bases.contains(version($0)) }
    let id = tombstones.latest.isEmpty ? nil : try id(of: folder)
    let action = id.flatMap { tombstones.state(of: $0) }
    for file in files {
      if action == .restore, MergeRule(for: file.path) == .settings {
        returned.insert(file.path)
        continue
      }
      let stays = isNew || isChanged || action == .restore
      decisions[file.path] = stays ? Decision(version(file)) : .absent
    }
    if action == .restore, let id { try bringBack(id, in: folder, from: side) }
  }

  /// Adds the lines that the other side had dropped with the forgotten chat which is there again now.
  ///
  /// That side may have had them in another folder: where both had begun a chat of an id that the user gave.
  private func bringBack(_ id: String, in folder: Path, from side: Fork.Side) throws {
    let end = "-" + ChatID.folderSuffix(id)
    let dropped = try fork.droppedFolders(
      by: side == .ours ? .theirs : .ours, below: Path(WorkspaceLayout.chats), depth: 4
    ) { $0.hasSuffix(end) }
    for (place, parent) in dropped {
      let owner = try chatID(fork.version(of: place / WorkspaceLayout.chatFile, in: parent))
      guard owner == id || owner == nil && place == folder else { continue }
      try addLines(of: place, in: parent, to: folder)
    }
  }

  private func addLines(of dropped: Path, in commit: CommitID, to folder: Path) throws {
    for file in try fork.files(below: dropped, in: commit) where MergeRule(for: file.path) == .lines {
      let place = folder / file.path.name
      let known = try content(at: place)
      let lines = LineUnion.join(known ?? [], try fork.content(of: file.version))
      guard lines != known else { continue }
      decisions[place] = .content(lines, .file)
      joined.insert(place)
    }
  }
}
