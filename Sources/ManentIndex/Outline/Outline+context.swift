extension Outline {
  /// For each passage of a text, what stands above it (``context(of:in:)``).
  public static func contexts(of ranges: [Range<Int>], in text: [UInt8], format: TextFormat, name: String) -> [String] {
    let outline = text.withUnsafeBufferPointer { Outline($0, format: format, isFlat: isFlat(name)) }
    return ranges.map { outline.context(of: $0, in: text) }
  }

  /// What a passage is found by beside its words: the name of its document and what stands above it.
  public static func trail(_ name: String, _ context: String) -> String {
    context.isEmpty ? name : "\(name) \(context)"
  }

  /// What stands above a part of the text and not in it, and is needed to understand it: the titles, the header of the
  /// table, the option or question that it begins within.
  /// - Parameters:
  ///   - range: the part.
  ///   - text: the text that the outline is of.
  public func context(of range: Range<Int>, in text: [UInt8]) -> String {
    let first = units.partitioningIndex { $0.range.upperBound > range.lowerBound }
    guard first < units.count else { return "" }
    let unit = units[first]
    var parts = titles(of: unit.section)
    if let header = unit.header { parts.append(header) }
    if let lead = unit.lead, !parts.contains(lead) { parts.append(lead) }
    var words: [String] = []
    for part in parts where part.upperBound <= range.lowerBound {
      // A title of more than this is no title.
      words.append(String(decoding: text[part].prefix(200), as: UTF8.self))
    }
    return words.joined(separator: " ")
  }
}
