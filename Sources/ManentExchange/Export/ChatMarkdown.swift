public import ManentCore
import ManentFormats
public import ManentRecords

/// A chat as a text in Markdown for people.
public enum ChatMarkdown {
  /// The chat with its messages in reading order; sources stand below the answer that they belong to.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - transcript: its messages.
  ///   - isNumbered: whether each message says its number, from 1.
  ///   - count: only so many of the last messages; `nil` for all.
  ///   - time: how moments are written; in UTC unless said otherwise.
  public static func text(
    _ chat: Chat, _ transcript: Transcript, isNumbered: Bool = false, last count: Int? = nil,
    time: (Timestamp) -> String = \.description
  ) -> String {
    let pinned = Set(chat.settings.pinned)
    let messages = transcript.messages.enumerated().suffix(count ?? .max).map { index, message in
      text(message, number: isNumbered ? index + 1 : nil, isPinned: pinned.contains(message.id), time: time)
    }
    return head(chat, transcript.state, escapes: !isNumbered, time: time) + messages.joined()
  }

  /// - Parameter escapes: whether the title is to be read as it is by programs that show Markdown.
  static func head(
    _ chat: Chat, _ state: JSON, escapes: Bool = true, time: (Timestamp) -> String = \.description
  ) -> String {
    func shown(_ text: String) -> String { escapes ? MarkdownText.escaped(text) : heading(text) }
    var lines = ["# \(shown(chat.settings.title))", ""]
    lines.append("- id: `\(chat.id)`")
    lines.append("- began: \(time(chat.settings.createdAt))")
    if !chat.settings.tags.isEmpty { lines.append("- tags: \(chat.settings.tags.map(shown).joined(separator: ", "))") }
    let members = StateText.lines(of: state)
    if !members.isEmpty { lines.append("- state:") }
    for (name, value) in members { lines.append("  - \(shown(name)): \(shown(value))") }
    return lines.joined(separator: "\n") + "\n"
  }

  static func text(
    _ message: Message, number: Int? = nil, isPinned: Bool = false, time: (Timestamp) -> String = \.description
  ) -> String {
    let pin = isPinned ? " (pinned)" : ""
    var lines = ["", "## " + (number.map { "\($0). " } ?? "") + title(of: message, time) + pin, ""]
    lines.append(message.content.isEmpty ? "*(nothing)*" : MarkdownText.closed(message.content))
    if let error = message.error { lines += ["", "*Failed: \(number == nil ? MarkdownText.escaped(error) : error)*"] }
    if !message.sources.isEmpty {
      lines.append("")
      for (index, source) in message.sources.enumerated() {
        let citation = SourceText.citation(source)
        lines.append("\(index + 1). \(number == nil ? MarkdownText.escaped(citation) : citation)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func title(of message: Message, _ time: (Timestamp) -> String) -> String {
    let status = message.status.map { " (\($0.rawValue))" } ?? ""
    return "\(Speaker.name(of: message)), \(time(message.createdAt))\(status)"
  }

  /// A title on one line.
  private static func heading(_ title: String) -> String {
    title.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// Chats as Markdown, one after another.
struct MarkdownRenderer: ChatRenderer {
  func separator(isFirst: Bool) -> String { isFirst ? "" : "\n---\n\n" }

  func chat(_ chat: ExportedChat, at place: ExportPlace, into output: inout ExportOutput) throws {
    try output.add(ChatMarkdown.head(chat.chat, chat.state))
    let pinned = Set(chat.chat.settings.pinned)
    for message in chat.messages {
      try output.add(ChatMarkdown.text(chat.full(message), isPinned: pinned.contains(message.id)))
    }
  }
}
