/// Which folders are to be in no commit, and what the commits say that speak of them.
///
/// A filter looks at nothing but the tree and the message of a commit, so that every machine that applies it to a
/// commit gets the same one.
public struct FolderFilter {
  /// A folder that a filter takes out of a tree.
  public struct Folder: Hashable, Sendable {
    /// Its path, relative to the workspace.
    public var path: String
    /// The content of its settings file, if there is one.
    public var settings: [UInt8]?

    /// A folder from its parts.
    public init(path: String, settings: [UInt8]?) {
      self.path = path
      self.settings = settings
    }
  }

  /// The folder below which it looks, relative to the workspace: `chats`.
  let top: String
  /// How many folders down the folders are that it decides on.
  let depth: Int
  /// The file in such a folder that tells what it is.
  let settingsName: String
  /// Whether a folder goes.
  let removes: (Folder) -> Bool
  /// The message of a commit whose tree, or that of a parent, held such folders.
  let message: (_ message: String, _ gone: Set<Folder>) -> String

  /// A filter from its parts; the functions must depend on nothing but what they are given.
  public init(
    below top: String, depth: Int, settingsName: String, removes: @escaping (Folder) -> Bool,
    message: @escaping (_ message: String, _ gone: Set<Folder>) -> String
  ) {
    self.top = top
    self.depth = depth
    self.settingsName = settingsName
    self.removes = removes
    self.message = message
  }
}
