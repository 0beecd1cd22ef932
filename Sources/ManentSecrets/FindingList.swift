/// Findings as they come: where two overlap, one is left that covers both and is called after the more telling one.
struct FindingList {
  private struct Entry {
    var range: Range<Int>
    var kind: String
    var isSpecific: Bool
  }

  private var entries: [Entry] = []

  /// Adds a finding that begins no earlier than those before it.
  mutating func add(_ range: Range<Int>, kind: String, isSpecific: Bool) {
    var entry = Entry(range: range, kind: kind, isSpecific: isSpecific)
    if let last = entries.last, last.range.upperBound > range.lowerBound {
      if last.isSpecific || !isSpecific { (entry.kind, entry.isSpecific) = (last.kind, last.isSpecific) }
      entry.range = last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
      entries.removeLast()
    }
    entries.append(entry)
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
