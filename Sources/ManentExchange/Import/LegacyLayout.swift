import ManentCore
import ManentFormats
import ManentHistory

/// The files of the legacy layout: a copy of each document, and an index of it, for every session.
struct LegacyLayout {
  /// A document's file in a session's folder.
  struct Copy {
    /// The session.
    var session: String
    /// The path below the session's folder.
    var name: String
    var path: Path
    var status: FileStatus
  }

  let root: Path
  /// The documents' files, by session and name.
  private(set) var copies: [Copy] = []
  /// The files of the indexes by session; they can be made from the documents at any time.
  private(set) var indexes: [String: [(path: Path, status: FileStatus)]] = [:]
  /// What programs of this layout write into an index. Another file among them is the user's own.
  private static let indexEndings: Set<String> = ["faiss", "index", "npy", "npz", "pickle", "pkl"]
  /// The chat histories.
  private(set) var histories: [(path: Path, status: FileStatus)] = []
  /// Entries that are no files (links, devices), and files that are not the layout's own. They are neither read nor
  /// removed.
  private(set) var passedOver: [Path] = []

  /// Lists the folders; hidden entries are no documents.
  init(in root: Path) throws {
    self.root = root
    for (folder, session) in try Self.sessions(root / "data") {
      for (name, path, status) in try files(below: folder) {
        copies.append(Copy(session: session, name: name, path: path, status: status))
      }
    }
    for (folder, session) in try Self.sessions(root / "faiss_index") {
      for (_, path, status) in try files(below: folder) {
        guard Self.indexEndings.contains(path.fileExtension) else {
          passedOver.append(path)
          continue
        }
        indexes[session, default: []].append((path, status))
      }
    }
    let chats = root / "chat_history"
    guard try Files.status(chats)?.kind == .folder else { return }
    for (name, path, status) in try files(below: chats) {
      if name.hasSuffix(".json") { histories.append((path, status)) } else { passedOver.append(path) }
    }
  }

  /// Whether a folder has this layout.
  static func isLaidOut(_ root: Path) -> Bool {
    (try? sessions(root / "data").isEmpty) == false || (try? sessions(root / "faiss_index").isEmpty) == false
      || Files.exists(root / "chat_history")
  }

  /// The folders of sessions, and of users, as later versions have them.
  private static func sessions(_ folder: Path) throws -> [(Path, String)] {
    guard try Files.status(folder)?.kind == .folder else { return [] }
    return try Files.list(folder).filter { $0.hasPrefix("session_") || $0.hasPrefix("user_") }
      .filter { try Files.status(folder / $0)?.kind == .folder }.map { (folder / $0, $0) }
  }

  /// The files below a folder; what is neither file nor folder is noted as passed over.
  private mutating func files(below top: Path) throws -> [(name: String, path: Path, status: FileStatus)] {
    var files: [(name: String, path: Path, status: FileStatus)] = []
    var others: [Path] = []
    func walk(_ folder: Path, _ prefix: String) throws {
      for name in try Files.list(folder) where !name.hasPrefix(".") {
        let path = folder / name
        switch try Files.status(path) {
        case let status? where status.kind == .folder: try walk(path, prefix + name + "/")
        case let status? where status.kind == .file: files.append((prefix + name, path, status))
        default: others.append(path)
        }
      }
    }
    try walk(top, "")
    passedOver += others
    return files
  }

  /// The folders that the layout consists of.
  var folders: [Path] {
    get throws {
      try Self.sessions(root / "data").map(\.0) + Self.sessions(root / "faiss_index").map(\.0) + [root / "chat_history"]
    }
  }
}
