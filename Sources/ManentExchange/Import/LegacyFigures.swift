/// What the legacy layout held more than once.
public struct LegacyFigures: Sendable, Equatable {
  /// How many copies of documents there are.
  public var copies = 0
  /// How many documents those are, told by content.
  public var documents = 0
  /// How many of them are new to the workspace.
  public var added = 0
  /// The bytes of all copies.
  public var bytes = 0
  /// The bytes of all copies but the first of each document.
  public var duplicateBytes = 0
  /// How many passages the copies have that were embedded: each document's as often as there is a copy.
  public var embeddings = 0
  /// How many of those are the same as another copy's.
  public var duplicateEmbeddings = 0
  /// The bytes of the sessions' own indexes, none of which is needed any more.
  public var indexBytes = 0
  /// The bytes of those indexes that are of the same documents as another session's.
  public var duplicateIndexBytes = 0
  /// Documents that could not be taken.
  public var failed: [ImportSummary.Failure] = []
}
