import ManentCore

/// One line of `.gitignore`, as gitignore(5) has it.
struct IgnorePattern: Sendable {
  /// Whether what fits is taken in again.
  let isNegated: Bool
  private let onlyFolders: Bool
  /// Whether the path is matched from where the line stands, rather than the last part of it anywhere below.
  private let isAnchored: Bool
  private let pattern: [UInt8]
  /// The bytes before the first special one, and those after the last.
  private let opening, closing: [UInt8]
  private var isLiteral: Bool { opening.count == pattern.count }
  /// The folder that the line stands in, relative to the one that is walked, with a slash at its end; or empty.
  private let base: String
  /// The path of the folder that is walked from the one that the line stands in, with a slash at its end; or empty.
  private let above: String

  /// A pattern from a line; `nil` for a blank one or a comment.
  init?(_ line: some StringProtocol, base: String, above: String = "") {
    var text = Array(line.utf8)
    if text.last == 0x0D { text.removeLast() }
    while text.last == 0x20, text.dropLast().last != UInt8(ascii: "\\") { text.removeLast() }
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    isNegated = first == UInt8(ascii: "!")
    if isNegated { text.removeFirst() }
    onlyFolders = text.last == UInt8(ascii: "/")
    if onlyFolders { text.removeLast() }
    isAnchored = text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text.removeFirst() }
    guard !text.isEmpty else { return nil }
    pattern = text
    let special = Set("*?[]\\".utf8)
    opening = Array(text.prefix { !special.contains($0) })
    // The slash after `**` may be the one before it.
    let rest = text.dropFirst(opening.count).reversed().prefix { !special.contains($0) }.reversed()
    closing = Array(rest.drop { $0 == UInt8(ascii: "/") })
    self.base = base
    self.above = above
  }

  /// Whether a path fits, relative to the folder that is walked.
  func matches(_ path: String, isFolder: Bool) -> Bool {
    if onlyFolders, !isFolder { return false }
    guard path.utf8.starts(with: base.utf8) else { return false }
    let inner = path.utf8.dropFirst(base.utf8.count)
    if isAnchored { return fits(Array(above.utf8) + inner) }
    let name = inner.lastIndex(of: UInt8(ascii: "/")).map { inner[inner.index(after: $0)...] } ?? inner
    return fits(Array(name))
  }

  /// Whether the whole of a text fits the pattern: `*`, `?` and `[…]` stay within a part of a path; `**` goes across.
  private func fits(_ text: [UInt8]) -> Bool {
    // Nearly every name is done with here.
    guard text.starts(with: opening), text.count >= opening.count + closing.count, text.suffix(closing.count) == closing
    else { return false }
    return isLiteral ? text.count == opening.count : Self.matches(pattern, text)
  }

  /// One table of places instead of trying again, so that no pattern takes more than its length times the path's.
  private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    // Whether the pattern so far fits the text up to a place.
    var reached = [Bool](repeating: false, count: text.count + 1)
    reached[0] = true
    var place = 0
    while place < pattern.count {
      guard let first = reached.firstIndex(of: true) else { return false }
      var next = [Bool](repeating: false, count: text.count + 1)
      switch pattern[place] {
      case UInt8(ascii: "*"):
        let start = place
        while place < pattern.count, pattern[place] == UInt8(ascii: "*") { place += 1 }
        // Asterisks go across only where they stand alone between slashes.
        let goesAcross =
          place > start + 1 && (start == 0 || pattern[start - 1] == slash)
          && (place == pattern.count || pattern[place] == slash)
        if goesAcross, place < pattern.count {
          // No folder, or any number of them.
          place += 1
          for index in first...text.count where index == 0 || text[index - 1] == slash {
            next[index] = reached[index] || index > first
          }
        } else {
          for index in first...text.count {
            next[index] =
              reached[index] || index > first && next[index - 1] && (goesAcross || text[index - 1] != slash)
          }
        }
      case UInt8(ascii: "?"):
        place += 1
        for index in first..<text.count where reached[index] && text[index] != slash {
          // A character may have several bytes.
          var end = index + 1
          while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
          next[end] = true
        }
      case UInt8(ascii: "["):
        guard let (set, isInverted, end) = Self.set(pattern, place) else { fallthrough }
        place = end
        for index in first..<text.count where reached[index] && text[index] != slash {
          if set.contains(where: { $0.contains(text[index]) }) != isInverted { next[index + 1] = true }
        }
      default:
        if pattern[place] == UInt8(ascii: "\\"), place + 1 < pattern.count { place += 1 }
        for index in first..<text.count where reached[index] && text[index] == pattern[place] { next[index + 1] = true }
        place += 1
      }
      reached = next
    }
    return reached[text.count]
  }

  /// The ranges in brackets, and where the pattern goes on; `nil` when the bracket is not closed.
  private static func set(
    _ pattern: [UInt8], _ start: Int
  ) -> (ranges: [ClosedRange<UInt8>], isInverted: Bool, end: Int)? {
    var place = start + 1
    let isInverted =
      place < pattern.count && (pattern[place] == UInt8(ascii: "!") || pattern[place] == UInt8(ascii: "^"))
    if isInverted { place += 1 }
    var ranges: [ClosedRange<UInt8>] = []
    while place < pattern.count, pattern[place] != UInt8(ascii: "]") || ranges.isEmpty {
      let low = pattern[place]
      if place + 2 < pattern.count, pattern[place + 1] == UInt8(ascii: "-"), pattern[place + 2] != UInt8(ascii: "]") {
        if low <= pattern[place + 2] { ranges.append(low...pattern[place + 2]) }
        place += 3
      } else {
        ranges.append(low...low)
        place += 1
      }
    }
    return place < pattern.count ? (ranges, isInverted, place + 1) : nil
  }
}
