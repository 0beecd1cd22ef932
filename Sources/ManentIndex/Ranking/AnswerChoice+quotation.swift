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

  /// Whether two quotations have bytes of a document in common, leads aside.
  func overlaps(_ other: Self, in passages: [PassageText]) -> Bool {
    let (mine, theirs) = (passages[passage], passages[other.passage])
    guard mine.name == theirs.name, let own = ranges.last, let their = other.ranges.last else { return false }
    return own.lowerBound + mine.start < their.upperBound + theirs.start
      && their.lowerBound + theirs.start < own.upperBound + mine.start
  }
}
