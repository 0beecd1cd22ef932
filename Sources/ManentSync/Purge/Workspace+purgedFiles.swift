import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentHistory
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// Removes the folders of chats from the work tree; gives their names.
  func removeFolders(of filter: ChatFilter) throws -> Set<String> {
    var names: Set<String> = []
    for path in try foldersOfDays() {
      let file = root / path / WorkspaceLayout.chatFile
      // One that cannot be read may be of a chat that goes.
      let isFile = try Files.status(file)?.kind == .file
      let settings = isFile ? try Files.read(file, limit: 1 << 26, followsLinks: false) : nil
      guard filter.removes(FolderFilter.Folder(path: path, settings: settings)) else { continue }
      let folder = try inside(path)
      try Files.removeTree(folder)
      names.insert(folder.name)
      knownFolders.remove(folder)
      var above = folder.parent
      while above != root / WorkspaceLayout.chats, above != root, Files.removeEmptyFolder(above) {
        knownFolders.remove(above)
        above = above.parent
      }
    }
    if !names.isEmpty { try Files.syncFileSystem(of: root) }
    return names
  }

  /// Removes what this machine's own folder may hold of chats: the catalog, which is made again from the files, and
  /// lines that were set aside.
  ///
  /// - Parameter names: the names of the chats' folders.
  func clearCaches(of names: Set<String>) throws {
    let pending = try catalog().pending()
    closeCatalog()
    for suffix in ["", "-wal", "-shm", "-journal"] { try Files.remove(cacheFolder / "catalog.db\(suffix)") }
    try Files.removeTree(runFolder)
    for folder in try Files.list(stateFolder) where folder.hasPrefix(Self.stagingPrefix) {
      // A new chat of another process is on its way into place, and is none of these.
      guard try !isElsewhere(String(folder.dropFirst(Self.stagingPrefix.count))) else { continue }
      try Files.removeTree(stateFolder / folder)
    }
    let torn = stateFolder / "torn"
    if Files.exists(torn) {
      for file in try Files.list(torn) where names.contains(where: { file.hasPrefix($0 + "-") }) {
        try Files.remove(torn / file)
      }
    }
    // What other processes are writing is still to be committed.
    let kept = pending.filter { entry in
      !names.contains { entry.path.contains("/\($0)/") }
    }
    try catalog().transaction { for entry in kept { try catalog().addPending([entry.path], owner: entry.owner) } }
  }

  /// What may still hold the text of purged chats.
  func holders(of filter: ChatFilter) throws -> [String] {
    let history = try history()
    var holders = try history.remoteAddresses().map { name, address in
      "the remote \(name) (\(address)): its branch until the next 'manent sync' here, and after that what no branch leads "
        + "to until the remote's own 'git gc' has removed it (a hosting service may have to be asked)"
    }
    for row in try catalog().chats() {
      guard let chat = try? chat(at: row.path), let origin = chat.settings.forkedFrom, filter.chats.contains(origin)
      else { continue }
      holders.append("the chat \(chat.id), which was forked from \(origin)")
    }
    holders += try history.linkedWorkTrees().map { "the work tree \($0)" }
    holders += try history.alternates().map { "the objects in \($0), which this repository reads" }
    if history.remembersConflicts { holders.append("git's memory of conflicts, \(history.gitFolder)/rr-cache") }
    holders.append("other clones, until they have synced, and backups")
    return holders
  }
}
