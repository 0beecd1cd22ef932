import ManentCore
import ManentHistory
import ManentRecords

extension MergePlan {
  /// Makes one chat of two that have the same id: both machines had begun one of that name before they knew each other,
  /// or one has given the chat's folder another name and the other has gone on in the old one.
  ///
  /// The folder whose path comes first stays, and gets the lines and settings of the others. Everything else is decided
  /// before.
  func joinSameChats() throws {
    var folders: [String: Set<Path>] = [:]
    var brought: Set<String> = []
    for path in paths.values where path.path.name == WorkspaceLayout.chatFile {
      guard path.ours == nil || path.theirs == nil, WorkspaceLayout.chatFolder(around: path.path) == path.path.parent,
        let id = try chatID(path.ours ?? path.theirs)
      else { continue }
      if try !version(at: path.path).isAbsent { folders[id, default: []].insert(path.path.parent) }
      // An id that a user brought may be that of a chat which both sides have; one that Manent made is unique.
      if UUIDv7(id) == nil { brought.insert(id) }
    }
    for (id, folder) in try self.folders(of: brought)
    where try !version(at: folder / WorkspaceLayout.chatFile).isAbsent {
      folders[id, default: []].insert(folder)
    }
    for same in folders.values where same.count > 1 {
      let sorted = same.sorted()
      for folder in sorted.dropFirst() { try move(folder, into: sorted[0]) }
    }
  }

  /// Gives all that is in one chat's folder to another one.
  private func move(_ folder: Path, into target: Path) throws {
    var names: Set<String> = []
    for side in Fork.Side.allCases {
      for file in try fork.files(below: folder, in: fork.tip(of: side)) {
        names.insert(String(file.path.string.dropFirst(folder.string.count + 1)))
      }
    }
    for name in names.sorted() {
      let (source, place) = (folder / name, target / name)
      let moved = try version(at: source)
      guard !moved.isAbsent else { continue }
      if try version(at: place).isAbsent {
        decisions[place] = moved
      } else if let one = try content(at: place), let other = try content(at: source),
        let text = try joined(one, other, from: source, at: place)
      {
        decisions[place] = .content(text, .file)
        joined.insert(place)
      } else {
        // A file that is not ours, or a link: it stays where it is.
        continue
      }
      decisions[source] = .absent
    }
  }

  private func joined(_ one: [UInt8], _ other: [UInt8], from source: Path, at place: Path) throws -> [UInt8]? {
    // A folder that was renamed goes on from what either name held before.
    let base = try [paths[source], paths[place]].compactMap { $0?.bases.compactMap { $0 }.first(where: \.isFile) }.first
      .map { try fork.content(of: $0) }
    switch MergeRule(for: place) {
    case .lines: return base.map { LineUnion.join(one, other, base: $0) } ?? LineUnion.join(one, other)
    case .settings: return SettingsMerge.joined(base: base, one, other, file: place.string)
    default: return one == other ? one : nil
    }
  }
}
