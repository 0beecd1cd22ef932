import ManentCatalog
import ManentCore
import ManentHistory
import ManentIndex
import ManentPlugins

extension Workspace {
  /// Looks for what is not as it should be, and with `repair` mends what can be mended without losing anything.
  public func check(repair: Bool) throws -> [Problem] {
    if repair { try requireWritable() }
    return try checkConflicts(repair: repair) + checkCatalog(repair: repair) + checkDocuments(repair: repair)
      + checkChats(repair: repair)
      + checkHistory(repair: repair)
  }

  private func checkCatalog(repair: Bool) throws -> [Problem] {
    let path = "\(WorkspaceLayout.cache)/catalog.db"
    let complaints = try catalog().complaints()
    guard let first = complaints.first else { return [] }
    guard repair else {
      return [Problem(path: path, problem: "damaged: \(first)", repair: "made anew from the files with --repair")]
    }
    closeCatalog()
    for suffix in ["", "-wal", "-shm"] { try Files.remove(cacheFolder / "catalog.db\(suffix)") }
    try refreshDocuments()
    try refreshChats(thoroughly: true)
    return [Problem(path: path, problem: "damaged: \(first)", repair: "made anew from the files", isRepaired: true)]
  }

  private func checkDocuments(repair: Bool) throws -> [Problem] {
    try refreshDocuments()
    var problems: [Problem] = []
    var broken: [DocumentRow] = []
    for document in try catalog().documents() {
      let path = "\(WorkspaceLayout.documents)/\(document.name)"
      if let problem = document.problem {
        problems.append(Problem(path: path, problem: problem, repair: "replace or remove the file"))
        continue
      }
      do {
        _ = try Segment.open(segmentPath(document.blob), expecting: embedder.fingerprint, blob: document.blob)
      } catch {
        broken.append(document)
        let segment = WorkspaceLayout.segment(document.blob, embedder: embedder.name)
        problems.append(
          Problem(
            path: segment, problem: "\(error)", repair: repair ? "made anew from \(path)" : "made anew with --repair",
            isRepaired: repair))
      }
    }
    if repair, !broken.isEmpty { try rebuildSegments(of: broken) }
    return problems
  }

  /// Sets damaged segments aside and makes them anew.
  private func rebuildSegments(of documents: [DocumentRow]) throws {
    try locked(.documents) {
      for document in documents {
        let segment = segmentPath(document.blob)
        if Files.exists(segment) {
          try Files.makeFolders(cacheFolder / "damaged")
          try Files.rename(segment, to: cacheFolder / "damaged" / segment.name)
        }
        try catalog().removeDocument(named: document.name)
      }
      try catalog().setFact(Self.listingFact, to: nil)
    }
    try refreshDocuments()
  }

  private func checkChats(repair: Bool) throws -> [Problem] {
    var problems: [Problem] = []
    for path in try foldersOfDays() {
      guard Files.exists(root / path / WorkspaceLayout.chatFile) else {
        if try Files.status(root / path)?.kind == .folder, try Files.list(root / path).contains(WorkspaceLayout.part(1))
        {
          problems.append(
            Problem(
              path: "\(path)/\(WorkspaceLayout.chatFile)", problem: "the file is missing, so the chat is not shown",
              repair: "bring it back with git, or write one with its id and created_at"))
        }
        continue
      }
      let chat: Chat
      do {
        chat = try self.chat(at: path)
      } catch {
        problems.append(
          Problem(path: "\(path)/\(WorkspaceLayout.chatFile)", problem: "\(error)", repair: "mend it in an editor"))
        continue
      }
      let files = try files(of: chat)
      let parts = try files.parts()
      for (index, part) in parts.enumerated() where WorkspaceLayout.partNumber(part) != index + 1 {
        problems.append(
          Problem(
            path: "\(path)/\(WorkspaceLayout.part(index + 1))", problem: "the part is missing",
            repair: "bring it back with git, if it was ever there"))
        break
      }
      let read = try files.readAll()
      for defect in read.defects {
        let place = "\(path)/\(defect.part):\(defect.line)"
        if defect.isTorn, repair {
          _ = try locked(.chats) {
            try files.setTornLineAside(of: defect.part, in: cacheFolder / "torn", notify: surroundings.notify)
          }
        }
        problems.append(
          Problem(
            path: place, problem: defect.problem,
            repair: defect.isTorn
              ? repair ? "set aside in \(WorkspaceLayout.cache)/torn" : "set aside with --repair"
              : "mend the line in an editor",
            isRepaired: defect.isTorn && repair))
      }
      let ids = Set(read.messages.map(\.id))
      for message in read.messages {
        if let parent = message.parent, !ids.contains(parent) {
          problems.append(
            Problem(
              path: path, problem: "message \(message.id) follows \(parent), which is not there",
              repair: "nothing to do: it is shown as a beginning"))
        }
      }
    }
    return problems
  }

  private func checkHistory(repair: Bool) throws -> [Problem] {
    guard let history = try History.open(containing: root, environment: surroundings.environment) else {
      if repair { _ = try self.history() }
      return [
        Problem(
          path: ".git", problem: "the workspace is in no git repository",
          repair: repair ? "made one" : "made with --repair",
          isRepaired: repair)
      ]
    }
    guard settings.commit == .turn else { return [] }
    let withheld = Set(try withheldDocuments().keys.map { "\(WorkspaceLayout.documents)/\($0)" })
    let left = try history.uncommitted().map(\.path).filter { !withheld.contains($0) }
    guard !left.isEmpty else { return [] }
    if repair { try commit(left, message: "doctor: commit what was left uncommitted") }
    return left.map {
      Problem(
        path: $0, problem: "not committed", repair: repair ? "committed" : "committed with --repair", isRepaired: repair
      )
    }
  }
}
