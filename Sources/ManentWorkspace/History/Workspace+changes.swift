package import ManentCore
package import ManentHistory
package import ManentRecords

extension Workspace {
  /// What becomes of some paths in a commit: files as they are, missing ones as removed.
  ///
  /// Left out are paths that git cannot keep, those that it was told not to look at, and those that it commits through a
  /// filter of the user's (Git LFS): one of them keeps the others from nothing. Removals come first, so that a folder can
  /// become a file.
  ///
  /// - Parameters:
  ///   - paths: relative to the workspace.
  ///   - contents: what is known of the files' contents, so that they need not be read again.
  ///   - removed: paths that are removed although their files are still there.
  package func changes(of paths: [String], contents: [String: [UInt8]] = [:], removing removed: [String] = []) throws
    -> [Change]
  {
    var removals: [String] = []
    var writes: [Change] = []
    for path in try inPlace(paths) where canKeep(path) {
      // What lies in a chat's folder is asked about only where it is not there: turns ask for nothing more.
      let isInChat = WorkspaceLayout.chatFolder(of: path) != nil
      if !isInChat, let taken = try takenFolder(of: path) {
        tell(uncommitted: taken, Self.taken)
      } else if let content = contents[path] {
        writes.append(.write(path: path, content: content))
      } else if let file = try place(of: path), let status = try Files.status(file), status.kind == .file {
        if let objection = try objection(toSettings: path) {
          told.keptBack.insert(path)
          tell(uncommitted: path, objection + "; 'manent doctor --repair' mends it")
          continue
        }
        writes.append(
          paths.count > Self.many && Self.isAsItIs(path)
            ? .copy(path: path, of: file, size: status.size)
            : .write(path: path, content: try Files.read(file, followsLinks: false)))
      } else if isInChat, let taken = try takenFolder(of: path) {
        tell(uncommitted: taken, Self.taken)
      } else if let objection = try objection(toRemovalOfSettings: path) {
        told.keptBack.insert(path)
        tell(uncommitted: path, objection + "; 'manent doctor --repair' brings it back")
      } else {
        removals.append(path)
      }
    }
    // Turns append to what is there, and there is nothing to be asked about that.
    let isTurn = removals.isEmpty && writes.allSatisfy { WorkspaceLayout.chatFolder(of: $0.path) != nil }
    if !isTurn, let history = try historyIfThere() {
      let state = try history.checkoutState()
      if let place = removals.firstIndex(of: WorkspaceLayout.tombstones) {
        removals.remove(at: place)
        if !state.isSettled(WorkspaceLayout.tombstones, isPresent: false) { try putBackTombstones() }
      }
      if !state.isWhole {
        removals.removeAll { state.isSettled($0, isPresent: false) }
        writes.removeAll { write in
          guard state.isSettled(write.path, isPresent: true) else { return false }
          tell(uncommitted: write.path, "git was told not to look at it")
          return true
        }
      }
      if try history.hasFilters() { try writes.removeAll { try isLeftToGit($0.path, history) } }
      writes = try writes.map { change in
        guard case .write(let path, let content) = change else { return change }
        return .write(path: path, content: try cleaned(content, at: path, history))
      }
    }
    return removed.filter(canKeep).map { .remove(path: $0) } + removals.map { .remove(path: $0) } + writes
  }

  /// Why the settings of a chat are not committed as they are: nobody could read them, and what git has of them stays; `nil`
  /// for those that can be read, and for every other file.
  package func objection(toSettings path: String) throws -> String? {
    guard WorkspaceLayout.chatFolder(of: path) != nil, Path(path).name == WorkspaceLayout.chatFile,
      let file = try place(of: path), try Files.status(file)?.kind == .file
    else { return nil }
    let (size, limit) = (try Files.status(file)?.size ?? 0, ChatSettings.largestFile)
    guard size <= limit else {
      return "it cannot be read: \(ByteCount(size)) are there, and not more than \(ByteCount(limit)) are read"
    }
    let bytes = try Files.read(file, limit: limit, followsLinks: false)
    return ChatSettings.objection(to: bytes, file: path)
  }

