/// Collects the sections and units of an outline.
struct OutlineWriter {
  let text: TextBytes
  private(set) var sections: [OutlineSection]
  private(set) var units: [AnswerUnit] = []
  /// The sections that are open, by number, from the outermost.
  private var open: [Int] = [0]
  private var place = 0

  /// The deepest that sections nest; deeper ones stand in the last of these.
  private static let deepest = 64

  init(_ text: TextBytes) {
    self.text = text
    sections = [OutlineSection(parent: -1, title: 0..<0, level: 0, isSilent: false)]
  }

  /// The section that is open now.
  var current: Int { open[open.count - 1] }

  /// Whether nothing stands in the open section yet.
  var isAtBeginning: Bool { place == 0 }

  /// Begins a section, after those that it ends.
  mutating func begin(level: Int, title: Range<Int>, isSilent: Bool = false) {
    end(downTo: level)
    if open.count >= Self.deepest { open.removeLast() }
    let parent = current
    sections.append(
      OutlineSection(
        parent: parent, title: title, level: level, isSilent: isSilent || sections[parent].isSilent))
    open.append(sections.count - 1)
    place = 0
  }

  /// Ends the sections of a level and of deeper ones.
  mutating func end(downTo level: Int) {
    var hasEnded = false
    while open.count > 1, sections[current].level >= level {
      open.removeLast()
      hasEnded = true
    }
    // What follows a section within the one around it is not that one's beginning.
    if hasEnded { place = 1 }
  }

  /// Lets the title of the open section begin further in front.
  mutating func extendTitle(to start: Int) {
    sections[current].title = start..<sections[current].title.upperBound
  }

  /// The title of the open section.
  var title: Range<Int> { sections[current].title }
  /// The level of the open section.
  var level: Int { sections[current].level }

  /// Adds a unit, unless it holds no letter or digit.
  mutating func add(
    _ kind: AnswerUnit.Kind, _ range: Range<Int>, lead: Range<Int>? = nil, header: Range<Int>? = nil,
    block: Range<Int>? = nil
  ) {
    let range = text.trimmed(range)
    guard !range.isEmpty, !sections[current].isSilent, text.hasWord(range) else { return }
    units.append(
      AnswerUnit(kind, range, lead: lead, header: header, block: block, section: current, place: place))
  }

  mutating func truncate(_ count: Int) { units.removeSubrange(count...) }

  /// Ends a block of units: what follows has the next place in the section.
  mutating func endBlock() { place += 1 }

  /// Gives the units from one on a block in common.
  mutating func join(from first: Int, block: Range<Int>) {
    for index in first..<max(first, units.count) { units[index].block = block }
  }
}

extension TextBytes {
  /// Whether a range holds a letter, a digit or a character beyond ASCII that carries meaning by itself.
  func hasWord(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < 0x80 {
        if isASCIILetter(byte) || isASCIIDigit(byte) { return true }
        index += 1
      } else {
        let scalar = scalar(at: index)
        if Script.isWordLike(scalar.value) { return true }
        index += scalar.length
      }
    }
    return false
  }
}
