import ManentCore
import ManentRecords

/// How two versions of a path are joined.
enum MergeRule {
  /// JSON Lines: every line of either.
  case lines
  /// Settings: key by key.
  case settings
  /// Git's own lists of patterns: every line of either.
  case patterns
  /// Made from the documents: kept for those that there are.
  case index
  /// Anything else: both versions are kept.
  case file

  /// The rule for a path.
  init(for path: Path) {
    let parts = path.components
    switch parts.first.map(String.init) {
    case WorkspaceLayout.chats?:
      let name = path.name
      self = WorkspaceLayout.partNumber(name) != nil ? .lines : name == WorkspaceLayout.chatFile ? .settings : .file
    case WorkspaceLayout.index?: self = .index
    case WorkspaceLayout.settingsFile? where parts.count == 1: self = .settings
    case WorkspaceLayout.tombstones? where parts.count == 1: self = .lines
    case ".gitignore"?, ".gitattributes"?: self = parts.count == 1 ? .patterns : .file
    default: self = .file
    }
  }
}
