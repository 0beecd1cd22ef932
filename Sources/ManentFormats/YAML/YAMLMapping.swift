internal import ManentCore

/// The entries of a mapping, read by the type that is wanted; a value of another type is an error with its place.
///
/// A key that is missing and one whose value is null both read as `nil`; ``contains(_:)`` tells them apart.
public struct YAMLMapping: Sendable {
  private let source: YAMLSource
  private let node: YAMLNode
  private let positions: [ExactText: Int]

  /// The document's root, which must be a mapping; an empty document is an empty one.
  public init(_ document: YAMLDocument) throws(YAMLError) {
    guard document.root.entries != nil || document.root.isNull else {
      throw document.source.error(at: document.root.range.lowerBound, "expected 'key: value' lines")
    }
    self.init(document.root, in: document.source)
  }

  private init(_ node: YAMLNode, in source: YAMLSource) {
    self.source = source
    self.node = node
    let keys = (node.entries ?? []).enumerated().map { (ExactText($0.element.key.text ?? ""), $0.offset) }
    positions = Dictionary(keys) { first, _ in first }
  }

  private var entries: [(key: YAMLNode, value: YAMLNode)] { node.entries ?? [] }

  private func value(_ key: String) -> YAMLNode? { positions[ExactText(key)].map { entries[$0].value } }

  /// The keys in order.
  public var keys: [String] { entries.compactMap(\.key.text) }

  /// Whether the key is there, even with null.
  public func contains(_ key: String) -> Bool { positions[ExactText(key)] != nil }

  /// Text; a number or a truth value must be quoted to count as such.
  public func string(_ key: String) throws(YAMLError) -> String? {
    try read(key, as: "text") { $0.string }
  }

  /// A whole number.
  public func integer(_ key: String) throws(YAMLError) -> Int? {
    try read(key, as: "a whole number") { $0.int }
  }

  /// A number.
  public func number(_ key: String) throws(YAMLError) -> Double? {
    try read(key, as: "a number") { $0.double }
  }

  /// `true` or `false`.
  public func boolean(_ key: String) throws(YAMLError) -> Bool? {
    try read(key, as: "true or false") { $0.bool }
  }

  /// A list of text.
  public func strings(_ key: String) throws(YAMLError) -> [String]? {
    guard let value = value(key), !value.isNull else { return nil }
    let message = "'\(key)' must be a list of text"
    guard case .sequence(let elements) = value.value else { throw error(for: key, message) }
    var strings: [String] = []
    for element in elements {
      guard let string = element.json.string else { throw source.error(at: element.range.lowerBound, message) }
      strings.append(string)
    }
    return strings
  }

  /// A mapping.
  public func mapping(_ key: String) throws(YAMLError) -> YAMLMapping? {
    guard let value = value(key), !value.isNull else { return nil }
    guard value.entries != nil else { throw error(for: key, "'\(key)' must be a mapping") }
    return YAMLMapping(value, in: source)
  }

  /// A list of mappings.
  public func mappings(_ key: String) throws(YAMLError) -> [YAMLMapping]? {
    guard let value = value(key), !value.isNull else { return nil }
    let message = "'\(key)' must be a list of mappings"
    guard case .sequence(let elements) = value.value else { throw error(for: key, message) }
    var mappings: [YAMLMapping] = []
    for element in elements {
      guard element.entries != nil else { throw source.error(at: element.range.lowerBound, message) }
      mappings.append(YAMLMapping(element, in: source))
    }
    return mappings
  }

  /// Any value; plain scalars by the core schema of YAML 1.2.
  public func json(_ key: String) -> JSON? { value(key)?.json }

  /// The whole mapping.
  public var json: JSON { node.entries == nil ? [:] : node.json }

  private func read<Value>(
    _ key: String, as type: String, _ convert: (JSON) -> Value?
  ) throws(YAMLError) -> Value? {
    guard let value = value(key)?.json, value != .null else { return nil }
    guard let result = convert(value) else { throw error(for: key, "'\(key)' must be \(type)") }
    return result
  }
}

extension YAMLMapping {
  /// An error at a key's value, or at the mapping when the key is missing.
  public func error(for key: String, _ message: String) -> YAMLError {
    source.error(at: (value(key) ?? node).range.lowerBound, message)
  }

  /// An error at a key, or at the mapping when the key is missing.
  public func errorAtKey(_ key: String, _ message: String) -> YAMLError {
    source.error(at: (positions[ExactText(key)].map { entries[$0].key } ?? node).range.lowerBound, message)
  }

  /// Refuses the first key that is not among those known, naming the nearest one that is.
  public func rejectUnknownKeys(known: [String]) throws(YAMLError) {
    for entry in entries {
      guard let key = entry.key.text, !known.contains(key) else { continue }
      throw source.error(
        at: entry.key.range.lowerBound, "unknown key '\(key)'", suggestion: Nearest.match(for: key, in: known))
    }
  }
}
