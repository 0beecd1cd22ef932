import ManentCore
import ManentIndex
public import ManentPlugins

/// Answers from the passages alone: picks the sentences that answer and quotes them with numbered citations.
///
/// No model, no network, the same answer every time. When no sentence answers, it says so.
public struct ExtractiveProvider: AnswerProvider, Sendable {
  /// At most how many sentences are quoted.
  static let sentenceLimit = 3

  /// The name that settings and messages know it by.
  public let name = "extractive"

  /// It looks at the question and the passages alone.
  public let readsChat = false

  /// A provider; it has no settings.
  public init() {}

  /// Answers the last message of the request by quotations from its passages.
  public func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
    guard !request.passages.isEmpty else {
      let text = "No document holds anything about this. Add documents with: manent add PATH"
      try emit(text)
      return Answer(content: text)
    }
    let question = request.messages.last?.content ?? ""
    let texts = request.passages.map(\.text)
    let plan = try request.plan ?? QueryPlan(question, chunkCount: texts.count, vocabulary: PassageVocabulary(texts))
    let selection = AnswerSentences.choose(
      plan, from: request.passages.map { AnswerPassage(text: $0.text, trail: $0.document, score: Float($0.score)) },
      limit: Self.sentenceLimit * 2)
    // A heading holds the question's words more often than its answer.
    let sentences = selection.sentences.filter { !isHeading($0, of: request.passages[$0.passage]) }
      .prefix(Self.sentenceLimit)
    guard selection.isAnswer, !sentences.isEmpty else {
      let text = "The documents hold no answer to this."
      try emit(text)
      return Answer(content: text)
    }
    var content = ""
    var quotes: [Answer.Quote] = []
    for sentence in sentences {
      let passage = request.passages[sentence.passage]
      let quote = String(decoding: Array(passage.text.utf8)[sentence.range], as: UTF8.self)
      let folded = quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")
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

  /// Whether a sentence is a heading of Markdown, or of the text of a web page, which is kept as Markdown.
  private func isHeading(_ sentence: AnswerSentences.Sentence, of passage: Passage) -> Bool {
    guard ["md", "markdown", "mdown", "mkd", "html", "htm", "xhtml"].contains(Path(passage.document).fileExtension)
    else {
      return false
    }
    let text = Array(passage.text.utf8)[sentence.range]
    let marks = text.prefix { $0 == UInt8(ascii: "#") }
    return (1...6).contains(marks.count) && text.dropFirst(marks.count).first == UInt8(ascii: " ")
  }
}
