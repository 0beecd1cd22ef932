import ManentCatalog
import ManentCore
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// A chat that a purge may mean.
  public struct PurgeableChat: Sendable, Equatable {
    /// The whole id.
    public var id: String
    /// The title; `nil` when the chat is forgotten.
    public var title: String?
  }

  /// The chat that a reference means: one that is there (as `chat(matching:)` finds it) or a forgotten one, by its id
  /// or the beginning or the end of it.
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
    let gone = try tombstones().latest.values.filter { $0.action != .restore }.map(\.chat)
    if gone.contains(reference) { return PurgeableChat(id: reference, title: nil) }
    let found = gone.filter { id in
      !reference.isEmpty && (id.hasPrefix(reference) || reference.utf8.count >= 8 && id.hasSuffix(reference))
    }.sorted()
    guard let id = found.first else { throw missing }
    guard found.count == 1 else {
      throw WorkspaceError(
        .ambiguous, "'\(reference)'", "several forgotten chats fit: \(found.prefix(5).joined(separator: ", "))",
        advice: "give more of the id")
    }
    return PurgeableChat(id: id, title: nil)
  }

  /// All chats that are forgotten and not purged.
  public func forgottenChats() throws -> [PurgeableChat] {
    try tombstones().forgotten.map { PurgeableChat(id: $0.chat, title: nil) }
  }
}
