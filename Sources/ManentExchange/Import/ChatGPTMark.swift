import ManentFormats

/// A mark in an answer of ChatGPT: U+E200, its kind, U+E202 and what it is about, U+E201.
///
/// `cite` and its kin hold references (`turn0search0`); an `entity` holds a list with the kind and the name of a thing;
/// `url`, `navlist`, `video` and others a title and references; some a JSON object. The page shows the words.
struct ChatGPTMark {
  /// `cite`, `entity` and so on; empty when the mark names none.
  let kind: String
  private let parts: [Substring]

  /// Reads what is between the first and the last character of a mark.
  init(_ inner: some StringProtocol) {
    let name = inner.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    let rest = Substring(inner.dropFirst(name.count))
    let pieces = rest.split(separator: "\u{E202}")
    // A mark without anything behind its first word is that word, not a kind.
    let isWord =
      rest.isEmpty && !Self.silent.contains(String(name)) || !rest.isEmpty && !"\u{E202}[{".contains(rest.first!)
    kind = isWord ? "" : String(name)
    parts = isWord ? Substring(inner).split(separator: "\u{E202}") : pieces
  }

  /// Whether it stands for a word of the sentence, and not for its source.
  var isWord: Bool { kind == "entity" }

  /// What people read of it; empty for one that only refers to something.
  var text: String {
    guard !Self.silent.contains(kind) else { return "" }
    let texts = parts.map(Self.text).filter { !$0.isEmpty }
    return texts.joined(separator: ", ")
  }

  /// Kinds that hold nothing but references.
  private static let silent: Set<String> = ["cite", "filecite", "memcite", "source", "sources"]

  private static func text(of part: Substring) -> String {
    if let first = part.first, "[{".contains(first), let json = try? JSON(parsing: Array(part.utf8)) {
      return text(of: json)
    }
    let pieces = part.split(separator: ",", omittingEmptySubsequences: false)
    if pieces.allSatisfy({ isReference($0.drop { $0 == " " }) }) { return "" }
    return String(part)
  }

  /// The name in a list (`["company","Acme","maker of anvils"]`) or an object.
  private static func text(of json: JSON) -> String {
    switch json {
    case .string(let text): return isReference(text[...]) ? "" : text
    case .array(let values):
      let texts = values.compactMap(\.string).filter { !isReference($0[...]) }
      // The kind comes before the name, and a description after it.
      if texts.count == values.count, texts.count > 1 { return texts[1] }
      return texts.first ?? values.map(text).first { !$0.isEmpty } ?? ""
    case .object(let object):
      for key in ["name", "title", "text", "label", "display", "value", "alt", "query"] {
        guard let value = object[key] else { continue }
        if let list = value.array { return list.compactMap(\.string).joined(separator: ", ") }
        let found = text(of: value)
        if !found.isEmpty { return found }
      }
      return ""
    default: return ""
    }
  }

  /// Whether a text is one of ChatGPT's own references: `turn0search12`, with lines (`L1-L4`) behind it or alone.
  private static func isReference(_ text: Substring) -> Bool {
    if text.isEmpty { return true }
    var rest = text
    if rest.hasPrefix("turn") {
      rest = rest.dropFirst(4)
      let turn = rest.prefix { $0.isNumber }
      rest = rest.dropFirst(turn.count)
      let kind = rest.prefix { $0.isLetter || $0 == "_" }
      rest = rest.dropFirst(kind.count)
      return !turn.isEmpty && !kind.isEmpty && rest.allSatisfy { $0.isNumber || "L-:".contains($0) }
    }
    return rest.first == "L" && rest.count > 1 && rest.dropFirst().allSatisfy { $0.isNumber || "L-".contains($0) }
  }
}