  /// Why the removal of a chat's settings is not committed: without them no machine shows the messages that are still
  /// there. `nil` for every other path, and where the chat has gone with them.
  package func objection(toRemovalOfSettings path: String) throws -> String? {
    guard let chat = WorkspaceLayout.chatFolder(of: path), path == "\(chat)/\(WorkspaceLayout.chatFile)",
      try takenFolder(of: path) == nil, try Files.status(root / chat)?.kind == .folder,
      try Files.status(root / path)?.kind != .file,
      try Files.list(root / chat).contains(where: { WorkspaceLayout.partNumber($0) != nil })
    else { return nil }
    return "the file is missing, and the chat's messages are there"
  }

  /// Brings a `forgotten.jsonl` back that was removed by hand: what it says is never taken back by its removal.
  private func putBackTombstones() throws {
    guard let bytes = try committedTombstones() else { return }
    try Files.writeAtomically(bytes, to: inside(WorkspaceLayout.tombstones))
    surroundings.notify(
      "\(WorkspaceLayout.tombstones) was missing, and is there again as git has it: without it forgotten chats come back"
    )
  }

  /// The paths without those whose place at the root is taken by something of the wrong kind (a file called `index`, a
  /// folder called `forgotten.jsonl`): these are neither committed nor removed.
  private func inPlace(_ paths: [String]) throws -> [String] {
    let places = Dictionary(grouping: Set(paths)) { path in String(path.prefix { $0 != "/" }) }
    let good = try places.filter { place, _ in
      guard let objection = try misplacement(of: place) else { return true }
      tell(uncommitted: place, objection)
      return false
    }
    return good.values.flatMap(\.self).sorted()
  }

  /// What is wrong with one of Manent's folders or files at the root, by its name: a file is there where a folder belongs,
  /// or the reverse, or one that is too large to be read; `nil` when nothing is, as when nothing is there.
  package func misplacement(of name: String) throws -> String? {
    let isFolder = WorkspaceLayout.ownFolders.contains(name)
    guard isFolder ? !knownFolders.contains(root / name) : WorkspaceLayout.ownFiles.contains(name),
      let status = try Files.status(root / name)
    else { return nil }
    switch status.kind {
    case .folder: return isFolder ? nil : "a folder is there, where Manent has a file"
    case .file where !isFolder:
      let limit = WorkspaceLayout.largestTombstones
      guard name == WorkspaceLayout.tombstones, status.size > limit else { return nil }
      return "\(ByteCount(status.size)) are there, and not more than \(ByteCount(limit)) are read"
    case .file: return "a file is there, where Manent has a folder"
    default: return "a link or the like is there, where Manent has a \(isFolder ? "folder" : "file")"
    }
  }

  /// Throws when something else is where one of Manent's folders belongs: what would be in it is not gone.
  package func requirePlace(_ name: String) throws {
    if try misplacement(of: name) != nil { throw displacement(of: name) }
  }

  /// Throws when something else is where a folder belongs.
  package func requireFolder(_ path: String) throws {
    if let status = try Files.status(root / path), status.kind != .folder { throw displacement(of: path) }
  }

  /// The error for something that is where a folder of Manent's belongs.
  package func displacement(of path: String) -> WorkspaceError {
    WorkspaceError(
      .misplaced, path, Self.taken,
      advice: "move it away; 'git checkout HEAD -- \(path)' brings back what git has of it")
  }

  /// What is told of something that is where a folder belongs.
  private static let taken = "a file or a link is there, where Manent has a folder"

  /// Whether something else is where the folder of a chat was, as far as the name tells.
  package func isDisplaced(_ path: String) throws -> Bool {
    guard Self.isChatName(Path(path).name), let status = try Files.status(root / path) else { return false }
    return status.kind != .folder
  }

