import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
package import ManentWorkspace

extension Workspace {
  private var stepsFolder: Path { stateFolder / "steps" }
  private var steps: Journal { Journal(folder: stepsFolder, name: ChatStep.file) }

  /// Takes a step: from when this returns, and from its first part that cannot be taken back on, it has happened. The
  /// caller holds the lock on chats.
  ///
  /// - Parameters:
  ///   - step: what is to be done.
  ///   - folders: the files of the folders that come, by their names in it, in the order of `step.placed`.
  /// - Throws: an error before anything has happened, or one after which the next command goes on.
  func take(_ step: ChatStep, placing folders: [[(name: String, bytes: [UInt8])]] = []) throws {
    let note = try steps.begin(owner: mark())
    let folder = note.file.parent
    do {
      for (index, files) in folders.enumerated() {
        for (name, bytes) in files {
          _ = try inside("\(step.placed[index])/\(name)")
          let path = folder / String(index) / name
          try Files.makeFolders(path.parent)
          try Files.writeNew(bytes, to: path, sync: false)
        }
      }
      if !folders.isEmpty { try Files.syncFileSystem(of: folder) }
      try note.write(step.json, owner: mark())
      try append(step.tombstones)
    } catch {
      note.giveUp()
      throw error
    }
    try finish(step, note)
  }

  /// Gives a file of a chat new content in one step. What a killed process leaves of that lies in no folder that git
  /// looks at, and the next command removes it. The caller holds the lock on chats.
  func replace(_ file: Path, with bytes: [UInt8]) throws {
    let draft = try stepsFolder / "draft-\(mark())"
    try Files.makeFolders(stepsFolder)
    do {
      try Files.remove(draft)
      try Files.writeNew(bytes, to: draft)
      try Files.move(draft, to: file)
    } catch {
      try? Files.remove(draft)
      throw error
    }
    try Files.syncFolder(file.parent)
  }

  /// Finishes or removes the steps that a killed process left, unless another process is at work on chats.
  fileprivate func recoverSteps() throws {
    guard try !steps.list().isEmpty else { return }
    try lockedIfFree(.chats) { try followSteps() }
  }

  private func followSteps() throws {
    for note in try steps.list() {
      guard let folder = note.folder, try Files.status(folder)?.kind == .folder else {
        // A draft of `replace(_:with:)`.
        if let folder = note.folder { try Files.remove(folder) }
        continue
      }
      try follow(note) { json in
        guard let step = ChatStep(json) else { return false }
        try append(step.tombstones)
        try finish(step, note)
        surroundings.notify("finished what an interrupted command had begun")
        return true
      }
    }
  }

  /// Does what is left of a step whose entries are in `forgotten.jsonl`.
  private func finish(_ step: ChatStep, _ note: JournalNote) throws {
    let folder = note.file.parent
    for (index, path) in step.removed.enumerated() {
      if step.removed.count > 500, index.isMultiple(of: 100) {
        surroundings.report(.init("Removing chats", done: index, total: step.removed.count))
      }
      try removeChatFolder(path)
    }
    for (index, path) in step.placed.enumerated() {
      let (staged, target) = (folder / String(index), try inside(path))
      guard try Files.status(staged) != nil, try Files.status(target) == nil else { continue }
      let made = try Files.makeMissingFolders(target.parent)
      try Files.move(staged, to: target)
      for folder in made { try Files.syncFolder(folder.parent) }
      try Files.syncFolder(target.parent)
    }
    // What is removed must be so on the disk before the note that it has to be goes.
    if !step.removed.isEmpty { try Files.syncFileSystem(of: root) }
    try catalog().transaction {
      for path in step.removed { try catalog().removeChat(at: path) }
      for path in step.placed { try reloadChat(path) }
    }
    do {
      try commit(step.paths, message: step.message)
    } catch {
      // The note stays, and the next command commits.
      return notifyUncommitted(error)
    }
    try note.finish()
  }

  /// Removes a chat's folder, and those of its day, month and year that are empty then.
  private func removeChatFolder(_ path: String) throws {
    let folder = try inside(path)
    try Files.removeTree(folder)
    var above = folder.parent
    while above != root / WorkspaceLayout.chats, above != root, Files.removeEmptyFolder(above) {
      knownFolders.remove(above)
      above = above.parent
    }
    knownFolders.remove(folder)
  }
}

extension Recoverer {
  /// Finishes steps that change several chats, or removes what is left of them.
  package static let chatSteps = Recoverer { try $0.recoverSteps() }
}
