/// Writes chats in one form; each is written by itself, so that several can be made at once.
protocol ChatRenderer: Sendable {
  /// What stands before the first chat.
  func begin(_ export: ExportHeading, into output: inout ExportOutput) throws
  /// What stands before a chat.
  func separator(isFirst: Bool) -> String
  /// A chat.
  func chat(_ chat: ExportedChat, at place: ExportPlace, into output: inout ExportOutput) throws
  /// What stands after the last chat; `isEmpty` says that there was none.
  func end(_ export: ExportHeading, isEmpty: Bool, into output: inout ExportOutput) throws
}

extension ChatRenderer {
  func begin(_ export: ExportHeading, into output: inout ExportOutput) throws {}
  func separator(isFirst: Bool) -> String { "" }
  func end(_ export: ExportHeading, isEmpty: Bool, into output: inout ExportOutput) throws {}
}

/// What is known of an export before its chats are read.
struct ExportHeading: Sendable {
  /// The workspace's name.
  var workspace: String
  /// The chats in their order.
  var chats: [ExportChoice]
}

/// Where a chat stands in an export.
struct ExportPlace: Sendable {
  /// From 0.
  var index: Int
  /// How many chats there are.
  var count: Int
}
