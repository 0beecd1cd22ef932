/// What this machine's cache has saved a command, and what was added to it.
package struct CacheSaving: Sendable, Equatable {
  /// Passages that were not embedded again.
  package var passages = 0
  /// Texts that were not extracted again.
  package var texts = 0
  /// Bytes that the cache holds since.
  var added = 0

  static func += (left: inout CacheSaving, right: CacheSaving) {
    left.passages += right.passages
    left.texts += right.texts
    left.added += right.added
  }
}
