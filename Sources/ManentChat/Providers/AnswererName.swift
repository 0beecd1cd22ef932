/// A provider and a model by their names, whether or not there are such.
public struct AnswererName: Sendable, Equatable, CustomStringConvertible {
  /// The provider.
  public var provider: String
  /// The model; `nil` for the provider's default.
  public var model: String?

  /// `PROVIDER` or `PROVIDER:MODEL`, as users write it.
  public var description: String { model.map { "\(provider):\($0)" } ?? provider }
}
