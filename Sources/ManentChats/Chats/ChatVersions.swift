import ManentCore
package import ManentGit
package import ManentHistory
import ManentRecords
package import ManentWorkspace

/// What git's history holds of chats that are in no tree any more.
package struct ChatVersions {
  /// A state of a chat's folder.
  package struct Version {
    package var path: String
    var folder: FolderID
    var settings: ChatSettings?
  }

  private let history: History
  private let report: (Surroundings.Progress) -> Void

  package init(_ history: History, report: @escaping (Surroundings.Progress) -> Void) {
    self.history = history
    self.report = report
  }

  /// The states that chats had last, the last dropped first: one for each commit that dropped a chat and each side of a
  /// merge that did, the same state once.
  ///
  /// - Parameters:
  ///   - ids: the chats.
  ///   - commit: the only commit to look at; `nil` for all that lead to the one that is checked out.
  package func find(_ ids: Set<String>, in commit: CommitID? = nil) throws -> [String: [Version]] {
    let suffixes = Set(ids.map { "-" + ChatID.folderSuffix($0) })
    // A suffix has nine characters; the folder's name tells most chats apart without reading anything.
    func isWanted(_ name: String) -> Bool { suffixes.contains(String(name.suffix(9))) }
    let candidates: [(path: String, folder: FolderID)]
    if let commit {
      candidates = try history.folders(below: WorkspaceLayout.chats, depth: 4, in: commit, where: isWanted)
    } else {
      guard let head = try history.head() else { return [:] }
      candidates = try history.droppedFolders(
        below: WorkspaceLayout.chats, depth: 4, from: head, where: isWanted,
        report: { count in
          try Interruption.check()
          report(.init("Looking through history", done: count, total: 0))
        }
      ).map { ($0.path, $0.folder) }
    }
    var found: [String: [Version]] = [:]
    var seen: Set<String> = []
    for (path, folder) in candidates where seen.insert("\(folder) \(path)").inserted {
      let settings = try settings(in: folder, path)
      // One whose settings cannot be read is known by its folder's name alone.
      let owner = settings?.id ?? ids.first { path.hasSuffix("-" + ChatID.folderSuffix($0)) }
      guard let owner, ids.contains(owner) else { continue }
      found[owner, default: []].append(Version(path: path, folder: folder, settings: settings))
    }
    return found
  }

  /// The settings in a folder; `nil` when they are missing or broken.
  private func settings(in folder: FolderID, _ path: String) throws -> ChatSettings? {
    let file = try history.files(in: folder).first { $0.path == WorkspaceLayout.chatFile }
    guard let bytes = try file.map({ try history.content(of: $0.blob) }) else { return nil }
    return try? ChatSettings(parsing: bytes, file: "\(path)/\(WorkspaceLayout.chatFile)")
  }

  /// How many lines the parts in a folder have.
  func lineCount(in folder: FolderID) throws -> Int {
    try history.files(in: folder).filter { WorkspaceLayout.partNumber($0.path) != nil }
      .reduce(0) { $0 + (try history.content(of: $1.blob).count { $0 == UInt8(ascii: "\n") }) }
  }

  /// The files of a folder as several of its states make them together: parts joined line by line, of everything else
  /// what the first state that has it says.
  func join(_ versions: [Version]) throws -> [(name: String, bytes: [UInt8])] {
    var blobs: [String: [BlobID]] = [:]
    var order: [String] = []
    for version in versions {
      for (path, blob) in try history.files(in: version.folder) {
        if blobs[path] == nil { order.append(path) }
        if blobs[path]?.contains(blob) != true { blobs[path, default: []].append(blob) }
      }
    }
    return try order.map { path -> (name: String, bytes: [UInt8]) in
      let versions = blobs[path] ?? []
      guard WorkspaceLayout.partNumber(path) != nil, versions.count > 1 else {
        return (path, try versions.first.map(history.content) ?? [])
      }
      return (path, LineUnion.join(try versions.map(history.content)))
    }
  }
}
