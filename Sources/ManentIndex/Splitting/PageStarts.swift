/// Where the pages of a text begin.
struct PageStarts {
  private var starts: [Int]
  private var current = 0

  /// The given pages, or those that form feeds divide where they can mean pages.
  init(_ text: TextBytes, pages: [Range<Int>], format: TextFormat) {
    if !pages.isEmpty {
      starts = pages.map(\.lowerBound).sorted()
      return
    }
    starts = []
    // In source code a form feed divides sections, not pages.
    guard format == .plain || format == .markdown else { return }
    var index = text.next(0x0C, from: 0, to: text.count)
    while index < text.count {
      if starts.isEmpty { starts.append(0) }
      starts.append(index + 1)
      index = text.next(0x0C, from: index + 1, to: text.count)
    }
  }

  /// The page, from 1, that holds a position; positions must not go back. `nil` when there are no pages.
  mutating func page(at index: Int) -> Int? {
    guard !starts.isEmpty else { return nil }
    while current < starts.count, starts[current] <= index { current += 1 }
    return max(1, current)
  }

  /// Whether a page begins behind one position and not behind another.
  func begin(after first: Int, upTo last: Int) -> Bool {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= first { low = middle + 1 } else { high = middle }
    }
    return low < starts.count && starts[low] <= last
  }
}
