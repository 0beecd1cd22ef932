/// A value to be written to a YAML file.
public enum YAMLValue: Sendable {
  /// Null.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A number.
  case double(Double)
  /// Text.
  case string(String)
  /// A list of text.
  case strings([String])
  /// A list.
  case sequence([YAMLValue])
  /// Values by key, in order; of two with the same key the later value takes the earlier place.
  case mapping([(String, YAMLValue)])

  /// What reading it back gives.
  public var json: JSON {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): JSON(value)
    case .double(let value): YAMLCoreSchema.value(of: YAMLWriter.text(of: value))
    case .string(let value): .string(value)
    case .strings(let values): .array(values.map { .string($0) })
    case .sequence(let values): .array(values.map(\.json))
    case .mapping(let entries): .object(JSONObject(entries.map { ($0.0, $0.1.json) }))
    }
  }
}

extension YAMLValue {
  /// The value that JSON spells; a number with more digits than the machine has loses them.
  public init(_ json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let number): self = Int(number.text).map { .int($0) } ?? .double(number.double)
    case .string(let value): self = .string(value)
    case .array(let values): self = .sequence(values.map { YAMLValue($0) })
    case .object(let object): self = .mapping(object.entries.map { ($0.key, YAMLValue($0.value)) })
    }
  }
}

extension YAMLValue: ExpressibleByStringLiteral {
  /// Text.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension YAMLValue: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
}

extension YAMLValue: ExpressibleByFloatLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self = .double(value) }
}

extension YAMLValue: ExpressibleByBooleanLiteral {
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
