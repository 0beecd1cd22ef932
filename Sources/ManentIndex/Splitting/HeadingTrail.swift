/// The headings above each section of a document.
struct HeadingTrail {
  private var open: [(level: Int, title: String)] = []
  private var sections: [[String]] = [[]]

  /// The number of the section that text belongs to now; 0 before the first heading.
  var current: Int { sections.count - 1 }

  /// Begins a section below those of a lower level.
  mutating func begin(level: Int, title: String) {
    while let last = open.last, last.level >= level { open.removeLast() }
    open.append((level, title))
    sections.append(open.map(\.title).filter { !$0.isEmpty })
  }

  /// The headings of a section, from the outermost.
  func headings(of section: Int) -> [String] { sections[section] }

  /// Leaves of a trail what it has in common with another section's.
  func shorten(_ headings: inout [String], toShareWith section: Int) {
    let other = sections[section]
    let shared = zip(headings, other).prefix { $0 == $1 }.count
    if shared < headings.count { headings.removeSubrange(shared...) }
  }
}
