public import ManentCore

/// The names of files and folders of a workspace. Paths that go into git are relative to the workspace, with `/` between their parts.
public enum WorkspaceLayout {
  /// The version of the layout that this code reads and writes.
  public static let version = 1
  /// The file of the workspace's settings.
  public static let settingsFile = "workspace.yaml"
  /// The folder of the documents.
  public static let documents = "documents"
  /// The folder of the chats, which lie below it by date.
  public static let chats = "chats"
  /// The folder of the templates of chats.
  public static let templates = "templates"
  /// The vector index and the extracted texts.
  public static let index = "index"
  /// Where this machine's own files were in the work tree, before they were in git's folder.
  public static let formerFolder = ".manent"
  /// The file of the tombstones.
  public static let tombstones = "forgotten.jsonl"
  /// A chat's settings, in its folder.
  public static let chatFile = "chat.yaml"

  /// The largest `forgotten.jsonl` that is read: some 400,000 entries.
  package static let largestTombstones = 64 << 20
  /// The largest part of a chat that is taken over from another machine; one is closed at 64 KiB and a message.
  package static let largestPart = 256 << 20

  /// The folders at the root that are Manent's.
  package static let ownFolders: Set<String> = [documents, chats, index, templates]
  /// The files at the root that are Manent's.
  package static let ownFiles: Set<String> = [settingsFile, tombstones, ".gitattributes", ".gitignore"]

  /// Why a file cannot be at this path: it would stand in for one of Manent's folders, or lie below one of its files; `nil`
  /// when it can.
  package static func objection(toFile path: Path) -> String? {
    let parts = path.components
    guard let first = parts.first.map({ String($0).lowercased() }) else { return nil }
    if parts.count == 1 { return ownFolders.contains(first) ? "a file, where a folder of Manent's belongs" : nil }
    return ownFiles.contains(first) ? "in a folder, where a file of Manent's belongs" : nil
  }

  /// The path of a document's text, when the document is not plain text.
  public static func text(_ blob: BlobID) -> String { "\(index)/text/\(sharded(blob)).txt" }

  /// The path of a document version's segment.
  public static func segment(_ blob: BlobID, embedder: String) -> String { "\(index)/\(embedder)/\(sharded(blob)).seg" }

  /// The file name of a part of a chat, counted from 1.
  public static func part(_ number: Int) -> String { number.padded(to: 4) + ".jsonl" }

  /// The number of the part of that name, or `nil` when it is no part.
  public static func partNumber(_ name: String) -> Int? {
    // Nine digits are more than any chat has; a longer number could not be counted on from.
    guard name.hasSuffix(".jsonl"), (10...15).contains(name.utf8.count) else { return nil }
    let digits = name.dropLast(6)
    return digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(digits) : nil
  }

  /// The folder of the chat whose file this is, by its path from the workspace's root; `nil` for any other path.
  package static func chatFolder(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard parts.count == 6, parts[0] == chats else { return nil }
    return parts.dropLast().joined(separator: "/")
  }

  /// The folder of the chat that a path lies in, however deep; `nil` for a path outside of all.
  package static func chatFolder(around path: Path) -> Path? {
    let parts = path.components
    guard parts.count >= 6, parts[0] == chats else { return nil }
    return Path(parts.prefix(5).joined(separator: "/"))
  }

  private static func sharded(_ blob: BlobID) -> String {
    let digits = blob.description
    return "\(digits.prefix(2))/\(digits.dropFirst(2))"
  }
}
