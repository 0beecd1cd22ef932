public import ManentCore

/// A path that is not the same on both sides of a fork.
public struct ForkedPath: Sendable {
  /// The path.
  public let path: Path
  /// What it is with us; `nil` when it is not there, or a folder.
  public let ours: FileVersion?
  /// What it is with them.
  public let theirs: FileVersion?
  /// What it was in each of `Fork.bases`.
  public let bases: [FileVersion?]
  /// How many of the folders on the way to it there are with us.
  public let ourFolders: Int
  /// How many of the folders on the way to it there are with them.
  public let theirFolders: Int

  /// A path from its parts.
  public init(
    path: Path, ours: FileVersion?, theirs: FileVersion?, bases: [FileVersion?], ourFolders: Int = 0,
    theirFolders: Int = 0
  ) {
    self.path = path
    self.ours = ours
    self.theirs = theirs
    self.bases = bases
    self.ourFolders = ourFolders
    self.theirFolders = theirFolders
  }
}
