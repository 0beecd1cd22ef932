import ManentCore
import ManentFormats
internal import ManentGit
import ManentHistory
import ManentRecords

/// A change of whole chats, many at once, that either happens or does not: folders go, folders come, and
/// `forgotten.jsonl` says so.
///
/// Folders that come are written below `steps/NAME` first, as `0`, `1` and so on. Then `step.json`, which
/// says all that is to be done, is written beside them: from that moment on the step has happened, and when the process
/// dies, the next command does what is left. Without `step.json` the next command removes the folder. All of it can be
/// done again without harm.
struct ChatStep: Equatable {
  /// Entries for `forgotten.jsonl`.
  var tombstones: [Tombstone] = []
  /// Folders of chats that go, relative to the workspace.
  var removed: [String] = []
  /// Folders of chats that come, in the order of their numbers.
  var placed: [String] = []
  /// The files that the commit takes in.
  var paths: [String] = []
  /// The commit's message.
  var message: String

  static let file = "step.json"

  /// A step from its parts.
  init(message: String) { self.message = message }

  /// The step as `step.json` holds it.
  var json: JSON {
    [
      "tombstones": .array(tombstones.map(\.json)), "removed": .array(removed.map(JSON.string)),
      "placed": .array(placed.map(JSON.string)), "paths": .array(paths.map(JSON.string)), "message": .string(message),
    ]
  }

  /// Reads a step; `nil` for what no step of ours has written: only folders of chats and files in them are believed.
  init?(_ json: JSON) {
    guard let entries = json["tombstones"]?.array,
      let removed = json["removed"]?.array?.compactMap(\.string),
      let placed = json["placed"]?.array?.compactMap(\.string), let paths = json["paths"]?.array?.compactMap(\.string),
      let message = json["message"]?.string
    else { return nil }
    self.init(message: message)
    tombstones = entries.compactMap { Tombstone($0) }
    (self.removed, self.placed, self.paths) = (removed, placed, paths)
    let folders = Set(removed + placed)
    let areOurs =
      tombstones.count == entries.count && folders.allSatisfy(Self.isChatFolder)
      && paths.allSatisfy { path in
        path == WorkspaceLayout.tombstones
          || !Path.parts(of: path).contains("..") && folders.contains(Self.firstFive(path))
      }
    guard areOurs else { return nil }
  }

  private static func isChatFolder(_ path: String) -> Bool {
    let parts = Path.parts(of: path, omittingEmpty: false)
    return parts.count == 5 && parts[0] == WorkspaceLayout.chats
      && !parts.contains { $0.isEmpty || $0.hasPrefix(".") || GitName.meansRepository($0) }
  }

  private static func firstFive(_ path: String) -> String {
    Path.parts(of: path).prefix(5).joined(separator: "/")
  }
}
