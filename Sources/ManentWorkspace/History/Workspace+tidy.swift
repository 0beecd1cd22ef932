import ManentHistory

extension Workspace {
  /// More bytes than this are put together in the background: it takes longer than anybody should wait for.
  private static let quickBytes = 256 << 10

  /// Keeps the repository small after a commit.
  ///
  /// What fails here fails no command: the commit is made, the objects are where they were, and the next commit tries
  /// again.
  func tidyHistory() {
    guard (try? history().tidy(upTo: Self.quickBytes)) == .due else { return }
    if let start = surroundings.tidyInBackground { start(root) } else { _ = try? history().tidy() }
  }
}
