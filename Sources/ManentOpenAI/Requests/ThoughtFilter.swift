/// Keeps what a model only thinks out of what it says: many servers leave the thoughts in the text, as `<think>…</think>`
/// at its beginning, however they cut it.
struct ThoughtFilter {
  /// What a text comes to.
  struct Taken: Equatable {
    /// What it adds to what is said.
    var said = ""
    /// What it adds to what is thought.
    var thought = ""
    /// Whether all that was said before it turns out to be thoughts, of which only the end is told.
    var endsThoughts = false
  }

  private enum Place {
    /// Before the first character that tells; what came so far.
    case beginning(String)
    /// In thoughts that no tag began, as far as is known; all that came.
    case held(String)
    /// In the thoughts, which end with this tag; what came that may be the beginning of it.
    case thoughts(end: String, String)
    /// Between the thoughts and the first word.
    case gap
    /// In what is said, with no thoughts before; what came that may be the beginning of the tag that ends them, and
    /// whether a backtick is open, behind which a tag is only spoken of.
    case unmarked(String, isCode: Bool)
    case answer
  }

  private static let ends = ["</think>", "</thinking>"]

  private static let tags = ["<think>", "<thinking>"]

  private var place: Place

  /// A filter for an answer that begins with a tag or without thoughts; or for one of a model that is known to begin in
  /// its thoughts, and to tell only where they end.
  init(beginsInThoughts: Bool = false) {
    place = beginsInThoughts ? .held("") : .beginning("")
  }

  /// Takes the next text.
  mutating func take(_ text: String) -> Taken {
    switch place {
    case .answer: return Taken(said: text)
    case .gap:
      let words = text.drop(while: \.isWhitespace)
      if !words.isEmpty { place = .answer }
      return Taken(said: String(words))
    case .beginning(let before):
      let all = before + text
      let word = all.drop(while: \.isWhitespace)
      if let tag = Self.tags.first(where: word.hasPrefix) {
        place = .thoughts(end: "</" + tag.dropFirst(), "")
        return take(String(word.dropFirst(tag.count)))
      }
      if word.isEmpty || Self.tags.contains(where: { $0.hasPrefix(word) }) {
        place = .beginning(all)
        return Taken()
      }
      place = .unmarked("", isCode: false)
      return take(all)
    case .held(let before):
      let all = before + text
      let word = all.drop(while: \.isWhitespace)
      if let tag = Self.tags.first(where: word.hasPrefix) {
        place = .thoughts(end: "</" + tag.dropFirst(), "")
        return take(String(word.dropFirst(tag.count)))
      }
      guard let end = Self.firstEnd(in: all) else {
        place = .held(all)
        return Taken()
      }
      place = .gap
      var taken = take(String(all[end.upperBound...]))
      taken.thought = String(all[..<end.lowerBound])
      return taken
    case .thoughts(let end, let before):
      let all = before + text
      if let found = all.firstRange(of: end) {
        place = .gap
        var taken = take(String(all[found.upperBound...]))
        taken.thought = String(all[..<found.lowerBound])
        return taken
      }
      let kept = Self.length(ofBeginningOf: [end], atEndOf: all)
      place = .thoughts(end: end, String(all.suffix(kept)))
      return Taken(thought: String(all.dropLast(kept)))
    case .unmarked(let before, let wasCode):
      let all = before + text
      var (isCode, position) = (wasCode, all.startIndex)
      while let end = Self.firstEnd(in: all[position...]) {
        for character in all[position..<end.lowerBound] where character == "`" { isCode.toggle() }
        position = end.upperBound
        guard !isCode else { continue }
        place = .gap
        let rest = take(String(all[position...]))
        return Taken(said: rest.said, thought: String(all[..<end.lowerBound]), endsThoughts: true)
      }
      let kept = Self.length(ofBeginningOf: Self.ends, atEndOf: all[position...])
      for character in all[position...].dropLast(kept) where character == "`" { isCode.toggle() }
      place = .unmarked(String(all.suffix(kept)), isCode: isCode)
      return Taken(said: String(all.dropLast(kept)))
    }
  }

  private static func firstEnd(in text: some StringProtocol) -> Range<String.Index>? {
    let text = Substring(text)
    return ends.compactMap { text.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
  }

  /// How many characters at the end of a text are the beginning of a tag.
  private static func length(ofBeginningOf tags: [String], atEndOf text: some StringProtocol) -> Int {
    tags.map { tag in (1..<tag.count).reversed().first { text.hasSuffix(tag.prefix($0)) } ?? 0 }.max() ?? 0
  }

  /// What was held back and was no tag, when nothing more comes.
  mutating func end() -> String {
    switch place {
    case .beginning(let text), .held(let text), .unmarked(let text, _):
      place = .answer
      return text
    default: return ""
    }
  }
}
