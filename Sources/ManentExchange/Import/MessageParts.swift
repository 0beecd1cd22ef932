import ManentFormats

/// Text out of the forms that a message's content comes in.
enum MessageParts {
  /// What is said, and the content itself where it holds more than that.
  ///
  /// Strings are joined by empty lines. Of what is no text (pictures, sounds) the kind is named in brackets, and a long
  /// content of it is left out of what is kept.
  static func text(of content: JSON) -> (text: String, parts: JSON?) {
    switch content {
    case .null: return ("", nil)
    case .string(let text): return (text, nil)
    case .array(let parts):
      let texts = parts.map { part in part.string ?? partText(part) }
      let isPlain = parts.allSatisfy { part in
        part.string != nil || part.object?.keys.allSatisfy { ["type", "text"].contains($0) } == true
      }
      let text = texts.filter { !$0.isEmpty }.joined(separator: "\n\n")
      // In one expression with `?:` the `nil` would be a JSON null.
      if isPlain { return (text, nil) }
      return (text, slim(content))
    default: return (strings(in: content).joined(separator: "\n\n"), slim(content))
    }
  }

  private static func partText(_ part: JSON) -> String {
    for key in ["text", "refusal", "transcript", "output"] {
      if let text = part[key]?.string { return text }
      if let text = part[key]?["value"]?.string { return text }
    }
    let name = part["name"]?.string ?? part["filename"]?.string
    let kind = part["type"]?.string ?? part["content_type"]?.string ?? "content"
    return "[\(kind)\(name.map { ": \($0)" } ?? "")]"
  }

  /// Every text in a value, but for the words that say what kind of value it is.
  static func strings(in value: JSON) -> [String] {
    switch value {
    case .string(let text): text.isEmpty ? [] : [text]
    case .array(let values): values.flatMap(strings)
    case .object(let object):
      object.entries.flatMap { isName($0.key) ? [] : strings(in: $0.value) }
    default: []
    }
  }

  /// Whether a key's value is for programs.
  private static func isName(_ key: String) -> Bool { ["content_type", "type"].contains(key) || key.hasSuffix("_id") }

  /// The value without texts of more than 64 KiB, which are pictures and sounds as a rule.
  static func slim(_ value: JSON) -> JSON {
    switch value {
    case .string(let text) where text.utf8.count > 1 << 16: .string("(\(text.utf8.count) bytes left out)")
    case .array(let values): .array(values.map(slim))
    case .object(let object): .object(JSONObject(object.entries.map { ($0.key, slim($0.value)) }))
    default: value
    }
  }
}
