/// A JSON value (RFC 8259) that reads and writes without loss: keys keep their order and numbers their spelling.
///
/// Two values are equal when they have the same structure, spelling of numbers and order of keys.
public enum JSON: Sendable, Equatable {
  /// The literal `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as it was spelled.
  case number(JSONNumber)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSON])
  /// Values by key, in order.
  case object(JSONObject)

  /// An integer.
  public init(_ value: Int) { self = .number(JSONNumber(value)) }

  /// A number in its shortest form that reads back the same; `null` when it is infinite or no number, as JSON has
  /// neither.
  public init(_ value: Double) { self = value.isFinite ? .number(JSONNumber(value)) : .null }

  /// Text.
  public init(_ value: String) { self = .string(value) }

  /// A truth value.
  public init(_ value: Bool) { self = .bool(value) }
}

extension JSON {
  /// The text, when this is text.
  public var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The number, when this is a whole one that fits; `3.0` counts as whole.
  public var int: Int? { if case .number(let value) = self { value.int } else { nil } }

  /// The number, when this is one.
  public var double: Double? { if case .number(let value) = self { value.double } else { nil } }

  /// The truth value, when this is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The values in order, when this is an array.
  public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }

  /// The values by key, when this is an object.
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The value under a key, when this is an object that has it.
  public subscript(key: String) -> JSON? { object?[key] }
}

extension JSON: ExpressibleByNilLiteral {
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}

extension JSON: ExpressibleByStringLiteral {
  /// Text.
  public init(stringLiteral value: String) { self.init(value) }
}

extension JSON: ExpressibleByStringInterpolation {}

extension JSON: ExpressibleByIntegerLiteral {
  /// An integer.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension JSON: ExpressibleByFloatLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self.init(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
  /// A truth value.
  public init(booleanLiteral value: Bool) { self.init(value) }
}

extension JSON: ExpressibleByArrayLiteral {
  /// Values in order.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// Values by key, in the order written.
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
