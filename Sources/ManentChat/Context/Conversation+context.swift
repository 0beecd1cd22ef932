import ManentCatalog
import ManentCore
import ManentPlugins
import ManentWorkspace

extension Conversation {
  /// What a chat has for a message of it: the newest messages that lead to it, from the beginning of a turn on, those
  /// that are pinned, and the chat's instructions; failed ones are left out.
  ///
  /// What this reads does not depend on the length of the chat.
  func material(of chat: Chat, upTo asked: Message) throws -> ContextMaterial {
    let all = try workspace.catalog().chat(at: chat.path)?.messages
    var material = ContextMaterial(question: AnswerRequest.Turn(asked), all: all ?? 1)
    try add(upTo: asked, of: chat, to: &material, without: asked)
    return material
  }

  /// What a chat has for a message that is not kept.
  ///
  /// - Parameters:
  ///   - chat: the chat; `nil` for none.
  ///   - request: the message, and what was said before it that is not kept either.
  func material(of chat: Chat?, for request: TurnRequest) throws -> ContextMaterial {
    var material = ContextMaterial(
      question: AnswerRequest.Turn(role: "user", content: request.message), all: request.earlier.count + 1)
    if let chat, let last = try workspace.files(of: chat).readNewest(1).max(by: { $0.id < $1.id }) {
      material.all += try workspace.catalog().chat(at: chat.path)?.messages ?? 0
      try add(upTo: last, of: chat, to: &material)
    }
    material.instructions = request.instructions ?? material.instructions
    material.recent += request.earlier.map { .init(turn: $0) }
    let room = max(0, window(of: chat) - 1)
    if material.recent.count > room {
      material.recent.removeFirst(material.recent.count - room)
      material.isCut = true
    }
    return material
  }

  private func window(of chat: Chat?) -> Int { chat?.settings.window ?? workspace.settings.window }

  /// Adds the messages that lead to one of a chat, from the beginning of a turn on.
  private func add(
    upTo last: Message, of chat: Chat, to material: inout ContextMaterial, without asked: Message? = nil
  ) throws {
    let window = window(of: chat)
    let newest = try workspace.files(of: chat).readNewest(window)
    var messages = Transcript(newest, clearedBefore: chat.settings.clearedBefore).branch(to: last.id, limit: window)
    material.isCut = messages.count == window && material.all > window
    // The answer to a question that is not sent would be half a turn.
    if material.isCut, let start = messages.firstIndex(where: { $0.role == .user }) { messages.removeFirst(start) }
    messages.removeAll { $0.id == asked?.id }
    let pinned = Set(chat.settings.pinned)
    material.instructions = chat.settings.instructions
    material.recent = messages.filter(\.isContext).map {
      .init(turn: AnswerRequest.Turn($0), isPinned: pinned.contains($0.id))
    }
    let before = pinned.subtracting((messages + [asked].compactMap(\.self)).map(\.id))
    guard !before.isEmpty else { return }
    material.pinned = try workspace.pinnedMessages(of: chat, among: before).filter(\.isContext).map {
      .init(turn: AnswerRequest.Turn($0), isPinned: true)
    }
  }
}

extension AnswerRequest.Turn {
  /// A message of a chat as providers see it.
  init(_ message: Message) { self.init(role: message.role.rawValue, content: message.content) }
}
