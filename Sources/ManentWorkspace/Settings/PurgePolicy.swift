/// What becomes of a purge that another machine made, when a sync brings it (machine setting `purges`).
public enum PurgePolicy: String, Sendable, CaseIterable {
  /// The chat is forgotten, and the user is asked whether it is to be purged here, too.
  case ask
  /// The chat is forgotten: it leaves the tree, and can be brought back.
  case forget
  /// The chat is purged here as well.
  case accept
}
