import ManentHistory

extension Workspace {
  /// Keeps the repository small after a commit: puts its objects together when many have gathered.
  ///
  /// What fails here fails no command: the commit is made, the objects are where they were, and a later commit tries
  /// again.
  package func tidyHistory() {
    if let queue = surroundings.commits, !queue.isTimeToTidy() { return }
    guard (try? history().isPackingDue()) == true else { return }
    if let start = surroundings.tidyInBackground { start(root) } else { _ = try? history().pack() }
  }
}
