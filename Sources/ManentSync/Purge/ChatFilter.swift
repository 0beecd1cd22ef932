import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords

/// Which folders of chats go in a purge, and what is left of the messages of commits that speak of them.
struct ChatFilter {
  /// The ids of the chats.
  let chats: Set<String>
  private let suffixes: Set<String>

  /// A filter for chats.
  init(_ chats: Set<String>) {
    self.chats = chats
    suffixes = Set(chats.map { "-" + ChatID.folderSuffix($0) })
  }

  /// The filter as git's history is given it.
  var folders: FolderFilter {
    FolderFilter(
      below: WorkspaceLayout.chats, depth: 4, settingsName: WorkspaceLayout.chatFile, removes: removes,
      message: message)
  }

  /// Whether a folder belongs to one of the chats: its settings say so, or they say nothing and its name ends as the
  /// chat's does.
  func removes(_ folder: FolderFilter.Folder) -> Bool {
    if let id = folder.settings.flatMap(Self.id) { return chats.contains(id) }
    return suffixes.contains(String(folder.path.suffix(9)))
  }

  /// The message of a commit that saw such folders: one that is about a chat, or names its folder or its title, says
  /// nothing any more but which chat and device it was.
  func message(_ message: String, _ gone: Set<FolderFilter.Folder>) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: true)
    let trailers = lines.filter { line in Self.trailers.contains { line.hasPrefix($0) } }
    let isAbout = trailers.contains { $0.hasPrefix(Self.trailers[0]) && chats.contains(String($0.dropFirst(6))) }
    guard isAbout || gone.contains(where: { names($0, message) }) else { return message }
    return (["chat: (purged)", ""] + trailers).joined(separator: "\n") + "\n"
  }

  private func names(_ folder: FolderFilter.Folder, _ message: String) -> Bool {
    if message.contains(Path(folder.path).name) { return true }
    // A title of a few letters is in many a message that means something else.
    guard let title = folder.settings.flatMap(Self.title), title.utf8.count >= 10 else { return false }
    return message.contains(title)
  }

  private static let trailers = ["Chat: ", "Device: "]

  private static func id(of settings: [UInt8]) -> String? { text("id", in: settings) }

  private static func title(of settings: [UInt8]) -> String? { text("title", in: settings) }

  /// The value of a key; `nil` when the settings cannot be read.
  private static func text(_ key: String, in settings: [UInt8]) -> String? {
    guard let document = try? YAMLDocument(parsing: settings, file: ""), let root = try? YAMLMapping(document) else {
      return nil
    }
    return (try? root.string(key)) ?? nil
  }
}
