import ManentCore

/// An embedder that could not embed what it was given.
struct EmbeddingFailure: ManentError {
  /// Why.
  var reason: String

  var description: String { "the documents cannot be embedded: \(reason)" }
}
