public import ManentGit

/// What a filter makes of the commits of a repository. The new objects are in it; nothing leads to them yet.
public struct Rewriting {
  /// What each commit that was looked at becomes; one that holds nothing else than what goes becomes its parent, or
  /// nothing at all.
  var commits: [ObjectID: ObjectID?] = [:]
  /// The commits that go, and those whose message had to be replaced.
  var untold: Set<ObjectID> = []
  /// The folders that are taken out.
  public internal(set) var folders: Set<FolderFilter.Folder> = []
  /// How many commits become others.
  public internal(set) var changed = 0
  /// How many commits were read.
  public internal(set) var examined = 0
  /// How many of those that become others lose a signature.
  public internal(set) var signed = 0

  /// References whose names begin so stay as they are; `nil` when all are replaced.
  public var spared: String?

  /// A rewriting that changes nothing.
  public init() {}

  /// Whether no commit becomes another.
  public var isEmpty: Bool { changed == 0 }

  /// What a commit becomes; `nil` when nothing is left of it and of those before it. One that was not looked at stays.
  public func result(of commit: CommitID) -> CommitID? {
    guard let known = commits[commit.object] else { return commit }
    return known.map { CommitID($0) }
  }
}
