import TestSupport

/// Text that is hard on a writer of YAML or JSON.
enum RandomText {
  private static let pieces: [String] =
    [
      "a", "b", "é", "e\u{301}", "日", "😀", " ", " ", "  ", "\n", "\n", "\r", "\t", "\"", "'", "\\", ":", ": ", " #",
      "#", "-",
      "- ", "?", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "~", "<<", "=", "0", "1", "12:30",
      ".5",
      "e3", "0x", "yes", "no", "null", "true", "off", "n", "2026-01-01", "---", "...", "<<<<<<< ", "\u{0}", "\u{1B}",
      "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}",
      "\u{10FFFF}", "\u{E000}", "\u{200D}", "\u{202E}", "\n\n", "\n ", " \n", "\n\u{301}",
    ]

  static func next(upTo count: Int = 6, using random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// A word or text that is hard, about as often.
  static func key(using random: inout SeededGenerator) -> String {
    Bool.random(using: &random) ? "key\(Int.random(in: 0..<20, using: &random))" : next(upTo: 3, using: &random)
  }
}
