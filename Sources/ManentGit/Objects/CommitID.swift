/// The name that git gives to a commit: 40 hexadecimal digits.
public struct CommitID: Hashable, Sendable, CustomStringConvertible {
  package let object: ObjectID

  package init(_ object: ObjectID) { self.object = object }

  /// A name from its 40 hexadecimal digits.
  public init?(_ text: some StringProtocol) {
    guard let object = ObjectID(text) else { return nil }
    self.object = object
  }

  /// 40 lower-case hexadecimal digits.
  public var description: String { object.description }
}
