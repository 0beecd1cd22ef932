import ManentFormats

/// The `content` of a message, which is text, a list of parts, or absent.
struct ChatContent {
  /// What is said.
  var text = ""
  /// What is only thought.
  var reasoning = ""
  /// Why nothing is said.
  var refusal = ""

  /// Reads it. Parts are `{"type": "text", "text": …}`, with the text as a string or below `value`; parts that are
  /// thought (`thinking`, `reasoning`) or refuse have their text below the key of their name; others are passed over.
  init(_ value: JSON?) {
    switch value {
    case .string(let text)?: self.text = text
    case .array(let parts)?: for part in parts { add(part) }
    case .object?: if let value { add(value) }
    default: break
    }
  }

  private mutating func add(_ part: JSON) {
    if let plain = part.string {
      text += plain
      return
    }
    switch part["type"]?.string ?? "text" {
    case "text", "output_text": text += Self.words(part["text"] ?? part["content"])
    case "thinking", "reasoning": reasoning += Self.words(part["thinking"] ?? part["reasoning"] ?? part["text"])
    case "refusal": refusal += Self.words(part["refusal"])
    default: break
    }
  }

  private static func words(_ value: JSON?) -> String {
    if let parts = value?.array { return parts.map { words($0["text"] ?? $0) }.joined() }
    return value?.string ?? value?["value"]?.string ?? ""
  }
}
