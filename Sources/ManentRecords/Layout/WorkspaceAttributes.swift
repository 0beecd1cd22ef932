/// What a workspace's `.gitattributes` tell git about its files.
public enum WorkspaceAttributes {
  /// The file's name.
  package static let file = ".gitattributes"

  /// What no file of a workspace is to go through on its way into git: a larger repository may ask for it.
  private static let bare = "-filter -ident -working-tree-encoding"

  /// Messages: every line of either side; the bytes stay.
  package static let messages = "*.jsonl merge=union -text \(bare)"
  /// Settings of chats: key by key.
  package static let chatSettings = "chats/**/chat.yaml merge=manent-yaml -text \(bare)"
  /// Documents: the bytes stay.
  package static let documents = "documents/** -text \(bare)"
  /// Documents of which some are committed through a filter (Git LFS).
  static let filteredDocuments = "documents/** -text -ident -working-tree-encoding"
  /// The index: bytes.
  package static let index = "index/** binary \(bare)"
  /// What people edit: line feeds, whatever the machine's own line ends are.
  package static let texts = ["/workspace.yaml", "/templates/**", "/.gitattributes", "/.gitignore"].map {
    "\($0) text eol=lf \(bare)"
  }

  /// All lines, in the order of a new workspace.
  public static let lines = [messages, chatSettings, documents, index] + texts

  /// The lines of workspaces that were made before, and what they are now.
  private static let former = [
    "*.jsonl merge=union -text": messages, "*.jsonl merge=union": messages,
    "chats/**/chat.yaml merge=manent-yaml -text": chatSettings, "chats/**/chat.yaml merge=manent-yaml": chatSettings,
    "documents/** -text": documents, "index/** binary": index,
  ]

  /// A former file brought up to date: only lines of ours are changed; `nil` when there is none of them.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - keepsFilters: whether documents go on being committed through a filter.
  package static func updated(_ text: String, keepsFilters: Bool) -> String? {
    var isFormer = false
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let new = former[line.hasSuffix("\r") ? String(line.dropLast()) : String(line)] else { return String(line) }
      isFormer = true
      return keepsFilters && new == documents ? filteredDocuments : new
    }
    guard isFormer else { return nil }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return (lines + texts.filter { !lines.contains($0) }).joined(separator: "\n") + "\n"
  }
}
