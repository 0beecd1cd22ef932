/// How a question goes on with the answer before it.
public struct Continuation: Sendable, Equatable {
  /// What it wants.
  public enum Wish: Sendable, Equatable {
    /// Something else about the same subject.
    case other
    /// What has not been quoted yet.
    case more
    /// The reason.
    case reason
    /// One of the quotations, from 0; more of what stands around it.
    case quotation(Int)
  }

  /// A part of a document.
  public struct Place: Sendable, Equatable {
    /// The document's path below `documents/`.
    public var document: String
    /// The bytes of its text.
    public var range: Range<Int>

    /// A place from its parts.
    public init(document: String, range: Range<Int>) {
      self.document = document
      self.range = range
    }
  }

  /// What it wants.
  public var wish: Wish
  /// What was quoted before, the newest answer's quotations first.
  public var quoted: [Place]

  /// A continuation from its parts.
  public init(wish: Wish, quoted: [Place]) {
    self.wish = wish
    self.quoted = quoted
  }
}
