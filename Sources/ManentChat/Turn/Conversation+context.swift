import ManentCatalog
import ManentChats
import ManentCore
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Conversation {
  /// What a chat has for a message of it: the newest messages that lead to it, from the beginning of a turn on, those
  /// that are pinned, and the chat's instructions; failed ones are left out.
  ///
  /// What this reads does not depend on the length of the chat.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - asked: the message.
  ///   - later: how many messages of the chat follow it.
  ///   - request: whose instructions count before the chat's.
  func material(
    of chat: Chat, upTo asked: Message, before later: Int = 0, for request: TurnRequest
  ) throws -> ContextMaterial {
    let all = try workspace.catalog().chat(at: chat.path)?.messages ?? 1
    var material = ContextMaterial(question: AnswerRequest.Turn(asked), all: max(1, all - later))
    if let said = request.said {
      material.all = said.count + 1
      material.recent = said.map { .init(turn: $0) }
      material.instructions = request.instructions
      return material
    }
    try add(
      upTo: asked, of: chat, limit: request.window ?? window(of: chat), to: &material, without: asked,
      isBranch: request.parent != nil)
    if let own = request.instructions { material.instructions = own }
    return material
  }

  /// What a chat has for a message that is not kept.
  ///
  /// - Parameters:
  ///   - chat: the chat; `nil` for none.
  ///   - request: the message, and what was said before it that is not kept either.
  func material(of chat: Chat?, for request: TurnRequest) throws -> ContextMaterial {
    // The last of what is said now is answered: the message, or what a tool gave.
    var now = request.turns
    var material = ContextMaterial(question: now.removeLast(), all: request.earlier.count + now.count + 1)
    let room = (request.window ?? window(of: chat)) - 1
    if let chat, let last = try workspace.files(of: chat).readNewest(1).max(by: { $0.id < $1.id }) {
      material.all += try workspace.catalog().chat(at: chat.path)?.messages ?? 0
      try add(upTo: last, of: chat, limit: max(0, room - request.earlier.count), to: &material)
    }
    material.instructions =
      request.instructions ?? material.instructions ?? (chat == nil ? request.template?.instructions : nil)
    if let said = request.said {
      material.recent = said.map { .init(turn: $0) }
      material.all = said.count + request.earlier.count + now.count + 1
    }
    material.recent += (request.earlier.suffix(max(0, room)) + now).map { .init(turn: $0) }
    if request.earlier.count > room { material.isCut = true }
    return material
  }

  private func window(of chat: Chat?) -> Int { chat?.settings.window ?? workspace.settings.window }

  /// Adds the messages that lead to one of a chat, from the beginning of a turn on.
  private func add(
    upTo last: Message, of chat: Chat, limit: Int, to material: inout ContextMaterial, without asked: Message? = nil,
    isBranch: Bool = false
  ) throws {
    let files = try workspace.files(of: chat)
    // A message that does not follow the newest one may follow one of long ago.
    let newest = try isBranch ? files.readAll().messages : files.readNewest(limit)
    var messages = Transcript(newest, clearedBefore: chat.settings.clearedBefore).branch(to: last.id, limit: limit)
    let all = material.all - (asked == nil ? 1 : 0)
    material.isCut = messages.count == limit && all > limit
    // The answer to a question that is not sent would be half a turn.
    if material.isCut { messages.removeFirst(messages.firstIndex { $0.role == .user } ?? messages.count) }
    messages.removeAll { $0.id == asked?.id }
    let pinned = Set(chat.settings.pinned)
    material.instructions = chat.settings.instructions
    material.recent = messages.filter(\.isContext).map {
      .init(turn: AnswerRequest.Turn($0), isPinned: pinned.contains($0.id), message: $0)
    }
    let before = pinned.subtracting((messages + [asked].compactMap(\.self)).map(\.id))
    guard !before.isEmpty else { return }
    material.pinned = try workspace.pinnedMessages(of: chat, among: before).filter(\.isContext).map {
      .init(turn: AnswerRequest.Turn($0), isPinned: true)
    }
  }
}

extension TurnRequest {
  /// What is said in the turn, as providers see it: what tools gave, then the message.
  fileprivate var turns: [AnswerRequest.Turn] {
    var turns = results.map { result in
      AnswerRequest.Turn(
        role: Message.Role.tool.rawValue, content: result.content, toolCallID: result.id.isEmpty ? nil : result.id)
    }
    if !message.isEmpty || turns.isEmpty {
      turns.append(AnswerRequest.Turn(role: Message.Role.user.rawValue, content: message))
    }
    return turns
  }
}

extension AnswerRequest.Turn {
  /// A message of a chat as providers see it.
  init(_ message: Message) {
    self.init(
      role: message.role.rawValue, content: message.content, toolCalls: message.toolCalls,
      toolCallID: message.toolCallID)
  }
}
