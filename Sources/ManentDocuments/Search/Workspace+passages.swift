import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import ManentWorkspace

extension Workspace {
  /// Passages whose layout is read, so that the one with the answer comes first.
  private static let readClosely = 16
  /// What is read of a document before and after a passage to know how it is laid out.
  private static let before = 24_576
  private static let after = 4_096
  /// Documents up to this length are read whole.
  private static let whole = 65_536

  /// The best passages: those that an answer would quote, then the others, each in the order of the ranking.
  ///
  /// A passage grows by what is quoted from right beside it, so that a quotation lies within its source.
  func chooseAmong(
    _ ranked: [RankedCandidate], _ found: Found, _ plan: QueryPlan, limit: Int
  ) throws -> [Passage] {
    let (places, candidates) = (found.places, found.candidates)
    let close = Array(ranked.prefix(Self.readClosely))
    var texts = try close.map {
      try passageText(places[$0.index], text: candidates[$0.index].text, found.readers[$0.index])
    }
    let choice = AnswerChoice(plan, from: texts, scores: close.map(\.score))
    for quotation in choice.quotations {
      let text = texts[quotation.passage]
      let quoted = quotation.ranges.reduce(text.range) {
        min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
      }
      texts[quotation.passage] = text.covering(quoted)
    }
    var order: [Int] = []
    for quotation in choice.quotations where !order.contains(quotation.passage) { order.append(quotation.passage) }
    order += ranked.indices.filter { !order.contains($0) }
    return order.prefix(limit).map { number in
      let place = places[ranked[number].index]
      let text = number < texts.count ? texts[number] : nil
      return passage(
        place, text: candidates[ranked[number].index].text, score: Double(ranked[number].score), surroundings: text)
    }
  }

  private func passage(
    _ place: PassagePlace, text: String, score: Double, surroundings: PassageText?
  ) -> Passage {
    var passage = Passage(
      document: place.document.name, blob: place.document.blob, range: place.passage.range, page: place.passage.page,
      line: place.passage.line, text: text, score: score, surroundings: surroundings)
    guard let surroundings else { return passage }
    let (start, bytes) = (surroundings.start, surroundings.text)
    let range = surroundings.range.lowerBound + start..<surroundings.range.upperBound + start
    guard range != passage.range else { return passage }
    let gained = bytes[
      surroundings.range.lowerBound..<max(surroundings.range.lowerBound, place.passage.range.lowerBound - start)]
    passage.line -= gained.count { $0 == UInt8(ascii: "\n") }
    passage.range = range
    passage.text = String(decoding: bytes[surroundings.range], as: UTF8.self)
    return passage
  }

  /// A passage with as much of its document around it as tells how it is laid out; alone when that cannot be read.
  private func passageText(_ place: PassagePlace, text: String, _ reader: DocumentReader) throws -> PassageText {
    let (document, range) = (place.document, place.passage.range)
    let format = TextFormat(rawValue: document.format) ?? .plain
    let alone = PassageText(
      Array(text.utf8), start: range.lowerBound, range: 0..<text.utf8.count, name: document.name, format: format)
    var window =
      range.upperBound <= Self.whole
      ? 0..<Self.whole : max(0, range.lowerBound - Self.before)..<range.upperBound + Self.after
    var bytes: [UInt8]
    do {
      bytes = try reader.text(of: document, range: window)
    } catch let error as FileError where error.isNotFound {
      // It was removed after it was found.
      return alone
    }
    // Whole lines only, so that none is taken for what its middle looks like.
    if window.lowerBound > 0, let line = bytes.firstIndex(of: UInt8(ascii: "\n")) {
      bytes.removeFirst(line + 1)
      window = window.lowerBound + line + 1..<window.upperBound
    }
    if bytes.count == window.count, let line = bytes.lastIndex(of: UInt8(ascii: "\n")) { bytes.removeSubrange(line...) }
    let inside = range.lowerBound - window.lowerBound..<range.upperBound - window.lowerBound
    guard inside.lowerBound >= 0, inside.upperBound <= bytes.count else { return alone }
    let header =
      format == .csv && window.lowerBound > 0
      ? PassageText.header(inBeginning: try reader.text(of: document, range: 0..<Self.after)) : ""
    return PassageText(
      bytes, start: window.lowerBound, range: inside, name: document.name, format: format, header: header)
  }
}
