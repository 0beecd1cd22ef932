/// Why a commit has to wait for somebody.
public enum CommitDelay: String, Hashable, Sendable {
  /// The user is in the middle of a merge.
  case merging
  /// The user is in the middle of a rebase.
  case rebasing
  /// The user is in the middle of a cherry-pick.
  case cherryPicking
  /// The user is in the middle of a revert.
  case reverting
  /// The user is in the middle of a bisection.
  case bisecting
  /// The user is in the middle of applying patches (`git am`).
  case applyingPatches
  /// Another program holds git's `index.lock`.
  case indexLocked
  /// Another program holds the lock of the branch, or moves the branch faster than commits can be made.
  case branchLocked
  /// Git knows no identity, and its settings (`user.useConfigOnly`) say that none may be guessed.
  case noIdentity
  /// Another process of Manent commits to this repository for longer than this one is willing to wait.
  case busy
}
