/// A passage with as much of its document around it as reading it needs.
public struct PassageText: Sendable, Equatable {
  /// A part of the document's text that holds the passage.
  public let text: [UInt8]
  /// Where that part begins in the document, in bytes.
  public let start: Int
  /// The passage, by its bytes in ``text``.
  public let range: Range<Int>
  /// The document's name.
  public let name: String
  /// How ``text`` is laid out.
  public let outline: Outline
  /// The header of a table that begins in front of ``text``; empty when there is none.
  public let header: String

  /// A passage.
  /// - Parameters:
  ///   - text: the document's text or a part of it that begins and ends with whole lines.
  ///   - start: where that part begins in the document.
  ///   - range: the passage, by its bytes in `text`.
  ///   - name: the document's name.
  ///   - outline: how `text` is laid out.
  ///   - header: the header of a table that begins in front of `text`.
  public init(
    _ text: [UInt8], start: Int = 0, range: Range<Int>, name: String, outline: Outline, header: String = ""
  ) {
    self.text = text
    self.start = start
    self.range = range.clamped(to: 0..<text.count)
    self.name = name
    self.outline = outline
    self.header = header
  }

  /// A passage of a text that is not laid out yet.
  /// - Parameters:
  ///   - text: the document's text or a part of it that begins and ends with whole lines.
  ///   - start: where that part begins in the document.
  ///   - range: the passage, by its bytes in `text`.
  ///   - name: the document's name; that of a web page tells that the text is one's.
  ///   - format: what the text is made of.
  ///   - header: the header of a table that begins in front of `text`.
  public init(
    _ text: [UInt8], start: Int = 0, range: Range<Int>, name: String, format: TextFormat, header: String = ""
  ) {
    let outline = text.withUnsafeBufferPointer { Outline($0, format: format, isFlat: Outline.isFlat(name)) }
    self.init(text, start: start, range: range, name: name, outline: outline, header: header)
  }

  /// The same text around a larger passage.
  public func covering(_ range: Range<Int>) -> PassageText {
    PassageText(text, start: start, range: range, name: name, outline: outline, header: header)
  }

  /// The header of a table of separated values, from the beginning of its file; empty when it has none.
  public static func header(inBeginning bytes: [UInt8]) -> String { RowOutline.header(inBeginning: bytes) }

  /// The units that begin in the passage.
  var units: Range<Int> {
    var first = outline.units.partitioningIndex { $0.range.upperBound > range.lowerBound }
    if first < outline.units.count, outline.units[first].range.lowerBound < range.lowerBound,
      first + 1 < outline.units.count
    {
      // A unit that began before belongs to the passage before, unless most of it is here.
      let unit = outline.units[first].range
      if unit.upperBound - range.lowerBound < range.lowerBound - unit.lowerBound { first += 1 }
    }
    let end = outline.units.partitioningIndex { $0.range.lowerBound >= range.upperBound }
    return first..<max(first, end)
  }
}

extension Array {
  /// The first index whose element fulfils a condition that all later ones fulfil.
  func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
