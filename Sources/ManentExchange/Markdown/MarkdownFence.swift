/// Follows the fences around code, line by line.
struct MarkdownFence {
  /// The fence that is open.
  private(set) var open: (mark: Character, length: Int)?
  /// The longest fence of each kind so far.
  private(set) var longest: [Character: Int] = [:]

  /// Whether the next line is of code, its fences included.
  mutating func takes(_ line: Substring) -> Bool {
    // A fence may stand in a quote or a list.
    let inner = line.drop { $0 == " " || $0 == ">" || $0 == "\t" }
    let mark = inner.first
    let length = mark == "`" || mark == "~" ? inner.prefix { $0 == mark }.count : 0
    if length >= 3, let mark { longest[mark] = max(longest[mark] ?? 0, length) }
    let rest = inner.dropFirst(length)
    if let fence = open {
      if mark == fence.mark, length >= fence.length, rest.allSatisfy(\.isWhitespace) { open = nil }
      return true
    }
    guard length >= 3, let mark, mark == "~" || !rest.contains("`") else { return false }
    open = (mark, length)
    return true
  }
}
