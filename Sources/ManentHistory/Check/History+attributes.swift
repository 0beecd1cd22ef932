/// What `.gitattributes` say of a path.
public enum AttributeValue: Hashable, Sendable {
  /// The attribute is set.
  case set
  /// It is taken away (`-text`).
  case unset
  /// Nothing is said.
  case unspecified
  /// It has a value (`merge=union`).
  case text(String)
}

extension History {
  /// What git's attributes say of a path of the workspace, whether there is such a file or not.
  public func attribute(_ name: String, of path: String) throws(HistoryError) -> AttributeValue {
    try repository.attribute(name, of: prefix + path)
  }

  /// Whether git passes a path of the workspace over.
  public func isIgnored(_ path: String) throws(HistoryError) -> Bool { try repository.isIgnored(prefix + path) }
}
