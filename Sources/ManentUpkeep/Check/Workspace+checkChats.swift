import ManentCatalog
import ManentChats
import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords
import ManentWorkspace

extension Workspace {
  func checkChats(_ check: Check) throws -> [Problem] {
    try refreshChats(thoroughly: true)
    var problems: [Problem] = []
    var owners: [String: String] = [:]
    for path in try foldersOfDays() {
      let file = "\(path)/\(WorkspaceLayout.chatFile)"
      if !Files.exists(root / file) {
        guard try !hasGone(path), try Files.status(root / path)?.kind == .folder,
          try Files.list(root / path).contains(WorkspaceLayout.part(1))
        else { continue }
        let problem = "the file is missing, so the chat is not shown"
        problems.append(
          try bringBack(
            file, problem, check, otherwise: "bring it back with git, or write one with its id and created_at"))
        guard problems.last?.isRepaired == true else { continue }
        try reloadChat(path)
      }
      let chat: Chat
      do {
        chat = try self.chat(at: path)
      } catch {
        if try hasGone(path) { continue }
        problems.append(try putBack(file, "\(error)", check))
        guard problems.last?.isRepaired == true else { continue }
        chat = try self.chat(at: path)
      }
      if let other = owners.updateValue(path, forKey: chat.id) {
        problems.append(
          Problem(
            path: file, problem: "it has the id of the chat in \(other)", repair: "give one of them another id"))
      }
      do {
        problems += try checkParts(of: chat, check)
        let outline = try ChatOutline(of: files(of: chat))
        problems += try checkLines(of: chat, outline, check) + checkRow(of: chat, outline, check)
      } catch {
        guard try hasGone(path) else { throw error }
      }
    }
    return problems
  }

  /// Whether a chat was removed after the folders were listed. A command that removes a chat holds the lock on chats until
  /// the whole folder is gone, so this waits for it.
  func hasGone(_ path: String) throws -> Bool {
    let isAway = { !Files.exists(self.root / path) }
    return isReadOnly ? isAway() : try locked(.chats, isAway)
  }

  private func checkParts(of chat: Chat, _ check: Check) throws -> [Problem] {
    try partNumbers(of: files(of: chat)).missing.prefix(20).map { number in
      try bringBack(
        "\(chat.path)/\(WorkspaceLayout.part(number))", "the part is missing", check,
        otherwise: "bring it back with git, if it was ever there")
    }
  }

  /// A file that is missing: what was committed last of it comes back.
  private func bringBack(
    _ path: String, _ problem: String, _ check: Check, otherwise advice: String
  ) throws -> Problem {
    guard let history = try historyIfThere(), let head = try history.head(),
      // Settings whose removal was committed are looked for in the commits before.
      let content = try history.content(at: path, in: head)
        ?? (Path(path).name == WorkspaceLayout.chatFile ? lastReadable(path)?.1 : nil)
    else { return Problem(path: path, problem: problem, repair: advice) }
    guard check.repairs else {
      return Problem(path: path, problem: problem, repair: "brought back from git with --repair")
    }
    try Files.writeAtomically(content, to: try inside(path))
    // Where git had it still, there is nothing to commit.
    commitWhatHappened([path], message: "doctor: bring \(path) back")
    return Problem(path: path, problem: problem, repair: "brought back from git", isRepaired: true)
  }

  /// Settings that cannot be read: the last version in git that can be comes back, and the broken one is set aside.
  private func putBack(_ path: String, _ problem: String, _ check: Check) throws -> Problem {
    guard let (commit, content) = try lastReadable(path) else {
      return Problem(path: path, problem: problem, repair: "mend it in an editor")
    }
    let version = "what commit \("\(commit)".prefix(8)) has of it"
    guard check.repairs else {
      return Problem(
        path: path, problem: problem, repair: "mend it in an editor, or \(version) is put back with --repair")
    }
    let folder = Path(path).parent.string
    let aside = stateFolder / "damaged" / "\(Path(folder).name)-\(Timestamp.now.milliseconds).yaml"
    try locked(.chats) {
      let file = try inside(path)
      try Files.makeFolders(aside.parent)
      // Moved, for it may be too large to be read. What a crash leaves is a chat without settings, which is repaired, too.
      try Files.move(file, to: aside)
      try Files.writeAtomically(content, to: file)
      commitWhatHappened([path], message: "doctor: put the settings of a chat back")
      try catalog().transaction { try reloadChat(folder) }
    }
    return Problem(
      path: path, problem: problem, repair: "put back \(version); the broken one is \(shown(aside))", isRepaired: true)
  }

  /// The newest commit whose `chat.yaml` of a path can be read, and what it is there.
  private func lastReadable(_ path: String) throws -> (CommitID, [UInt8])? {
    guard let history = try historyIfThere(), let head = try history.head() else { return nil }
    var seen: Set<BlobID> = []
    var found: (CommitID, [UInt8])?
    try history.walk(from: head) { commit in
      guard let blob = try history.blob(at: path, in: commit.id), seen.insert(blob).inserted else { return true }
      let content = try history.content(of: blob)
      guard ChatSettings.objection(to: content, file: path) == nil else { return true }
      found = (commit.id, content)
      return false
    }
    return found
  }

  /// What the catalog says of a chat that has not changed since must be what its files say.
  private func checkRow(of chat: Chat, _ outline: ChatOutline, _ check: Check) throws -> [Problem] {
    let count = Transcript(outline.messages, clearedBefore: chat.settings.clearedBefore).messages.count
    let row = try catalog().chat(at: chat.path)
    guard row?.id != chat.id || row?.title != chat.settings.title || row?.messages != count else { return [] }
    if check.repairs { try catalog().transaction { try reloadChat(chat.path) } }
    return [
      Problem(
        path: shown(cacheFolder / "catalog.db"), problem: "it says otherwise of \(chat.path) than the files do",
        repair: check.repairs ? "read again" : "read again with --repair", isRepaired: check.repairs)
    ]
  }
}
