import ManentCore
import ManentIndex
public import ManentPlugins

/// Answers from the passages alone: picks what answers, as the documents are laid out, and quotes it with numbered
/// citations.
///
/// No model, no network, the same answer every time. When nothing answers, it says so and what comes nearest.
public struct ExtractiveProvider: AnswerProvider, Sendable {
  /// The name that settings and messages know it by.
  public let name = "extractive"

  /// It looks at the question and the passages alone.
  public let readsChat = false

  /// A provider; it has no settings.
  public init() {}

  /// Answers the last message of the request by quotations from its passages.
  public func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
    if let reply = request.reply {
      try emit(reply)
      return Answer(content: reply)
    }
    if let answer = try elaborate(request, emit: emit) { return answer }
    guard !request.passages.isEmpty else {
      return try refuse(
        "No document holds anything about this. Add documents with: manent add PATH",
        because: "no document holds anything about this", emit)
    }
    let question = request.messages.last?.content ?? ""
    let texts = request.passages.map(Self.text)
    let plan =
      try request.plan
      ?? QueryPlan(
        question, chunkCount: texts.count, vocabulary: PassageVocabulary(request.passages.map(\.text)))
    let choice = AnswerChoice(plan, from: texts, scores: request.passages.map { Float($0.score) }, isWithin: true)
    guard choice.isAnswer else { return try refuse(choice, question, texts, emit) }
    var pieces: [(text: String, numbers: [Int])] = []
    var quotes: [Answer.Quote] = []
    for quotation in fresh(choice.quotations, of: texts, for: request, plan) {
      let text = texts[quotation.passage]
      let said =
        QuotationText.introduction(quotation, in: text) + "“\(QuotationText.text(quotation, in: text))” "
      // What several documents say in the same words is said once.
      if let same = pieces.firstIndex(where: { $0.text == said }) {
        pieces[same].numbers.append(quotation.passage + 1)
      } else {
        pieces.append((said, [quotation.passage + 1]))
      }
      quotes += quotation.ranges.map { range in
        Answer.Quote(
          passage: quotation.passage, range: text.start + range.lowerBound..<text.start + range.upperBound)
      }
    }
    let lines = pieces.map { piece in piece.text + piece.numbers.map { "[\($0)]" }.joined() }
    for (index, line) in lines.enumerated() { try emit((index > 0 ? "\n" : "") + line) }
    return Answer(content: lines.joined(separator: "\n"), quotes: quotes)
  }

  /// Says that there is no answer, why, and what comes nearest.
  private func refuse(
    _ choice: AnswerChoice, _ question: String, _ texts: [PassageText], _ emit: (String) throws -> Void
  ) throws -> Answer {
    let holder = choice.isMissingEverywhere ? "nothing that was found" : "what comes nearest"
    // What somebody tells, and does not ask, may be a secret: it is not written down a second time.
    let missing = Statement.isOne(question) ? nil : choice.missing
    let reason =
      missing.map { choice.isMissingEverywhere ? "\(holder) has ‘\($0)’" : "\(holder) does not have ‘\($0)’" }
      ?? "nothing that was found has to do with it"
    var content = "The documents hold no answer to this."
    if missing != nil, let first = reason.first { content += " \(first.uppercased())\(reason.dropFirst())." }
    if let nearest = choice.nearest {
      let text = texts[nearest.passage]
      content += " The nearest is ‘\(QuotationText.text(nearest, in: text, limit: 160))’, in \(text.name)."
    }
    return try refuse(content, because: reason, emit)
  }

  private func refuse(_ content: String, because reason: String, _ emit: (String) throws -> Void) throws -> Answer {
    try emit(content)
    var answer = Answer(content: content)
    answer.answered = false
    answer.reason = reason
    return answer
  }

  /// A passage as it is read: within its document, or by itself when nothing else is known.
  private static func text(_ passage: Passage) -> PassageText {
    if let known = passage.surroundings { return known }
    let bytes = Array(passage.text.utf8)
    return PassageText(
      bytes, start: passage.range.lowerBound, range: 0..<bytes.count, name: passage.document,
      format: format(of: passage.document))
  }

  private static func format(of document: String) -> TextFormat {
    switch Path(document).fileExtension {
    case "md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xht": .markdown
    case "csv", "tsv": .csv
    case "json", "jsonl", "ndjson": .json
    default: .plain
    }
  }
}
