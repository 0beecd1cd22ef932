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
  func preparePurges(theirs: CommitID) throws -> PurgedHistory {
    PurgedHistory(theirs: theirs, replacesRemote: false)
  }

  /// Ends what `preparePurges` began, once the remote is in order.
  func finishPurges() throws {}
}
