public import ManentRecords

/// Who speaks, as people are told.
public enum Speaker {
  /// The name of whoever a message is from.
  public static func name(of message: Message) -> String {
    switch message.role {
    case .user: "You"
    case .assistant: message.provider ?? "Assistant"
    case .system: "System"
    case .tool: "Tool"
    }
  }
}
