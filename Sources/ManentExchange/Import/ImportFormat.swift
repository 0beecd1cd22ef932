/// Where chats may come from.
public enum ImportFormat: String, Sendable, CaseIterable {
  /// Manent's own export, as JSON or JSON Lines.
  case manent
  /// Lists of messages as OpenAI's interface takes them.
  case openai
  /// The data export of ChatGPT: its zip, the folder that was made of it, or `conversations.json`.
  case chatgpt
  /// The log of Simon Willison's `llm`.
  case llm
  /// A folder with `data/session_*/`, `faiss_index/session_*/` and `chat_history/*.json`.
  case legacy
}
