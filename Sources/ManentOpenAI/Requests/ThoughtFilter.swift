/// Keeps what a model only thinks out of what it says: many servers leave the thoughts in the text, as `<think>…</think>`
/// at its beginning, however they cut it.
struct ThoughtFilter {
  private enum Place {
    /// Before the first character that tells; what came so far.
    case beginning(String)
    /// In the thoughts, which end with this tag; what came that may be the beginning of it.
    case thoughts(end: String, String)
    /// Between the thoughts and the first word.
    case gap
    case answer
  }

  private static let tags = ["<think>", "<thinking>"]

  private var place = Place.beginning("")

  /// Takes the next text.
  ///
  /// - Returns: what it adds to what is said, and to what is thought.
  mutating func take(_ text: String) -> (said: String, thought: String) {
    switch place {
    case .answer: return (text, "")
    case .gap:
      let words = text.drop(while: \.isWhitespace)
      if !words.isEmpty { place = .answer }
      return (String(words), "")
    case .beginning(let before):
      let all = before + text
      let word = all.drop(while: \.isWhitespace)
      if let tag = Self.tags.first(where: word.hasPrefix) {
        place = .thoughts(end: "</" + tag.dropFirst(), "")
        return take(String(word.dropFirst(tag.count)))
      }
      if word.isEmpty || Self.tags.contains(where: { $0.hasPrefix(word) }) {
        place = .beginning(all)
        return ("", "")
      }
      place = .answer
      return (all, "")
    case .thoughts(let end, let before):
      let all = before + text
      if let found = all.firstRange(of: end) {
        place = .gap
        let (said, _) = take(String(all[found.upperBound...]))
        return (said, String(all[..<found.lowerBound]))
      }
      let kept = (1..<end.count).reversed().first { all.hasSuffix(end.prefix($0)) } ?? 0
      place = .thoughts(end: end, String(all.suffix(kept)))
      return ("", String(all.dropLast(kept)))
    }
  }

  /// What was held back and was no tag, when nothing more comes.
  mutating func end() -> String {
    guard case .beginning(let text) = place else { return "" }
    place = .beginning("")
    return text
  }
}
