/// Joins pieces of a text to chunks of a good size, and cuts at the best place when a chunk is full.
struct ChunkPacker {
  /// A part of the text that is not cut any more, with the quality of the break before it.
  private struct Piece {
    var range: Range<Int>
    var strength: BreakStrength
    var section: Int
    var isHeading: Bool
  }

  let text: TextBytes
  let settings: SplitterSettings
  private let fitsInOne: Bool
  private var pages: PageStarts
  private var trail = HeadingTrail()
  private var pieces: [Piece] = []
  private var chunks: [Chunk] = []

  init(_ text: TextBytes, settings: SplitterSettings, pages: PageStarts) {
    self.text = text
    self.settings = settings
    self.pages = pages
    fitsInOne = text.trimmed(0..<text.count).count <= settings.maximum
  }

  /// Adds a part of the text. One that no chunk can hold is cut.
  mutating func add(_ range: Range<Int>, _ strength: BreakStrength, isHeading: Bool = false) {
    var rest = text.trimmed(range)
    var strength = strength
    while rest.count > settings.maximum {
      let cut = LongText.cut(text, rest, limit: settings.maximum)
      place(text.trimmed(rest.lowerBound..<cut), strength, isHeading)
      rest = text.trimmed(cut..<rest.upperBound)
      strength = .word
    }
    place(rest, strength, isHeading)
  }

  /// Begins a section with its heading.
  mutating func addHeading(_ range: Range<Int>, level: Int, title: String) {
    if let first = pieces.first, let last = pieces.last, !fitsInOne,
      last.range.upperBound - first.range.lowerBound >= settings.minimum
    {
      emit(pieces.count)
    }
    trail.begin(level: level, title: title)
    add(range, .heading, isHeading: true)
  }

  /// The chunks, once all is added.
  mutating func finish() -> [Chunk] {
    emit(pieces.count)
    return chunks
  }

  private mutating func place(_ range: Range<Int>, _ strength: BreakStrength, _ isHeading: Bool) {
    guard !range.isEmpty else { return }
    // A citation names one page, so that no chunk goes on from the page that it begins on.
    if let first = pieces.first, pages.begin(after: first.range.lowerBound, upTo: range.lowerBound) {
      emit(pieces.count)
    }
    while let first = pieces.first, range.upperBound - first.range.lowerBound > settings.maximum {
      emit(bestCut(before: strength))
    }
    pieces.append(Piece(range: range, strength: strength, section: trail.current, isHeading: isHeading))
  }

  /// How many of the pieces the next chunk takes: the strongest break in reach, of equal ones the one nearest to the
  /// target.
  private func bestCut(before next: BreakStrength) -> Int {
    let start = pieces[0].range.lowerBound
    var best = pieces.count
    var bestStrength = next
    var bestDistance = abs(pieces[best - 1].range.upperBound - start - settings.target)
    for count in stride(from: pieces.count - 1, to: 0, by: -1) {
      let size = pieces[count - 1].range.upperBound - start
      if size < settings.target / 2 { break }
      let strength = pieces[count].strength
      let distance = abs(size - settings.target)
      if strength > bestStrength || (strength == bestStrength && distance < bestDistance) {
        (best, bestStrength, bestDistance) = (count, strength, distance)
      }
    }
    return best
  }

  /// Makes a chunk of the first pieces.
  private mutating func emit(_ count: Int) {
    guard count > 0 else { return }
    let range = pieces[0].range.lowerBound..<pieces[count - 1].range.upperBound
    var sections = pieces[..<count].lazy.filter { !$0.isHeading }.map(\.section).makeIterator()
    var headings = trail.headings(of: sections.next() ?? pieces[count - 1].section)
    while !headings.isEmpty, let section = sections.next() { trail.shorten(&headings, toShareWith: section) }
    chunks.append(Chunk(range: range, headings: headings, page: pages.page(at: range.lowerBound)))
    pieces.removeFirst(count)
  }
}
