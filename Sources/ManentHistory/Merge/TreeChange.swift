public import ManentCore

/// What joining two histories does to one path of ours.
public struct TreeChange: Sendable {
  /// What becomes of it.
  public enum Outcome: Sendable {
    /// It is a file with a content that was in neither.
    case content([UInt8], FileVersion.Kind)
    /// It is a version that is in the repository already.
    case version(FileVersion)
    /// It is not there any more.
    case removal
  }

  /// The path.
  public var path: Path
  /// What becomes of it.
  public var outcome: Outcome

  /// A change from its parts.
  public init(_ path: Path, _ outcome: Outcome) {
    self.path = path
    self.outcome = outcome
  }
}
