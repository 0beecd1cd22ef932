extension AnswerChoice.Quotation {
  /// How far away a lead may stand to be quoted with its unit, in bytes.
  private static let reach = 4_000
  /// A lead that is longer is left out.
  private static let longestLead = 300

  /// The quotation of a unit: with its lead, and with as much of its paragraph or list as it needs to be understood.
  init(_ scored: AnswerChoice.Scored, in passage: PassageText) {
    let weights = AnswerWeights.current
    let units = passage.outline.units
    let (reading, unit) = (scored.reading, units[scored.reading.unit])
    var range = unit.range
    // What the title above says of the question, what stands under it answers.
    let isFromAbove = reading.ownShare < reading.share / 2
    let limit = isFromAbove ? weights.listLength : weights.length
    if unit.kind != .record, isFromAbove || (unit.kind == .sentence && reading.ownShare < weights.complete) {
      var next = reading.unit + 1
      while next < units.count, units[next].section == unit.section, isFromAbove || units[next].block == unit.block,
        units[next].range.upperBound - range.lowerBound <= limit
      {
        range = range.lowerBound..<units[next].range.upperBound
        next += 1
      }
      var before = reading.unit - 1
      while before >= 0, units[before].section == unit.section, units[before].block == unit.block,
        range.upperBound - units[before].range.lowerBound <= limit
      {
        range = units[before].range.lowerBound..<range.upperBound
        before -= 1
      }
    }
    var ranges = [range]
    if let lead = unit.lead, lead.upperBound <= range.lowerBound, lead.count <= Self.longestLead,
      range.lowerBound - lead.upperBound <= Self.reach
    {
      if passage.text[lead.upperBound..<range.lowerBound].allSatisfy({ isASCIIBlank($0) || $0 == UInt8(ascii: ":") }) {
        ranges = [lead.lowerBound..<range.upperBound]
      } else {
        ranges = [lead, range]
      }
    }
    self.init(
      passage: scored.passage, ranges: ranges, header: unit.header, score: scored.score, reading: reading)
  }

  /// Whether it begins, and whether it ends, within a sentence: longer ones than anybody quotes are cut.
  public func cuts(in passage: PassageText) -> (before: Bool, after: Bool) {
    let units = passage.outline.units
    guard let first = ranges.first, let last = ranges.last else { return (false, false) }
    func isCut(at border: Int) -> Bool {
      let next = units.partitioningIndex { $0.range.lowerBound >= border }
      guard next > 0, next < units.count, units[next].kind == .sentence, units[next - 1].kind == .sentence,
        units[next].block == units[next - 1].block
      else { return false }
      return !Self.endsSentence(passage.text[units[next - 1].range])
    }
    return (isCut(at: first.lowerBound), isCut(at: last.upperBound))
  }

  /// Whether a text ends as sentences do, closing quotation marks and brackets aside.
  private static func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
    let last = String(decoding: text.suffix(12), as: UTF8.self).unicodeScalars.last { scalar in
      !["\"", "'", ")", "]", "*", "_", "`", "”", "’", "»", "）", "」"].contains(scalar)
    }
    return last.map { scalar in
      ".!?:;…。！？；।؟۔។".unicodeScalars.contains(scalar) || scalar.value >= 0x0E00 && scalar.value < 0x1100
    } ?? true
  }

  /// Whether two quotations have bytes of a document in common, leads aside.
  func overlaps(_ other: Self, in passages: [PassageText]) -> Bool {
    let (mine, theirs) = (passages[passage], passages[other.passage])
    guard mine.name == theirs.name, let own = ranges.last, let their = other.ranges.last else { return false }
    return own.lowerBound + mine.start < their.upperBound + theirs.start
      && their.lowerBound + theirs.start < own.upperBound + mine.start
  }
}
