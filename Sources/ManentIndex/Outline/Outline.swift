/// How a text, or a part of one, is laid out: its sections and the units that can answer.
public struct Outline: Sendable, Equatable {
  /// The sections; the first one is the text itself.
  public internal(set) var sections: [OutlineSection]
  /// The units in order; they do not overlap.
  public internal(set) var units: [AnswerUnit]

  /// Reads the layout.
  ///
  /// The work grows with the length of the text and nothing else.
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - format: what the text is made of.
  ///   - isFlat: whether terms and their descriptions stand in paragraphs of their own, as in the text of a web page.
  public init(_ text: UnsafeBufferPointer<UInt8>, format: TextFormat, isFlat: Bool = false) {
    let bytes = TextBytes(text)
    var writer = OutlineWriter(bytes)
    switch format {
    case .plain, .markdown:
      var reader = ProseOutline(bytes, isMarkdown: format == .markdown, isFlat: isFlat)
      reader.read(into: &writer)
    case .code:
      var reader = CodeOutline(bytes)
      reader.read(into: &writer)
    case .csv: RowOutline(bytes).read(into: &writer)
    case .json:
      var reader = ElementOutline(bytes)
      reader.read(into: &writer)
    }
    sections = writer.sections
    units = writer.units
    dropContents(bytes)
  }

  /// Drops units that only name a section of the same text: a table of contents, with the words above it.
  private mutating func dropContents(_ text: TextBytes) {
    guard sections.count > 3 else { return }
    var titles: Set<UInt64> = []
    for section in sections.dropFirst() where section.title.count >= 4 && section.level < ProseOutline.termLevel {
      titles.insert(Self.signature(text, section.title))
    }
    units.removeAll { unit in
      unit.kind != .code && unit.range.count <= 200
        && (titles.contains(Self.signature(text, unit.range)) || ProseOutline.isSilent(unit.range, in: text))
    }
  }

  /// A hash of the letters of a text, and of the digits after the first letter.
  private static func signature(_ text: TextBytes, _ range: Range<Int>) -> UInt64 {
    var hash = Hash64()
    var hasBegun = false
    for index in range {
      let byte = text.bytes[index]
      let isLetter = isASCIILetter(byte) || byte >= 0x80
      if isLetter { hasBegun = true }
      if hasBegun, isLetter || isASCIIDigit(byte) { hash.combine(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    }
    return hash.value
  }

  /// Whether a document of that name is a web page, in whose text terms and their descriptions are paragraphs.
  public static func isFlat(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".html") || name.hasSuffix(".htm") || name.hasSuffix(".xhtml") || name.hasSuffix(".xht")
  }

  /// The titles above a section and its own, from the outermost.
  public func titles(of section: Int) -> [Range<Int>] {
    var titles: [Range<Int>] = []
    var section = section
    while section > 0 {
      titles.append(sections[section].title)
      section = sections[section].parent
    }
    return titles.reversed()
  }
}
