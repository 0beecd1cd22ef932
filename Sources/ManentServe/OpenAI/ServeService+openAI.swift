import ManentAccess
import ManentChat
import ManentChats
import ManentCore
import ManentFormats
import ManentHTTP
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension ServeService {
  static var openAIEndpoints: [Endpoint] {
    [
      .later("POST", "/v1/chat/completions", .write, body: .conversation, "Chat completions, as OpenAI's interface") {
        call, reply in
        let request = try OpenAIRequest(chat: call.object(), call.request)
        try call.server.complete(request, ChatCompletionsDialect.init, call, reply)
      },
      .later("POST", "/v1/responses", .write, body: .conversation, "Responses, as OpenAI's interface") { call, reply in
        let request = try OpenAIRequest(responses: call.object(), call.request)
        try call.server.complete(request, ResponsesDialect.init, call, reply)
      },
      .plain("POST", "/v1/embeddings", .read, body: .conversation, "Embeddings, as OpenAI's interface") { call in
        try call.server.embed(call)
      },
      .plain("GET", "/v1/models", .read, "Who can answer, as OpenAI's interface lists them") { call in
        .json([
          "object": "list", "data": .array(call.server.models.list(in: call).flatMap(OpenAIModel.all).map(\.json)),
        ])
      },
      .plain("GET", "/v1/models/{id...}", .read, "One that can answer") { call in
        let id = call.parameter("id")
        guard let model = call.server.models.list(in: call).flatMap(OpenAIModel.all).first(where: { $0.id == id })
        else {
          throw ServeError(404, "there is no model '\(id.prefix(100))'", parameter: "model", code: "model_not_found")
        }
        return .json(model.json)
      },
    ]
  }

  /// Answers a request of either interface.
  private func complete(
    _ request: OpenAIRequest, _ makeDialect: (OpenAIRequest) -> any OpenAIDialect, _ call: Call, _ reply: HTTPReply
  ) throws {
    var asked = request
    if asked.isKept, try call.workspace(isPrivate) { asked.isKept = false }
    let request = asked
    let (key, dialect) = (Joints.key(request, of: call.caller), makeDialect(request))
    let turn = try joints.turn(for: key) ?? begin(request, key, call)
    // Whoever waits for the answer keeps it going; with the last of them it stops, and what came is kept.
    turn.join()
    reply.whenLeft { turn.leave() }
    if request.streams {
      let (isAllowed, joints) = (isAllowed(call.caller), joints)
      let open: @Sendable () -> Void = {
        if case .failed(let error, _)? = turn.ending, !turn.hasText {
          return _ = reply(OpenAITurn.response(error, turn, request))
        }
        let writer = dialect.writer(turn)
        reply(
          .events(
            TurnStream(
              turn, opening: writer.opening, sign: Array(": \n".utf8), isAllowed: isAllowed,
              closed: { if $0 { joints.noteDelivery(of: key) } }, encode: { event, _ in writer.text(of: event) }),
            headers: OpenAITurn.headers(turn)))
      }
      // What fails before its first word is told by a status; who is silent for long is told of as a stream that waits.
      turn.whenTold(open)
      turn.whenBegun { [silence] in silence.call(open) }
      return
    }
    turn.whenEnded { [joints] in
      switch turn.ending {
      case .done(let result)?:
        var response = HTTPResponse.json(dialect.whole(result, turn))
        for field in OpenAITurn.headers(turn).fields { response.headers.add(field.name, field.value) }
        if !reply.hasLeft { joints.noteDelivery(of: key) }
        reply(response)
      case .failed(let error, _)?: reply(OpenAITurn.response(error, turn, request))
      default:
        reply(OpenAITurn.response(ServeError(503, "the answer was interrupted", code: "interrupted"), turn, request))
      }
    }
  }
}

extension ServeService {
  /// Begins the turn of a request.
  private func begin(_ request: OpenAIRequest, _ key: String, _ call: Call) throws -> Turn {
    let (caller, joints) = (call.caller, joints)
    let broken = request.isKept ? joints.broken(for: key)?.chat?.id : nil
    var junction = Junction()
    if request.isKept {
      junction = try call.workspace {
        try $0.junction(of: request, by: caller.user, joints, busy: busyChats(of: caller))
      }
    }
    let place = junction.chat?.id ?? request.chat ?? broken
    return try joints.turn(for: key) { broken in
      try turns.start(for: caller, in: request.isKept ? place : nil) { [self] handle, turn in
        // What is being stopped is soon at its end, and its question then waits for an answer.
        _ = broken?.waitForEnd(atMost: 60)
        return try OpenAITurn(request, caller: caller, joints: joints) { self.busyChats(of: caller, beside: turn) }
          .take(handle, turn)
      }
    }
  }

  /// The chats of a caller's workspace in which turns go on.
  private func busyChats(of caller: Caller, beside own: Turn? = nil) -> Set<String> {
    Set(turns.running(in: caller.root).filter { $0.id != own?.id }.compactMap { $0.chat?.id })
  }
}

/// A model as OpenAI's interface lists it.
struct OpenAIModel {
  var id: String
  var owner: String

  var json: JSON { ["id": .string(id), "object": "model", "created": 0, "owned_by": .string(owner)] }

