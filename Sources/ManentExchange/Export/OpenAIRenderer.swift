import ManentFormats
import ManentRecords

/// Chats as training examples for OpenAI's fine-tuning: `{"messages":[…]}`, a chat a line.
///
/// An example is one conversation that ends with an answer: the branch that leads to the newest whole answer, after the
/// chat's instructions. Failed and interrupted messages teach nothing and are left out, and so is a chat without an
/// answer.
struct OpenAIRenderer: ChatRenderer {
  func chat(_ chat: ExportedChat, at place: ExportPlace, into output: inout ExportOutput) throws {
    let branch = Self.example(in: chat.messages)
    guard !branch.isEmpty else { return }
    var isFirst = true
    try output.add("{\"messages\":[")
    func add(_ value: JSON) throws {
      try output.add { bytes in
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        value.append(to: &bytes)
      }
      isFirst = false
    }
    if let instructions = chat.chat.settings.instructions, !instructions.isEmpty {
      try add(["role": "system", "content": .string(instructions)])
    }
    for outline in branch {
      if let value = Self.value(of: try chat.full(outline)) { try add(value) }
    }
    try output.add("]}\n")
  }

  /// The messages from the first one to the newest answer.
  private static func example(in messages: [Message]) -> [Message] {
    let whole = messages.filter { $0.status == nil }
    guard let last = whole.filter({ $0.role == .assistant }).max(by: { $0.id < $1.id }) else { return [] }
    let transcript = Transcript(messages)
    return transcript.branch(to: last.id, limit: .max).filter { $0.status == nil }
  }

  /// The message as the interface takes it; `nil` when it could not be taken.
  private static func value(of message: Message) -> JSON? {
    let original = message.metadata?["openai"]
    var value: JSONObject = ["role": .string(message.role.rawValue), "content": .string(message.content)]
    if let name = original?["name"], name.string != nil { value["name"] = name }
    let calls = message.toolCalls.isEmpty ? original?["tool_calls"] : .array(message.toolCalls)
    if let calls, message.role == .assistant { value["tool_calls"] = calls }
    if message.role == .tool {
      // A result without the call that it answers is refused there.
      guard let call = message.toolCallID.map(JSON.string) ?? original?["tool_call_id"] else { return nil }
      value["tool_call_id"] = call
    }
    if message.content.isEmpty, value["tool_calls"] == nil, message.role != .tool { return nil }
    return .object(value)
  }
}
