public import ManentCore
internal import ManentGit

/// What a commit does to one path; paths are relative to the workspace, with `/` between their parts.
public enum Change: Sendable {
  /// The path is a regular file with this content, whatever it was before.
  case write(path: String, content: [UInt8])
  /// The path is a regular file with what the file at `source` holds when it is committed: many files need not be in
  /// memory at once.
  case copy(path: String, of: Path, size: Int)
  /// The path is no file any more. One that was none is no error.
  case remove(path: String)

  /// The path that changes.
  public var path: String {
    switch self {
    case .write(let path, _), .copy(let path, _, _), .remove(let path): path
    }
  }

  /// What the path is to hold; `nil` when it is removed.
  func content() throws(GitError) -> [UInt8]? {
    switch self {
    case .write(_, let content): content
    case .copy(_, let source, _):
      try onFiles { () throws(FileError) in try Files.read(source, followsLinks: false) }
    case .remove: nil
    }
  }

  /// About how many bytes that is.
  var size: Int {
    switch self {
    case .write(_, let content): content.count
    case .copy(_, _, let size): size
    case .remove: 0
    }
  }
}
