public import ManentCore
public import ManentGit

/// What one commit did to a workspace.
public struct LogEntry: Sendable, Equatable {
  /// The commit.
  public var commit: CommitID
  /// When it was made.
  public var time: Timestamp
  /// The machine: what the trailer `Device` says, else the author's name.
  public var device: String
  /// The author's name.
  public var author: String
  /// The first line of the commit's message.
  public var subject: String
  /// Whether it joined two histories.
  public var isMerge: Bool
  /// What it changed; for a merge what is in neither of the histories so.
  public var changes: [LogChange]

  /// What sort of commit it is, in a word for scripts: `merge`, the kind of its only or first change, or `other`.
  public var kind: String { isMerge ? "merge" : changes.first?.kind ?? "other" }

  /// The only chat that it is about, if so.
  public var chat: LogChange.Subject? {
    let subjects = changes.compactMap(\.subject)
    guard let first = subjects.first, subjects.allSatisfy({ $0.id == first.id }) else { return nil }
    return first
  }

  /// What it did, in words; the commit's own words when nothing of a workspace was changed.
  public var summary: String {
    let told = changes.map(\.summary).joined(separator: "; ")
    if isMerge { return told.isEmpty ? subject : "\(subject): \(told)" }
    return told.isEmpty ? subject : told
  }
}
