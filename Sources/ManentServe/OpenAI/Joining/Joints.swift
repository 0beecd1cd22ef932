import ManentAccess
import ManentCatalog
import ManentChats
import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace
import Synchronization

/// Where conversations of OpenAI's interface go on: which chat begins like one, and which request was made before.
final class Joints: Sendable {
  /// A request that was made before.
  private struct Made: Sendable {
    var turn: Turn
    var at: Timestamp
  }

  private struct State {
    var made: [String: Made] = [:]
    /// The chat that a beginning was last found in.
    var chats: [String: String] = [:]

    mutating func joined(_ key: String, at now: Timestamp) -> Turn? {
      made = made.filter { now.milliseconds - $0.value.at.milliseconds < Joints.window }
      guard let turn = made[key]?.turn else { return nil }
      switch turn.ending {
      case nil: return turn.stop.isUp ? nil : turn
      case .done?: return turn
      default: return nil
      }
    }
  }

  /// For how long a repeated request is joined to the first, in milliseconds.
  static let window: Int64 = 600_000
  private let state = Mutex(State())

  /// What tells a request from others: whose it is, and all that it says.
  static func key(_ request: OpenAIRequest, of caller: Caller) -> String {
    var text =
      "\(caller.root)\n\(caller.user ?? "")\n\(request.model)\n\(request.chat ?? "")\n\(request.previous ?? "")\n"
    text += "\(request.isKept)\n\(request.instructions ?? "")\n"
    for message in request.messages {
      text +=
        "\(message.role.rawValue)\n\(message.content.utf8.count)\n\(message.content)\n\(message.toolCallID ?? "")\n"
    }
    text += JSON.array(request.tools).serialized() + JSON.object(request.parameters).serialized()
    return SHA256.hex(of: text)
  }

  /// The turn that the same request began before and that is to be joined: it goes on, or its answer reached nobody.
  func turn(for key: String) -> Turn? { state.withLock { $0.joined(key, at: .now) } }

  /// The same; where there is none, one that is begun now. Of two such requests at once only one begins a turn.
  ///
  /// - Parameter begin: begins it; it is told the turn of that request that came, or comes, to no good end.
  func turn(for key: String, orBegin begin: (Turn?) throws -> Turn) throws -> Turn {
    try state.withLock { state in
      if let turn = state.joined(key, at: .now) { return turn }
      let turn = try begin(state.made[key]?.turn)
      state.made[key] = Made(turn: turn, at: .now)
      return turn
    }
  }

  /// The turn of that request that came, or comes, to no good end.
  func broken(for key: String) -> Turn? {
    state.withLock { $0.joined(key, at: .now) == nil ? $0.made[key]?.turn : nil }
  }

  func note(_ turn: Turn, for key: String) { state.withLock { $0.made[key] = Made(turn: turn, at: .now) } }

  /// The same for a turn that its events were read of.
  func noteDelivery(of turn: Turn) {
    state.withLock { state in state.made = state.made.filter { $0.value.turn.id != turn.id } }
  }

  /// The key of a request for a turn: equal for one that is repeated.
  static func key(_ body: JSONObject, of caller: Caller) -> String {
    SHA256.hex(of: "turns\n\(caller.root)\n\(caller.user ?? "")\n\(JSON.object(body).serialized())")
  }

  /// Notes that an answer has reached a client: who asks the same again wants another one.
  func noteDelivery(of key: String) { _ = state.withLock { $0.made.removeValue(forKey: key) } }

  func chat(for beginning: String) -> String? { state.withLock { $0.chats[beginning] } }

  func note(chat: String, for beginning: String) {
    state.withLock { state in
      if state.chats.count > 50_000 { state.chats = [:] }
      state.chats[beginning] = chat
    }
  }
}

/// Where a conversation goes on in the workspace.
struct Junction {
  /// The chat; `nil` for a new one.
  var chat: Chat?
  /// The last message of the chat that the conversation shares; `nil` for none.
  var last: Message?
  /// How many messages of the conversation the chat has.
  var shared = 0
  /// A message of the chat's that is the question already, where the same was asked there and not answered well.
  var asked: Message?
  /// The newest answer to that, which came to no good end.
  var broken: Message?

  /// Notes the question and what has come of it.
  mutating func note(asked question: Message, _ answers: [Message]) {
    asked = question
    broken = answers.max { $0.id < $1.id }
  }
}

