/// A place in a text as people count it.
public struct YAMLPosition: Sendable, Equatable {
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters (Unicode scalars), counted from 1.
  public var column: Int
}
