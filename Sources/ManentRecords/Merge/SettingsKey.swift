/// A key of a settings file, with those of the mappings that it is in, or one of its tags.
package struct SettingsKey: Hashable, Comparable, CustomStringConvertible {
  /// The names, the outermost first.
  package var parts: [String]
  /// The tag, where the key is `tags` and each tag counts for itself.
  package var tag: String?

  package var description: String { (parts + (tag.map { [$0] } ?? [])).joined(separator: ".") }

  /// Keys that a new file has come in its order; others follow in the order of their bytes.
  private static let known = [
    "id", "title", "created_at", "tags", "template", "instructions", "provider", "model", "observers", "window",
    "tokens", "timeout", "pinned", "retention", "forked_from", "cleared_before",
  ]

  package static func < (left: SettingsKey, right: SettingsKey) -> Bool {
    let (one, other) = (left.rank, right.rank)
    if one != other { return one < other }
    return left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }

  private var rank: Int { parts.first.flatMap { Self.known.firstIndex(of: $0) } ?? Self.known.count }

  /// Whether the other key is in the mapping of this name.
  func isAbove(_ other: SettingsKey) -> Bool {
    tag == nil && other.parts.count + (other.tag == nil ? 0 : 1) > parts.count && other.parts.starts(with: parts)
      && other != self
  }
}