extension Workspace {
  /// Finds where a conversation goes on: the chat that shares the longest beginning, at least up to an answer.
  ///
  /// - Parameters:
  ///   - request: the conversation.
  ///   - author: who says it.
  ///   - joints: what is known of others.
  ///   - busy: the chats in which a turn goes on.
  func junction(
    of request: OpenAIRequest, by author: String?, _ joints: Joints, busy: Set<String>
  ) throws -> Junction {
    if let id = request.chat {
      guard let chat = try chat(withID: id) else { return Junction() }
      return try junction(of: request, in: chat, needsAnswer: false)
    }
    if let id = request.previous {
      let mark = id.hasPrefix("resp_") ? String(id.dropFirst(5)) : id
      guard let found = try message(mark) else {
        throw ServeError(
          404, "there is no answer '\(id.prefix(80))'", parameter: "previous_response_id",
          code: "previous_response_not_found")
      }
      // The id names the question; its newest whole answer is gone on with.
      let answer = try transcript(of: found.chat).messages.last {
        $0.parent == found.message.id && $0.role == .assistant && $0.status == nil
      }
      return Junction(chat: found.chat, last: answer ?? found.message)
    }
    guard let first = request.messages.first else { return Junction() }
    guard request.messages.count > 1 else { return try openJunction(of: request, by: author, busy: busy) }
    let beginning = SHA256.hex(of: "\(root)\n\(request.instructions ?? "")\n\(first.role.rawValue)\n\(first.content)")
    var best = Junction()
    func look(_ chat: Chat) throws {
      let found = try junction(of: request, in: chat, needsAnswer: true)
      if found.shared > best.shared { best = found }
    }
    let known = joints.chat(for: beginning)
    if let known, let chat = try chat(withID: known) { try look(chat) }
    if best.shared < request.messages.count - 1 {
      // A chat is called after its first message until somebody renames it; so those are looked at first.
      let title = ChatTitle.title(of: first.content)
      let rows = try chats()
      for row in rows where row.title == title && row.id != known {
        if let chat = try listed(row) { try look(chat) }
      }
      if best.shared == 0 {
        for row in rows.prefix(2000) where row.title != title {
          if let chat = try listed(row), try begins(chat, with: first) { try look(chat) }
        }
      }
    }
    if let chat = best.chat { joints.note(chat: chat.id, for: beginning) }
    return best
  }

  /// The chat that consists of the same question and of answers that came to no good end, begun a while ago: the request
  /// is sent again.
  private func openJunction(of request: OpenAIRequest, by author: String?, busy: Set<String>) throws -> Junction {
    guard let question = request.messages.first, question.role == .user else { return Junction() }
    let title = ChatTitle.title(of: question.content)
    let now = surroundings.clock.now().milliseconds
    for row in try chats() where row.title == title && !busy.contains(row.id) {
      guard now - row.activity.milliseconds < Joints.window else { break }
      guard let chat = try listed(row), (request.instructions ?? "") == (chat.settings.instructions ?? "")
      else { continue }
      let messages = try transcript(of: chat).messages
      guard let asked = messages.first, question.isSame(as: asked), asked.author == author,
        messages.dropFirst().allSatisfy({ $0.role == .assistant && $0.status != nil })
      else { continue }
      var junction = Junction(chat: chat)
      junction.note(asked: asked, Array(messages.dropFirst()))
      return junction
    }
    return Junction()
  }

  /// A chat of the list; `nil` where it has gone meanwhile. One that cannot be read is not taken for one that is not there:
  /// what goes on in it would begin another chat.
  private func listed(_ row: ChatRow) throws -> Chat? {
    do { return try chat(at: row.path) } catch {
      guard try Files.status(root / row.path) == nil else { throw error }
      return nil
    }
  }

  private func begins(_ chat: Chat, with message: OpenAIMessage) throws -> Bool {
    let files = try files(of: chat)
    guard let part = try files.parts().first else { return false }
    return try files.read(part).messages.first.map(message.isSame) ?? false
  }

  private func junction(of request: OpenAIRequest, in chat: Chat, needsAnswer: Bool) throws -> Junction {
    let messages = try transcript(of: chat).messages
    var children: [String: [Message]] = [:]
    let ids = Set(messages.map(\.id))
    for message in messages {
      children[message.parent.flatMap { ids.contains($0) ? $0 : nil } ?? "", default: []].append(message)
    }
    var junction = Junction(chat: chat)
    /// Goes along the branches that say the same, as deep as one goes.
    func walk(_ parent: String, _ depth: Int, _ last: Message?) {
      if depth > junction.shared {
        junction.shared = depth
        junction.last = last
      }
      guard depth < request.messages.count - 1 else { return }
      for child in children[parent] ?? [] where child.isContext && request.messages[depth].isSame(as: child) {
        walk(child.id, depth + 1, child)
      }
    }
    walk("", 0, nil)
    let hasAnswer = request.messages.prefix(junction.shared).contains { $0.role == .assistant }
    if needsAnswer {
      guard hasAnswer, (request.instructions ?? "") == (chat.settings.instructions ?? "") else { return Junction() }
    } else if junction.shared == 0 {
      // The client names the chat: a message alone goes on after its newest.
      if request.messages.count == 1 { junction.last = messages.max { $0.id < $1.id } }
    }
    // The question may be there already, from a request that came to no good end.
    if let question = request.messages.last, junction.shared == request.messages.count - 1 || junction.last != nil {
      let asked = (children[junction.last?.id ?? ""] ?? []).last { message in
        question.isSame(as: message)
          && (children[message.id] ?? []).allSatisfy { $0.role == .assistant && $0.status != nil }
      }
      if let asked { junction.note(asked: asked, children[asked.id] ?? []) }
    }
    return junction
  }

  /// The message of an id, whichever chat it is in, the latest chats first.
  func message(_ id: String) throws -> (chat: Chat, message: Message)? {
    guard let wanted = UUIDv7(id) else { return nil }
    for row in try chats() where row.activity.milliseconds + 1000 >= wanted.timestamp.milliseconds {
      guard let chat = try listed(row) else { continue }
      if let message = try transcript(of: chat).messages.first(where: { $0.id == id }) { return (chat, message) }
    }
    return nil
  }
}
