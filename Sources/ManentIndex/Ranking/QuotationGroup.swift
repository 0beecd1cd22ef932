/// Units that are quoted together: the best one and others, nearly as good, that stand close to it.
struct QuotationGroup {
  /// The best first.
  var parts: [AnswerChoice.Quotation]

  /// Whether another document says the same, so that it is quoted once with both numbers and nothing joins.
  var isRepeated: Bool

  init(_ first: AnswerChoice.Quotation, isRepeated: Bool = false) {
    parts = [first]
    self.isRepeated = isRepeated
  }

  var score: Float { parts[0].score }

  func overlaps(_ quotation: AnswerChoice.Quotation, in passages: [PassageText]) -> Bool {
    parts.contains { quotation.overlaps($0, in: passages) }
  }

  /// Whether another document says the same in the same words.
  func repeats(_ quotation: AnswerChoice.Quotation, in passages: [PassageText]) -> Bool {
    guard parts.count == 1, passages[parts[0].passage].name != passages[quotation.passage].name else { return false }
    return Self.text(parts[0], in: passages) == Self.text(quotation, in: passages)
  }

  /// The share of the words of the shorter of two texts from which on they are two versions of one.
  private static let likeness = 0.8

  /// Whether a quotation says nearly the same in nearly the same words, as another version of a document does.
  func resembles(_ quotation: AnswerChoice.Quotation, in passages: [PassageText]) -> Bool {
    let (mine, theirs) = (Set(Self.text(parts[0], in: passages)), Set(Self.text(quotation, in: passages)))
    return Double(mine.intersection(theirs).count) >= Self.likeness * Double(min(mine.count, theirs.count))
  }

  private static func text(_ quotation: AnswerChoice.Quotation, in passages: [PassageText]) -> [ArraySlice<UInt8>] {
    let text = passages[quotation.passage].text
    return quotation.ranges.flatMap { text[$0].split(whereSeparator: isASCIIBlank) }
  }

  /// Whether a quotation may join: it is of the same document, near, good and short enough.
  /// - Parameter isWithin: whether it must lie in the passage of the first.
  func admits(_ quotation: AnswerChoice.Quotation, in passages: [PassageText], isWithin: Bool) -> Bool {
    let weights = AnswerWeights.current
    let (mine, theirs) = (passages[parts[0].passage], passages[quotation.passage])
    guard !isRepeated, parts.count < weights.parts, quotation.score >= weights.joining * score,
      mine.name == theirs.name,
      parts[0].header == nil || quotation.header.map({ theirs.text[$0] }) == parts[0].header.map({ mine.text[$0] }),
      let place = parts[0].ranges.last, let other = Self.moved(quotation, from: theirs, to: mine)?.last
    else { return false }
    if isWithin, other.lowerBound < mine.range.lowerBound || other.upperBound > mine.range.upperBound { return false }
    let length = parts.reduce(other.count) { $0 + ($1.ranges.last?.count ?? 0) }
    return length <= weights.joinedLength
      && max(other.lowerBound - place.upperBound, place.lowerBound - other.upperBound) <= weights.reach
  }

  /// All parts as one quotation of the first one's passage, in the order of the text.
  func joined(in passages: [PassageText]) -> AnswerChoice.Quotation {
    guard parts.count > 1 else { return parts[0] }
    let passage = passages[parts[0].passage]
    let ranges = parts.flatMap { Self.moved($0, from: passages[$0.passage], to: passage) ?? [] }
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      guard let last = joined.last, touches(last, range, in: passage.text) else {
        joined.append(range)
        continue
      }
      joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    }
    var quotation = parts[0]
    quotation.ranges = joined
    return quotation
  }

  /// Whether there is nothing to be left out between two ranges.
  private func touches(_ first: Range<Int>, _ second: Range<Int>, in text: [UInt8]) -> Bool {
    second.lowerBound <= first.upperBound
      || text[first.upperBound..<second.lowerBound].allSatisfy { isASCIIBlank($0) }
  }

  /// The ranges of a quotation by the bytes of another passage's text; `nil` when they are not in it.
  private static func moved(
    _ quotation: AnswerChoice.Quotation, from: PassageText, to: PassageText
  ) -> [Range<Int>]? {
    let distance = from.start - to.start
    let ranges = quotation.ranges.map { $0.lowerBound + distance..<$0.upperBound + distance }
    return ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= to.text.count } ? ranges : nil
  }
}
