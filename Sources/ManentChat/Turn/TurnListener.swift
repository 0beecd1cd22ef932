public import ManentFormats

/// Hears how a turn goes on.
public struct TurnListener {
  /// Told who is asked and with how much, just before that is done.
  public var began: (TurnStart) -> Void
  /// Called with each piece of the answer as it comes. An `Interruption` that it throws stops the answer; after any other
  /// error nothing more is told, and the answer is kept whole all the same.
  public var emit: (String) throws -> Void
  /// Called with each piece of a call of a tool, in the shape of OpenAI's deltas.
  public var called: (JSON) throws -> Void
  /// Called with the whole answer, when it is to be shown to observers before it is kept.
  public var answered: (String) throws -> Void

  /// A listener from its parts.
  public init(
    began: @escaping (TurnStart) -> Void = { _ in }, emit: @escaping (String) throws -> Void = { _ in },
    called: @escaping (JSON) throws -> Void = { _ in }, answered: @escaping (String) throws -> Void = { _ in }
  ) {
    self.began = began
    self.emit = emit
    self.called = called
    self.answered = answered
  }
}
