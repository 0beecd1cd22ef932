import ManentPlugins

/// What is sent with a question.
struct ChosenContext {
  /// The messages: instructions, pinned ones, the newest turns; the question is the last.
  var messages: [AnswerRequest.Turn]
  /// The passages, the best first.
  var passages: [Passage]
  /// How much that is.
  var figures: ContextFigures
}
