import ManentChats
import ManentCore
import ManentFormats
import ManentRecords

/// Hands chats on to the workspace, and keeps what is to be told at the end.
final class Intake {
  private let tags: [String]
  var take: (ImportedChat) throws -> Void = { _ in }
  private(set) var failed: [ImportReport.Refusal] = []
  private(set) var notices: [String] = []

  init(_ tags: [String]) { self.tags = tags }

  /// Hands on a chat of another program.
  func add(_ chat: ForeignChat, _ fallback: Timestamp) throws {
    if let chat = try chat.imported(unlessEmpty: fallback) { try add(chat) }
  }

  /// Hands on a chat.
  func add(_ chat: ImportedChat) throws {
    var chat = chat
    for tag in tags where !chat.settings.tags.contains(tag) { chat.settings.tags.append(tag) }
    try take(chat)
  }

  /// Runs `body`; content that is not as it should be is told at the end, and is no reason to stop.
  func attempt(_ name: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as JSONError {
      failed.append(.init(chat: name, error: "not JSON: \(error)"))
    } catch let error as ImportError {
      failed.append(.init(chat: name, error: error.description))
    }
  }

  /// What takes a notice about something.
  func notify(_ name: String) -> (String) -> Void {
    { [self] notice in
      let text = "\(name): \(notice)"
      if notices.last != text { notices.append(text) }
    }
  }
}
