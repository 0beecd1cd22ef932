import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords
import ManentWorkspace

/// Finds places for many new chats, with every folder counted once.
struct ChatPlaces {
  /// A day goes on in another folder once one holds this many chats, so that git's trees stay small.
  private static let limit = 256

  private let workspace: Workspace
  /// The names in each folder that was looked at.
  private var names: [String: Set<String>] = [:]
  /// The folder that a day's chats go to now.
  private var current: [String: String] = [:]

  init(in workspace: Workspace) { self.workspace = workspace }

  /// A free place for a chat: where it lay, or below the day on which it began.
  mutating func place(for chat: ImportedChat) throws -> String {
    if let path = chat.path, Self.isPlace(path) {
      let (folder, name) = Self.split(path)
      if try count(in: folder) < Self.limit, names[folder]?.contains(name) == false { return take(name, in: folder) }
    }
    let folder = try dayFolder(chat.settings.createdAt)
    let base = "\(ChatTitle.slug(of: chat.settings.title))-\(ChatID.folderSuffix(chat.settings.id))"
    var name = base
    var number = 2
    while names[folder]?.contains(name) == true {
      name = "\(base)-\(number)"
      number += 1
    }
    return take(name, in: folder)
  }

  private mutating func take(_ name: String, in folder: String) -> String {
    names[folder]?.insert(name)
    return "\(folder)/\(name)"
  }

  private mutating func dayFolder(_ time: Timestamp) throws -> String {
    let day = "\(WorkspaceLayout.chats)/\(time.description.prefix(10).split(separator: "-").joined(separator: "/"))"
    var folder = current[day] ?? day
    var number = folder == day ? 1 : Int(folder.dropFirst(day.count + 1)) ?? 1
    while try count(in: folder) >= Self.limit {
      number += 1
      folder = "\(day).\(number)"
    }
    current[day] = folder
    return folder
  }

  private mutating func count(in folder: String) throws -> Int {
    if let known = names[folder] { return known.count }
    let path = try workspace.inside("\(folder)/x").parent
    let listed = Files.exists(path) ? Set(try Files.list(path)) : []
    names[folder] = listed
    return listed.count
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    let parts = Path.parts(of: path)
    return (parts.dropLast().joined(separator: "/"), String(parts.last ?? ""))
  }

  /// Whether a path is where a chat may lie: `chats/YEAR/MONTH/DAY[.NUMBER]/NAME`. It may come from a stranger.
  static func isPlace(_ path: String) -> Bool {
    let parts = Path.parts(of: path, omittingEmpty: false)
    guard parts.count == 5, parts[0] == WorkspaceLayout.chats else { return false }
    func isNumber(_ text: Substring, _ digits: ClosedRange<Int>) -> Bool {
      digits.contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    let day = parts[3].split(separator: ".", omittingEmptySubsequences: false)
    guard isNumber(parts[1], 4...4), isNumber(parts[2], 2...2), isNumber(day[0], 2...2),
      day.count == 1 || day.count == 2 && isNumber(day[1], 1...6)
    else { return false }
    let name = parts[4]
    return (1...255).contains(name.utf8.count) && !name.hasPrefix(".") && !GitName.meansRepository(name)
      && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
