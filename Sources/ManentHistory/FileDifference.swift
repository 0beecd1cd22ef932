public import ManentCore

/// A file that differs between two commits.
public struct FileDifference: Sendable, Equatable {
  /// The path, relative to the workspace.
  public var path: String
  /// The content in the older state; `nil` when the file was added.
  public var old: BlobID?
  /// The content in the newer state; `nil` when the file was deleted.
  public var new: BlobID?
}
