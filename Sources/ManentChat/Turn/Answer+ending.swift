import ManentPlugins

/// A provider that has come to its end and said nothing.
struct EmptyAnswer: Error, CustomStringConvertible {
  var description: String
}

extension Answer {
  /// Refuses an answer with nothing in it: kept as a good one, it would be sent with every later question, and many
  /// servers refuse a chat that has one.
  func requireContent(from request: AnswerRequest) throws(EmptyAnswer) {
    guard content.allSatisfy(\.isWhitespace), toolCalls.isEmpty || request.options.tools.isEmpty else { return }
    let reason =
      switch cutReason {
      case _ where !toolCalls.isEmpty: "it only wants tools to be called, and it was offered none"
      case "content_filter"?: "its content filter has stopped the answer before the first word"
      case "length"?: "the answer has nothing in it: the model may not say more"
      default: "the answer has nothing in it"
      }
    throw EmptyAnswer(description: reason)
  }

  /// What to tell of an answer that ends before all is said; `nil` for one that does not.
  var endNotice: String? {
    switch cutReason {
    case "length"?: "the answer ends where the model may not say more; ask it to go on"
    case "content_filter"?: "the answer ends where the server's content filter has stopped it"
    default: nil
    }
  }
}
