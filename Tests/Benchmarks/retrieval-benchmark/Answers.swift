import ManentChat
import ManentFormats
import ManentRecords
import ManentWorkspace

/// What the extractive provider says to the questions of a collection, asked as `manent chat --no-log` does.
struct Answers {
  /// The share of the questions whose answer contains one of the strings that are known to answer it.
  private(set) var right = 0.0
  /// The share of the questions to which it said that the documents hold no answer.
  private(set) var refused = 0.0

  init(of workspace: Workspace, to questions: [Question]) throws {
    let conversation = Conversation(in: workspace)
    for question in questions {
      var request = TurnRequest(message: question.text)
      request.isKept = false
      let message = try conversation.take(request) { _ in }.message
      if message.sources.allSatisfy(\.quotes.isEmpty) { refused += 1 }
      let content = Self.plain(message.content)
      if question.answers.contains(where: { content.contains(Self.plain($0)) }) { right += 1 }
    }
    right /= Double(max(1, questions.count))
    refused /= Double(max(1, questions.count))
  }

  /// Text whose white space is single spaces, as that of answers is.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
