/// The request as one text, for programs that know nothing of messages.
public enum PromptText {
  /// The prompt: the instructions, the passages with their numbers, the conversation so far, and the message.
  ///
  /// A message that stands alone is the whole prompt, so that `wc -w` is a provider.
  public static func text(of request: AnswerRequest) -> String {
    var parts = request.messages.filter { $0.role == "system" }.map(\.content)
    if !request.passages.isEmpty {
      let passages = request.passages.enumerated().map { index, passage in
        "[\(index + 1)] \(passage.document), \(passage.page.map { "page \($0)" } ?? "line \(passage.line)"):\n\(passage.text)"
      }
      parts.append("Passages from the user's documents:\n\n" + passages.joined(separator: "\n\n"))
    }
    let conversation = request.messages.filter { $0.role != "system" }
    if conversation.count > 1 {
      let lines = conversation.dropLast().map { "\(speaker($0.role)): \($0.content)" }
      parts.append("The conversation so far:\n\n" + lines.joined(separator: "\n\n"))
    }
    if let last = conversation.last {
      parts.append(parts.isEmpty ? last.content : "\(speaker(last.role)): \(last.content)")
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func speaker(_ role: String) -> String {
    switch role {
    case "assistant": "Assistant"
    case "tool": "Tool"
    default: "User"
    }
  }
}