  /// What one that can answer is listed as: by itself, and with the documents.
  static func all(_ entry: ModelList.Entry) -> [OpenAIModel] {
    let plain = OpenAIModel(id: entry.id, owner: entry.provider)
    return entry.provider == "extractive"
      ? [plain] : [plain, OpenAIModel(id: entry.id + "@documents", owner: entry.provider)]
  }
}

/// A turn that a client of OpenAI's interface asks for: its conversation is joined to the chat that begins like it.
struct OpenAITurn {
  private let request: OpenAIRequest
  private let caller: Caller
  private let joints: Joints
  private let busy: () -> Set<String>

  /// A turn.
  ///
  /// - Parameter busy: the chats in which other turns go on.
  init(_ request: OpenAIRequest, caller: Caller, joints: Joints, busy: @escaping () -> Set<String> = { [] }) {
    self.request = request
    self.caller = caller
    self.joints = joints
    self.busy = busy
  }

  /// Takes it.
  func take(_ handle: WorkspaceHandle, _ turn: Turn) throws -> TurnResult {
    let workspace = handle.workspace
    let conversation = Conversation(in: workspace, providers: handle.providers)
    let answerer = request.answerer
    var asked = TurnRequest(message: request.messages.last?.content ?? "")
    if let last = request.messages.last, last.role == .tool {
      asked.message = ""
      asked.results = [ToolResult(id: last.toolCallID ?? "", content: last.content)]
    }
    asked.author = caller.user
    asked.model = answerer.name.contains(":") ? answerer.name : nil
    asked.provider = asked.model == nil ? answerer.name : nil
    asked.usesDocuments = answerer.usesDocuments
    asked.instructions = request.instructions
    asked.said = request.messages.dropLast().map(\.turn)
    asked.isKept = request.isKept
    asked.options = request.options
    let listener = TurnListener(
      began: { turn.note($0, in: workspace) }, emit: { turn.add(.delta($0)) }, called: { turn.add(.call($0)) })
    asked.destination = .new
    if !request.isKept {
      return try conversation.take(asked, telling: listener)
    }
    // Who is asked is known before anything is written, so that a wrong name leaves nothing behind.
    let name = try conversation.answererName(for: asked, in: nil)
    _ = try handle.providers.provider(for: name)
    try conversation.requireAgreement(for: asked)
    let junction = try workspace.junction(of: request, by: caller.user, joints, busy: busy())
    if request.previous != nil, let chat = junction.chat, let last = junction.last {
      let before = try workspace.transcript(of: chat).branch(to: last.id, limit: workspace.settings.window)
      asked.said =
        before.filter(\.isContext).map {
          .init(role: $0.role.rawValue, content: $0.content, toolCalls: $0.toolCalls, toolCallID: $0.toolCallID)
        } + (asked.said ?? [])
    }
    if request.chat != nil, request.messages.count == 1, junction.last != nil {
      // A client that names the chat and says one thing leaves it to the chat what was said before.
      asked.said = nil
      asked.instructions = request.instructions ?? junction.chat?.settings.instructions
    }
    let (chat, question) = try place(junction, in: workspace)
    turn.add(.began(.init(chat: chat, question: question, provider: name.provider)))
    let quiet = TurnListener(emit: listener.emit, called: listener.called)
    return try conversation.answer(question, in: chat, as: asked, replacing: junction.broken, telling: quiet)
  }

  /// Puts what the chat has not yet on the disk.
  private func place(_ junction: Junction, in workspace: Workspace) throws -> (Chat, Message) {
    if let chat = junction.chat, let asked = junction.asked { return (chat, asked) }
    var new = request.messages[junction.shared...]
    var chat = junction.chat
    var last = junction.last
    if chat == nil, let first = new.popFirst() {
      let made = try workspace.createChat(id: request.chat, first: draft(first, after: nil)) { settings in
        settings.instructions = request.instructions
      }
      chat = made.0
      last = made.1
    }
    guard let chat else { throw ServeError(400, "there is nothing to answer") }
    for message in new { last = try workspace.append(draft(message, after: last), to: chat) }
    guard let last else { throw ServeError(400, "there is nothing to answer") }
    return (chat, last)
  }

  private func draft(_ message: OpenAIMessage, after last: Message?) -> Workspace.Draft {
    let author = message.role == .user ? caller.user : nil
    return Workspace.Draft(parent: last?.id, role: message.role, content: message.content) { made in
      made.author = author
      made.toolCalls = message.toolCalls
      made.toolCallID = message.toolCallID
      made.metadata = message.role == .assistant ? ["from": "client"] : nil
    }
  }

  /// What tells a client which chat has the conversation.
  static func headers(_ turn: Turn) -> HTTPHeaders {
    var headers: HTTPHeaders = ["X-Manent-Turn": turn.id, "X-Request-Id": turn.id]
    if let chat = turn.chat { headers.add("X-Manent-Chat", chat.id) }
    return headers
  }

  /// An error. Once the message is on the disk, a client need not send it again by itself: it is in the chat. What a
  /// model's server wants to be asked later is the client's to ask later; it is joined to the message then.
  static func response(_ error: ServeError, _ turn: Turn, _ request: OpenAIRequest) -> HTTPResponse {
    var error = error
    if error.code == "context_length_exceeded" { error.parameter = request.listName }
    var response = error.response
    for field in headers(turn).fields { response.headers.add(field.name, field.value) }
    if turn.chat != nil, !error.isPassing { response.headers.add("x-should-retry", "false") }
    return response
  }
}
