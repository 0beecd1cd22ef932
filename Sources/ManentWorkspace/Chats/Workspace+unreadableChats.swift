import ManentCatalog
import ManentCore

extension Workspace {
  /// The folders of chats that could not be read when the chats were last listed; each was told to the user then.
  public func unreadableChats() throws -> [String] {
    let known = Set(try catalog().chats().map(\.path))
    return try chatFolders().filter { !known.contains($0) }
  }
}
