import ManentCore

/// One line of `.gitignore`, as gitignore(5) has it.
struct IgnorePattern: Sendable {
  /// Whether what fits is taken in again.
  let isNegated: Bool
  private let onlyFolders: Bool
  /// Whether the path is matched from where the line stands, rather than the last part of it anywhere below.
  private let isAnchored: Bool
  private let pattern: [UInt8]
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
    self.base = base
    self.above = above
  }

  /// Whether a path fits, relative to the folder that is walked.
  func matches(_ path: String, isFolder: Bool) -> Bool {
    if onlyFolders, !isFolder { return false }
    guard path.utf8.starts(with: base.utf8) else { return false }
    let inner = path.utf8.dropFirst(base.utf8.count)
    if isAnchored { return Self.matches(pattern, Array(above.utf8) + inner) }
    let name = inner.lastIndex(of: UInt8(ascii: "/")).map { inner[inner.index(after: $0)...] } ?? inner
    return Self.matches(pattern, Array(name))
  }

  /// `*`, `?` and `[…]` stay within a part of a path; `**` goes across.
  ///
  /// One table of places instead of trying again, so that no pattern takes more than its length times the path's.
  private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var reached = Set([0])
    var place = 0
    let slash = UInt8(ascii: "/")
    while place < pattern.count {
      if reached.isEmpty { return false }
      var next: Set<Int> = []
      switch pattern[place] {
      case UInt8(ascii: "*") where place + 1 < pattern.count && pattern[place + 1] == UInt8(ascii: "*"):
        while place < pattern.count, pattern[place] == UInt8(ascii: "*") { place += 1 }
        let first = reached.min() ?? 0
        if place < pattern.count, pattern[place] == slash {
          // No folder, or any number of them.
          place += 1
          next = reached.filter { $0 == 0 || text[$0 - 1] == slash }
          for index in first..<text.count where text[index] == slash { next.insert(index + 1) }
        } else {
          next = Set(first...text.count)
        }
      case UInt8(ascii: "*"):
        place += 1
        for start in reached where !next.contains(start) {
          var index = start
          while next.insert(index).inserted, index < text.count, text[index] != slash { index += 1 }
        }
      case UInt8(ascii: "?"):
        place += 1
        for index in reached where index < text.count && text[index] != slash {
          // A character may have several bytes.
          var end = index + 1
          while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
          next.insert(end)
        }
      case UInt8(ascii: "["):
        guard let (set, isInverted, end) = Self.set(pattern, place) else { fallthrough }
        place = end
        for index in reached where index < text.count && text[index] != slash {
          if set.contains(where: { $0.contains(text[index]) }) != isInverted { next.insert(index + 1) }
        }
      default:
        if pattern[place] == UInt8(ascii: "\\"), place + 1 < pattern.count { place += 1 }
        for index in reached where index < text.count && text[index] == pattern[place] { next.insert(index + 1) }
        place += 1
      }
      reached = next
    }
    return reached.contains(text.count)
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
