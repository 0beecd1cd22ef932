import ManentCatalog
import ManentChats
import ManentCore
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// A chat that a purge may mean.
  public struct PurgeableChat: Sendable, Equatable {
    /// The whole id.
    public var id: String
    /// The title; `nil` when the chat is forgotten and was meant by its id.
    public var title: String?
  }

  /// The chat that a reference means: one that is there (as `chat(matching:)` finds it) or a forgotten one, by its id
  /// or a part of it, or by its title.
  public func purgeableChat(matching reference: String) throws -> PurgeableChat {
    let missing: WorkspaceError
    do {
      let chat = try chat(matching: reference)
      return PurgeableChat(id: chat.id, title: chat.settings.title)
    } catch let error as WorkspaceError {
      guard error.code == .noChat else { throw error }
      missing = error
    }
    // One that was purged already may be purged again, should an old clone have brought it back.
    let tombstones = try tombstones()
    if let id = try goneChat(byID: reference, in: tombstones) { return PurgeableChat(id: id, title: nil) }
    guard let found = try goneChat(byTitle: reference, in: tombstones) else { throw missing }
    return PurgeableChat(id: found.id, title: found.title)
  }

  /// All chats that are forgotten and not purged.
  public func forgottenChats() throws -> [PurgeableChat] {
    try tombstones().forgotten.map { PurgeableChat(id: $0.chat, title: nil) }
  }
}
