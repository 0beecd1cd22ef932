/// An error that Manent raises on purpose.
///
/// Each module has one such type that holds facts (a code, a path, an underlying error); the sentence for people is
/// made in `description` alone. How an error exits or answers over a wire is decided by the surface, not here.
public protocol ManentError: Error, CustomStringConvertible, Sendable {}
