extension OpenAIError {
  /// Why an answer that has come to its end has nothing in it; `nil` for one that says something.
  ///
  /// - Parameters:
  ///   - answer: the answer.
  ///   - offersTools: whether the host has tools that may be called.
  ///   - endpoint: the server.
  init?(emptiness answer: ChatAnswer, offersTools: Bool, from endpoint: Endpoint) {
    let isSilent = answer.content.allSatisfy(\.isWhitespace)
    guard isSilent, answer.calls.isEmpty || !offersTools else { return nil }
    func shown(_ text: String) -> String { ServerWords.line(endpoint.withoutKey(text), limit: 200) }
    let reason =
      if !answer.refusal.isEmpty {
        "the model refuses: \(shown(answer.refusal))"
      } else if answer.finishReason == "content_filter" {
        "the server's content filter has stopped the answer before its first word"
      } else if !answer.calls.isEmpty {
        "the model only wants tools to be called that it was not offered (\(shown(answer.calls.names.joined(separator: ", "))))"
      } else if !answer.reasoning.isEmpty {
        "the model has only thought: \(shown(answer.reasoning))"
      } else if answer.finishReason == "length" {
        "the answer has nothing in it: the model may not say more"
      } else {
        "the answer has nothing in it"
      }
    self.init(
      .empty, "endpoint '\(endpoint.name)': \(reason)",
      kind: answer.finishReason == "content_filter" ? "content_filter" : nil)
  }
}
