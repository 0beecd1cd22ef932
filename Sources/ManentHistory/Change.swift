/// What a commit does to one path; paths are relative to the workspace, with `/` between their parts.
public enum Change: Sendable {
  /// The path is a regular file with this content, whatever it was before.
  case write(path: String, content: [UInt8])
  /// The path is no file any more. One that was none is no error.
  case remove(path: String)

  /// The path that changes.
  public var path: String {
    switch self {
    case .write(let path, _), .remove(let path): path
    }
  }
}
