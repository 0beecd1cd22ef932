import TestSupport

extension SeededGenerator {
  mutating func bytes(upTo limit: Int) -> [UInt8] {
    (0..<Int.random(in: 0...limit, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// A text that mixes everything that the rules look at.
  mutating func text(upTo limit: Int) -> String {
    let parts = [
      "word", "Dr.", " ", " ", " ", "\n", "\n\n", "\r\n", ".", "!", "?", "…", "。", "！", "語", "ที่", "ไทย", "é",
      "e\u{301}",
      "👩‍👩‍👧‍👦", "🇩🇪", "\"", "“", "”", "(", ")", "[1]", "1.", "3.14", "# ", "## Head", "```\n", "- ", "| a | b |", "\t",
      "{", "}", "[", "]", ",", ":", "\\", "a,b", "\u{3000}", "\u{FEFF}", "\u{c}", "===", "---", "\u{301}", "\u{200D}",
      "func f() {", "A", "z. B.",
    ]
    return (0..<Int.random(in: 0...limit, using: &self)).map { _ in parts.randomElement(using: &self) ?? "" }.joined()
  }

  /// A vector with components around zero, some of them exactly zero.
  mutating func vector(_ dimensions: Int, zeros: Double = 0.2) -> [Float] {
    (0..<dimensions).map { _ in
      Double.random(in: 0..<1, using: &self) < zeros ? 0 : Float.random(in: -1...1, using: &self)
    }
  }
}
