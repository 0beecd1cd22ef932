public import ManentCore

/// An object that git cannot read, or whose content is not what its name says.
public struct DamagedObject: Hashable, Sendable {
  /// Its name.
  public var id: BlobID
  /// What it should be: `commit`, `tree` or `blob`.
  public var kind: String
  /// The file in the workspace that it is the content of, if it is that of one.
  public var path: String?
  /// Whether it is not there at all.
  public var isMissing: Bool
}
