/// A JSON number as it was spelled, so that reading and writing it changes nothing: `1.0`, `1e3` and 40 digits stay
/// what they were.
public struct JSONNumber: Sendable, Equatable {
  /// The number's text, valid by RFC 8259.
  public let text: String

  /// A number that a parser has already checked.
  init(checked text: String) { self.text = text }

  /// An integer.
  public init(_ value: Int) { text = String(value) }

  /// The shortest text that reads back as the same number. An infinite one or no number becomes the text `null`.
  public init(_ value: Double) { text = value.isFinite ? value.description : "null" }

  /// The number as an integer, when it is whole and fits; `3.0` and `1e3` count as whole.
  public var int: Int? { Int(text) ?? Double(text).flatMap { abs($0) <= 0x1p53 ? Int(exactly: $0) : nil } }

  /// The nearest number in binary; infinite when it is too large for that.
  public var double: Double { Double(text) ?? .nan }
}
