internal import ManentCore
internal import ManentGit

/// Commits in the making, each on top of the one before.
struct Chain {
  /// A commit of it.
  struct Step {
    var commit: CommitID
    var committer: Signature
    /// The first line of its message.
    var subject: String
  }

  /// The commits, the oldest first.
  private(set) var steps: [Step] = []
  /// What came of each plan, if the commits become visible.
  private(set) var outcomes: [CommitOutcome] = []
  /// The tree of the newest commit.
  private(set) var tree: ObjectID?
  private var newest: CommitID?

  /// A chain that stands on a commit, or begins a branch.
  init(on commit: CommitID?, root: ObjectID?) { (newest, tree) = (commit, root) }

  /// Adds the commit of a plan, unless it would change nothing.
  mutating func add(
    _ plan: CommitPlan, _ files: [CommittedFile], by identity: Identity, in history: History,
    writing sink: inout ObjectSink
  ) throws(GitError) {
    guard !files.isEmpty, let new = try history.tree(tree, with: files, writing: &sink), new != tree else {
      return outcomes.append(.unchanged)
    }
    let message = String(plan.message.unicodeScalars.filter { $0.value != 0 })
    let committer = Signature(identity.committer, plan.time)
    let content = CommitText.bytes(
      tree: new, parents: newest.map { [$0.object] } ?? [], author: Signature(identity.author, plan.time),
      committer: committer, message: message)
    let commit = CommitID(try history.write(content, into: &sink))
    steps.append(Step(commit: commit, committer: committer, subject: String(message.prefix { !$0.isNewline })))
    outcomes.append(.committed(commit))
    (newest, tree) = (commit, new)
  }
}

extension History {
  /// Writes a commit.
  fileprivate func write(_ content: [UInt8], into sink: inout ObjectSink) throws(GitError) -> ObjectID {
    try content.withBytes { bytes throws(GitError) in try sink.write(bytes, as: .commit, objects) }
  }
}
