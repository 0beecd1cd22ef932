/// A value handed to SQLite.
public enum Value: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
  /// No value.
  case null
  /// A whole number.
  case integer(Int64)
  /// A floating-point number.
  case real(Double)
  /// Text.
  case text(String)
  /// Text from its UTF-8 bytes, which are not checked.
  case utf8([UInt8])
  /// Bytes.
  case blob([UInt8])

  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// No value.
  public init(nilLiteral: ()) { self = .null }
  /// A whole number.
  public init(_ number: Int) { self = .integer(Int64(number)) }
  /// A whole number or none.
  public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
  /// Text or none.
  public init(_ text: String?) { self = text.map(Value.text) ?? .null }
}
