/// How many tokens question, context and answer may have.
struct TokenLimit: Equatable {
  /// How many.
  var tokens: Int
  /// Who says so, for messages: `openai:llama takes`, `'chat.tokens' allows`.
  var owner: String
}
