/// A credential in a text: what it is and where, never what it says.
public struct SecretFinding: Sendable, Hashable {
  /// What it is, as in "OpenAI key".
  public var kind: String
  /// The bytes that are secret: those that a redaction replaces.
  public var range: Range<Int>
  /// The line that it begins in, from 1.
  public var line: Int

  /// A finding from its parts.
  public init(kind: String, range: Range<Int>, line: Int) {
    self.kind = kind
    self.range = range
    self.line = line
  }

  /// The kind with its article: "an OpenAI key".
  public var kindWithArticle: String { ("AEIO".contains(kind.prefix(1).uppercased()) ? "an " : "a ") + kind }

  /// What a redaction puts in its place: `[redacted: OpenAI key]`.
  public var replacement: String { "[redacted: \(kind)]" }
}
