/// A value in a YAML file, with its place.
public struct YAMLNode: Sendable {
  /// What a node holds.
  public enum Value: Sendable {
    /// Text; when plain (neither quoted nor a block) it may stand for a number, a truth value or null.
    case scalar(String, isPlain: Bool)
    /// Nodes in order.
    case sequence([YAMLNode])
    /// Nodes by key, in order, each key once.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// What it holds.
  public var value: Value
  /// Where it begins.
  public var position: YAMLPosition
  /// Its bytes, without a comment after it; empty for a value that is left out.
  public var range: Range<Int>
  /// Whether it is a collection in brackets rather than one made by indentation.
  var isFlow = false

  /// Whether it is null: left out, `~` or `null`.
  public var isNull: Bool { json == .null }

  /// The text of a scalar, however it is written.
  var text: String? { if case .scalar(let text, _) = value { text } else { nil } }

  /// The entries of a mapping.
  var entries: [(key: YAMLNode, value: YAMLNode)]? { if case .mapping(let entries) = value { entries } else { nil } }

  /// The value as JSON, plain scalars by the core schema of YAML 1.2.
  public var json: JSON {
    switch value {
    case .scalar(let text, isPlain: true): YAMLCoreSchema.value(of: text)
    case .scalar(let text, isPlain: false): .string(text)
    case .sequence(let nodes): .array(nodes.map(\.json))
    case .mapping(let entries): .object(JSONObject(entries.map { ($0.key.text ?? "", $0.value.json) }))
    }
  }
}
