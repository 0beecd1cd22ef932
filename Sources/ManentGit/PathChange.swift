public import ManentCore

/// A file that differs between two states of the workspace.
public struct PathChange: Hashable, Sendable {
  /// How it differs.
  public enum Kind: String, Hashable, Sendable {
    /// It is in the newer state only.
    case added
    /// It is in both, with another content or mode.
    case modified
    /// It is in the older state only.
    case deleted
  }

  /// The path, relative to the workspace.
  public var path: String
  /// How it differs.
  public var kind: Kind
  /// The content in the newer state; `nil` when it was deleted, or is not in the repository yet.
  public var blob: BlobID?

  /// A difference from its facts.
  public init(path: String, kind: Kind, blob: BlobID? = nil) {
    self.path = path
    self.kind = kind
    self.blob = blob
  }
}