  /// The first folder on the way to a file below `chats/`, or at it, in whose place a file or a link lies; `nil` when there
  /// is none.
  ///
  /// Neither is that committed nor what git has behind it removed, which is there again when the folder is.
  package func takenFolder(of path: String) throws -> String? {
    let parts = path.split(separator: "/")
    guard parts.first.map(String.init) == WorkspaceLayout.chats else { return nil }
    let name = parts.last.map(String.init) ?? ""
    // Itself it counts where its name is that of a folder of days or of a chat.
    let isFolderName = parts.count <= 4 ? name.allSatisfy(\.isNumber) : parts.count == 5 && Self.isChatName(name)
    for count in 1..<parts.count + (isFolderName ? 1 : 0) {
      let folder = parts[..<count].joined(separator: "/")
      guard let status = try Files.status(root / folder) else { return nil }
      if status.kind != .folder { return folder }
    }
    return nil
  }

  /// Whether a folder of a chat may be called so: `what-is-attention-9f2c41aa`.
  package static func isChatName(_ name: String) -> Bool {
    let suffix = name.suffix(9)
    return suffix.count == 9 && suffix.first == "-" && suffix.dropFirst().allSatisfy(\.isHexDigit)
  }

  /// Of more files than these, not all are in memory at once.
  private static let many = 64

  /// Whether git commits a file as it lies on the disk.
  private static func isAsItIs(_ path: String) -> Bool {
    let top = path.prefix { $0 != "/" }
    return top == WorkspaceLayout.documents || top == WorkspaceLayout.index || path.hasSuffix(".jsonl")
  }

  /// Where a file of the workspace is; `nil` when what is on the way there is no folder, so that there is none.
  package func place(of path: String) throws -> Path? {
    do { return try inside(path) } catch let error as WorkspaceError where error.code == .misplaced { return nil }
  }

  /// Whether git can keep a path; the user is told of one that it cannot.
  private func canKeep(_ path: String) -> Bool {
    guard let objection = History.objection(to: path) else { return true }
    tell(uncommitted: path, objection)
    return false
  }

  /// Whether git commits a document by a filter's means, or has committed what is there so; for users whose settings name
  /// filters.
  private func isLeftToGit(_ path: String, _ history: History) throws -> Bool {
    guard path.hasPrefix(WorkspaceLayout.documents + "/") else { return false }
    let committed = try history.blob(at: path)
    let filter = try history.filter(of: path)
    guard try filter != nil || committed.map(history.isLargeFilePointer) == true else { return false }
    if let committed, try history.isUnchanged(path, since: committed) { return true }
    guard let filter else { return false }
    tell(uncommitted: path, "git keeps it by its filter '\(filter)': commit it with git")
    return true
  }

  /// The content as git would commit it: a setting of the user's may ask for other line ends on the disk.
  private func cleaned(_ content: [UInt8], at path: String, _ history: History) throws -> [UInt8] {
    guard !Self.isAsItIs(path) else { return content }
    return try history.cleaned(content, at: path)
  }

  private func tell(uncommitted path: String, _ reason: String) {
    guard told.paths.insert(path).inserted else { return }
    surroundings.notify("\(path) is not committed: \(reason)")
  }

  /// Says which folders a sparse checkout leaves out: what is in them stays in git, and is not looked at here.
  func tellLeftOut() throws {
    guard !told.isLeftOut, let found = repositoryPlace(),
      Files.exists(found.gitFolder / "info" / "sparse-checkout"), let history = try historyIfThere()
    else { return }
    told.isLeftOut = true
    let folders = try history.leftOut(among: [
      WorkspaceLayout.documents, WorkspaceLayout.chats, WorkspaceLayout.index, WorkspaceLayout.templates,
    ])
    guard !folders.isEmpty else { return }
    let names = folders.map { $0 + "/" }.joined(separator: ", ")
    surroundings.notify(
      "not checked out (git sparse-checkout): \(names); what is in there is neither shown nor changed")
  }
}
