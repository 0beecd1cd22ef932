public import ManentCore

/// The shared copies of this machine: `shares.json` and `shares/ID.html` in the folder of machine settings.
public struct ShareStore: Sendable {
  private let file: RecordFile<Share>
  private let folder: Path

  /// The shares in a folder of machine settings.
  public init(in folder: Path) {
    file = RecordFile(folder / "shares.json", key: "shares", read: { Share($0) }, write: { $0.record })
    self.folder = folder / "shares"
  }

  /// All shares, the oldest first.
  public func all() throws -> [Share] { try file.records() }

  /// The share that a link's code opens, if it has not ended.
  public func find(_ code: String, at now: Timestamp) throws -> Share? {
    guard code.utf8.count < 512 else { return nil }
    let digest = SHA256.hex(of: code)
    var found: Share?
    for share in try file.records() where Secret.areSame(share.digest, digest) && !share.hasEnded(at: now) {
      found = share
    }
    return found
  }

  /// Shares a copy.
  ///
  /// - Parameter page: the copy, as a page.
  /// - Returns: what is kept, and the link's code, which is kept nowhere.
  public func make(
    workspace: Path, user: String, chat: String, title: String, commit: String, page: [UInt8], expires: Timestamp?,
    at now: Timestamp
  ) throws -> (share: Share, code: String) {
    let code = Secret.make()
    try Files.makeFolders(folder, mode: 0o700)
    return try file.change { shares in
      var id = Secret.name()
      while shares.contains(where: { $0.id == id }) { id = Secret.name() }
      let share = Share(
        id: id, workspace: workspace.string, user: user, chat: chat, title: title, commit: commit,
        digest: SHA256.hex(of: code), createdAt: now, expires: expires)
      try Files.writeAtomically(page, to: folder / "\(id).html", mode: 0o600)
      shares.append(share)
      return (share, code)
    }
  }

  /// The copy of a share.
  public func page(of share: Share) throws -> [UInt8] {
    try Files.read(folder / "\(share.id).html", followsLinks: false)
  }

  /// Takes a share back: its link leads nowhere, its copy is gone.
  ///
  /// - Parameters:
  ///   - id: the share.
  ///   - workspace: the workspace that it must be of.
  @discardableResult public func revoke(_ id: String, of workspace: Path) throws -> Share {
    try file.change { shares in
      guard let index = shares.firstIndex(where: { $0.id == id && $0.workspace == workspace.string }) else {
        throw AccessError(.unknown, "'\(id)'", "no such share", advice: "'manent share --list' shows them")
      }
      try Files.remove(folder / "\(id).html")
      return shares.remove(at: index)
    }
  }

  /// Takes back what was shared of chats that are gone.
  public func revoke(chats: [String], of workspace: Path) throws {
    let ids = try all().filter { chats.contains($0.chat) && $0.workspace == workspace.string }.map(\.id)
    for id in ids { try revoke(id, of: workspace) }
  }
}
