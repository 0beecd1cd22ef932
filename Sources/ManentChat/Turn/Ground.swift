import ManentDocuments
import ManentFormats
import ManentPlugins

/// What an answer can be made from.
struct Ground {
  /// What was found in the documents; `nil` where nothing was looked for.
  var finding: Finding?
  /// What is said without a look at the documents.
  var reply: String?
  /// How the message goes on with what was answered before.
  var continuation: Continuation?

  /// The passages, the best first.
  var passages: [Passage] { finding?.passages ?? [] }

  /// What a provider is asked.
  func request(
    _ messages: [AnswerRequest.Turn], _ passages: [Passage], state: JSON?, model: String?
  ) -> AnswerRequest {
    var request = AnswerRequest(
      messages: messages, passages: passages, plan: finding?.plan, state: state, model: model)
    request.reply = reply
    request.continuation = continuation
    return request
  }
}
