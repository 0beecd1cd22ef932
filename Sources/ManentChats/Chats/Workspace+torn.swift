import ManentCatalog
import ManentCore
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Sets the unfinished last lines among what is wrong with a chat aside, for whoever has read it.
  ///
  /// - Parameters:
  ///   - defects: what is wrong with the chat.
  ///   - path: its folder.
  /// - Returns: what is left of it.
  public func setTornLinesAside(among defects: [ChatFiles.Defect], in path: String) -> [ChatFiles.Defect] {
    let torn = defects.filter(\.isTorn).map(\.part)
    guard !torn.isEmpty else { return defects }
    // Whoever only reads is not kept from it by a line that cannot be moved now.
    let aside = (try? setTornLinesAside(of: torn, in: path, commits: true)) ?? []
    return defects.filter { !$0.isTorn || !aside.contains($0.part) }
  }

  /// Sets unfinished last lines of a chat's parts aside, which a crash leaves, and tells the user; what is cut off in
  /// git's eyes too is committed.
  ///
  /// While somebody else writes in a chat nothing is done: a line may be on its way, and who writes sets aside what was
  /// there before.
  ///
  /// - Parameters:
  ///   - parts: files of the chat's folder.
  ///   - path: the folder.
  ///   - commits: whether what has changed is to be committed now.
  /// - Returns: the parts that lost an unfinished line.
  @discardableResult
  func setTornLinesAside(of parts: [String], in path: String, commits: Bool) throws -> [String] {
    var changed: [String] = []
    guard !isReadOnly else { return [] }
    let folder = try inside("\(path)/\(WorkspaceLayout.chatFile)").parent
    let files = ChatFiles(folder: folder, cache: chatMemory.parts)
    try lockedIfFree(.chats) {
      for part in parts where WorkspaceLayout.partNumber(part) != nil {
        guard try Files.status(folder / part)?.kind == .file, try Files.endsMidLine(folder / part) else { continue }
        try catalog().transaction { try catalog().addPending(["\(path)/\(part)"], owner: mark()) }
        let end = try files.setTornLineAside(of: part, in: stateFolder / "torn", notify: surroundings.notify)
        if end != nil { changed.append(part) }
      }
    }
    if commits, !changed.isEmpty {
      commitWhatHappened(
        changed.map { "\(path)/\($0)" }, message: "recover: set an unfinished line aside")
    }
    return changed
  }
}
