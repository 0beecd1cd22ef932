/// Findings as they come: where two overlap, one is left that covers both and is called after the more telling one.
struct FindingList {
  private struct Entry {
    var range: Range<Int>
    var kind: String
    var isSpecific: Bool
  }

  private var entries: [Entry] = []

  /// How many there are.
  var count: Int { entries.count }

  /// Adds a finding; findings come in the order of what led to them, so that only late ones can overlap it.
  mutating func add(_ range: Range<Int>, kind: String, isSpecific: Bool) {
    var entry = Entry(range: range, kind: kind, isSpecific: isSpecific)
    while let last = entries.last, last.range.upperBound > entry.range.lowerBound {
      // One that lies wholly behind was found early (a value far from its word); then this one stands before it.
      guard last.range.lowerBound < entry.range.upperBound else { return insertBefore(entry) }
      let covering =
        min(last.range.lowerBound, entry.range.lowerBound)..<max(last.range.upperBound, entry.range.upperBound)
      let named = last.isSpecific || !entry.isSpecific ? last : entry
      entry = Entry(range: covering, kind: named.kind, isSpecific: named.isSpecific)
      entries.removeLast()
    }
    entries.append(entry)
  }

  private mutating func insertBefore(_ entry: Entry) {
    guard let last = entries.popLast() else { return entries.append(entry) }
    add(entry.range, kind: entry.kind, isSpecific: entry.isSpecific)
    entries.append(last)
  }

  /// The findings with their lines.
  func findings(in text: TextWindow, limit: Int) -> [SecretFinding] {
    var line = 1
    var position = 0
    return entries.prefix(limit).map { entry in
      line += text.lineFeeds(in: position..<entry.range.lowerBound)
      position = entry.range.lowerBound
      return SecretFinding(kind: entry.kind, range: entry.range, line: line)
    }
  }
}
