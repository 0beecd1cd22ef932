/// The forms that chats can be given out in.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// One JSON value that holds all.
  case json
  /// One JSON value a line for each chat.
  case jsonl
  /// A text for people.
  case markdown
}
