/// Writes values as YAML that every reader, of version 1.1 or 1.2, takes for the same values.
public enum YAMLWriter {
  /// A whole document: a line for each entry, lists and mappings in brackets, text of several lines as a block where
  /// that is exact.
  public static func text(of entries: [(String, YAMLValue)]) -> String {
    unique(entries).map { key, value in
      let written = entryValue(value, indentation: 2)
      let lines = [entryStart(key, inFlow: false, separator: "\n") + " " + written.head] + written.blockLines
      return lines.joined(separator: "\n") + "\n"
    }.joined()
  }

  /// What stands behind a key in a block mapping: on the key's line, and on lines of its own below when it is a block.
  static func entryValue(_ value: YAMLValue, indentation: Int) -> (head: String, blockLines: [String]) {
    if case .string(let text) = value, let block = YAMLLiteralBlock(text) {
      return (block.header, block.lines(indentedBy: indentation))
    }
    return (inline(value, inFlow: false), [])
  }

  /// A value on one line; `inFlow` says that it stands inside brackets.
  static func inline(_ value: YAMLValue, inFlow: Bool) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): text(of: value)
    case .string(let value): YAMLScalarText.scalar(value, inFlow: inFlow)
    case .strings(let values): inline(.sequence(values.map { .string($0) }), inFlow: inFlow)
    case .sequence(let values): "[" + values.map { inline($0, inFlow: true) }.joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + unique(entries).map { flowEntry($0, $1) }.joined(separator: ", ") + "}"
    }
  }

  /// `key: value` as it stands inside braces.
  static func flowEntry(_ key: String, _ value: YAMLValue) -> String {
    entryStart(key, inFlow: true, separator: " ") + " " + inline(value, inFlow: true)
  }

  /// The key with its colon. One too long for a simple key (1024 characters, YAML 1.2 section 7.4.2) is marked with
  /// `?`.
  static func entryStart(_ key: String, inFlow: Bool, separator: String) -> String {
    let text = YAMLScalarText.scalar(key, inFlow: inFlow)
    return text.unicodeScalars.count > 1000 ? "? \(text)\(separator):" : text + ":"
  }

  /// A number with a point in it, for without one YAML 1.1 takes `1e+16` for text.
  static func text(of value: Double) -> String {
    if value.isNaN { return ".nan" }
    if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
    let text = value.description
    guard !text.contains("."), let exponent = text.firstIndex(of: "e") else { return text }
    return text[..<exponent] + ".0" + text[exponent...]
  }

  private static func unique(_ entries: [(String, YAMLValue)]) -> [(String, YAMLValue)] {
    var positions: [ExactText: Int] = [:]
    var result: [(String, YAMLValue)] = []
    for (key, value) in entries {
      if let position = positions[ExactText(key)] {
        result[position].1 = value
      } else {
        positions[ExactText(key)] = result.count
        result.append((key, value))
      }
    }
    return result
  }
}
