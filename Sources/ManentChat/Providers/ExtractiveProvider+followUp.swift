import ManentIndex
import ManentPlugins

extension ExtractiveProvider {
  /// At most how many sentences are quoted.
  private static var sentenceLimit: Int { AnswerChoice.most }

  /// Of the quotations for a question that goes on with another and names nothing of its own: those that were not
  /// quoted before.
  func fresh(
    _ quotations: [AnswerChoice.Quotation], of texts: [PassageText], for request: AnswerRequest, _ plan: QueryPlan
  ) -> [AnswerChoice.Quotation] {
    guard let continuation = request.continuation, !continuation.quoted.isEmpty,
      !plan.terms.contains(where: \.isEarlier)
    else { return quotations }
    let kept = quotations.filter { quotation in
      let text = texts[quotation.passage]
      return !quotation.ranges.contains { range in
        let place = text.start + range.lowerBound..<text.start + range.upperBound
        return continuation.quoted.contains { $0.document == text.name && $0.range.overlaps(place) }
      }
    }
    return kept.isEmpty ? quotations : kept
  }

  /// Quotes more of what was quoted from before, a reason for it, or one quotation with what follows; `nil` when the
  /// question is none of that, or when there is nothing.
  func elaborate(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer? {
    guard let continuation = request.continuation, let first = continuation.quoted.first else { return nil }
    let found: [(passage: Int, range: Range<Int>)]
    switch continuation.wish {
    case .other: return nil
    case .more:
      let all = sentences(of: request).filter {
        !isQuoted($0.range, of: request.passages[$0.passage], in: continuation.quoted)
      }
      found = Array(nearest(to: first, all, request).prefix(Self.sentenceLimit))
    case .reason:
      let all = sentences(of: request).filter { isReason(text($0.range, of: request.passages[$0.passage])) }
      found = Array(nearest(to: first, all, request).prefix(1))
    case .quotation(let number):
      guard continuation.quoted.indices.contains(number) else { return nil }
      let place = continuation.quoted[number]
      found = Array(
        sentences(of: request).filter { sentence in
          let passage = request.passages[sentence.passage]
          let start = passage.range.lowerBound + sentence.range.lowerBound
          return passage.document == place.document && start >= place.range.lowerBound
            && start < place.range.upperBound + 600
        }.prefix(Self.sentenceLimit))
    }
    guard !found.isEmpty else { return nil }
    var content = ""
    var quotes: [Answer.Quote] = []
    for sentence in found {
      let passage = request.passages[sentence.passage]
      let folded = text(sentence.range, of: passage).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let piece = (content.isEmpty ? "" : "\n") + "“\(folded)” [\(sentence.passage + 1)]"
      try emit(piece)
      content += piece
      let start = passage.range.lowerBound
      quotes.append(
        Answer.Quote(
          passage: sentence.passage, range: start + sentence.range.lowerBound..<start + sentence.range.upperBound))
    }
    return Answer(content: content, quotes: quotes)
  }

  private func text(_ range: Range<Int>, of passage: Passage) -> String {
    String(decoding: Array(passage.text.utf8)[range], as: UTF8.self)
  }

  private func isQuoted(_ range: Range<Int>, of passage: Passage, in quoted: [Continuation.Place]) -> Bool {
    let place = passage.range.lowerBound + range.lowerBound..<passage.range.lowerBound + range.upperBound
    return quoted.contains { $0.document == passage.document && $0.range.overlaps(place) }
  }

  private func isReason(_ text: String) -> Bool {
    let units = TalkUnit.units(of: text)
    return units.indices.contains { start in
      (1...4).contains { length in
        start + length <= units.count
          && FollowUpWords.causes.contains(units[start..<start + length].map(\.text).joined(separator: " "))
      }
    }
  }

  /// All sentences of the passages that say something.
  private func sentences(of request: AnswerRequest) -> [(passage: Int, range: Range<Int>)] {
    request.passages.enumerated().flatMap { index, passage in
      let text = Array(passage.text.utf8)
      return Sentences.ranges(in: text).lazy.map { (passage: index, range: $0) }.filter { sentence in
        let marks = text[sentence.range].prefix { $0 == UInt8(ascii: "#") }
        return !(1...6).contains(marks.count) || text[sentence.range].dropFirst(marks.count).first != UInt8(ascii: " ")
      }
    }
  }

  /// Sentences in the order of their distance from a place: what follows it before what stands in front of it, its own
  /// document before others.
  private func nearest(
    to place: Continuation.Place, _ sentences: [(passage: Int, range: Range<Int>)], _ request: AnswerRequest
  ) -> [(passage: Int, range: Range<Int>)] {
    func distance(_ sentence: (passage: Int, range: Range<Int>)) -> Int {
      let passage = request.passages[sentence.passage]
      guard passage.document == place.document else { return 1 << 30 + sentence.passage }
      let start = passage.range.lowerBound + sentence.range.lowerBound
      return start >= place.range.lowerBound
        ? start - place.range.lowerBound : 2 * (place.range.lowerBound - start) + 400
    }
    return sentences.enumerated().sorted {
      (distance($0.element), $0.offset) < (distance($1.element), $1.offset)
    }.map(\.element)
  }
}
