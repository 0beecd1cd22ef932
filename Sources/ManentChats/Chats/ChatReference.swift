/// A user's reference to a chat: a part of its id, or its title.
struct ChatReference {
  private let text: String
  private let title: String
  private let isCut: Bool

  init(_ text: String) {
    self.text = text
    let folded = Self.folded(text)
    isCut = folded.hasSuffix("…") && folded.count > 1
    title = isCut ? Self.folded(folded.dropLast()) : folded
  }

  /// The ids that begin with it, else those that end with it, else those whose shown part (the last 8 characters) it is a
  /// part of, else those that it is a part of; in any case of letters.
  func matches(among ids: [String]) -> [String] {
    guard !text.isEmpty else { return [] }
    let lowered = text.lowercased()
    let ways: [(String) -> Bool] = [
      { $0.hasPrefix(text) }, { text.utf8.count >= 8 && $0.hasSuffix(text) }, { $0.lowercased().hasPrefix(lowered) },
      { isPartOfShown($0) }, { isPart($0) },
    ]
    return ways.lazy.map { ids.filter($0) }.first { !$0.isEmpty } ?? []
  }

  /// Whether it is a part of what lists show of an id.
  func isPartOfShown(_ id: String) -> Bool {
    text.utf8.count >= 4 && id.suffix(8).lowercased().contains(text.lowercased())
  }

  /// Whether it is a part of a whole id, in any case.
  func isPart(_ id: String) -> Bool { text.utf8.count >= 4 && id.lowercased().contains(text.lowercased()) }

  /// Whether a chat has this title, in any case; its beginning where it ends in `…`, as lists show long ones.
  func isTitle(_ title: String) -> Bool {
    guard !self.title.isEmpty else { return false }
    return isCut ? Self.folded(title).hasPrefix(self.title) : Self.folded(title) == self.title
  }

  private static func folded(_ text: some StringProtocol) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
