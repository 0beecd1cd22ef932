import ManentAccess
import ManentChat
import ManentChats
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentWorkspace

extension ServeService {
  static var turnEndpoints: [Endpoint] {
    let events: @Sendable (Call, HTTPReply) throws -> Void = { call, reply in try call.server.join(call, reply) }
    return [
      .plain("POST", "/api/v1/turns", .read, body: .json, "Take a turn; its events are read elsewhere") { call in
        try call.server.begin(call)
      },
      .plain("GET", "/api/v1/turns", .read, "Turns that go on") { call in
        let turns = call.server.turns.running(in: call.caller.root)
        return .json([
          "turns": .array(
            turns.map { turn in
              [
                "turn": .string(turn.id), "chat": turn.chat.map { .string($0.id) } ?? .null, "status": "running",
                "began_at": .string(turn.beganAt.description),
              ]
            })
        ])
      },
      .plain("GET", "/api/v1/turns/{id}", .read, "How a turn goes") { call in
        .json(PageTurn.status(try call.server.turn(call)))
      },
      .later("GET", "/api/v1/turns/{id}/events", .read, query: ["after"], "The events of a turn, as they come", events),
      .later(
        "GET", "/api/v1/chats/{chat}/turns/{id}/events", .read, query: ["after"],
        "The events of a turn, as they come", events),
      .plain("POST", "/api/v1/turns/{id}/stop", .write, body: .json, "Stop a turn; what came is kept") { call in
        let turn = try call.server.turn(call)
        turn.stop.raise()
        return .json(["turn": .string(turn.id)], status: 202)
      },
    ]
  }

  private func turn(_ call: Call) throws -> Turn {
    guard let turn = turns.turn(call.parameter("id"), of: call.caller) else {
      throw ServeError(404, "there is no such turn, or it ended too long ago", code: "turn_not_found")
    }
    if let chat = call.parameters["chat"], let known = turn.chat?.id, known != chat {
      throw ServeError(404, "the turn is not of this chat", code: "turn_not_found")
    }
    return turn
  }

  private func join(_ call: Call, _ reply: HTTPReply) throws {
    let turn = try turn(call)
    // A browser that reconnects by itself says what it has seen last.
    let last = call.request.headers["Last-Event-ID"].flatMap { Int($0) }
    let after = try call.number("after", 0...Int.max) ?? last ?? 0
    reply(
      .events(
        TurnStream(
          turn, after: max(0, after), isAllowed: isAllowed(call.caller),
          closed: { [joints] in if $0 { joints.noteDelivery(of: turn) } },
          encode: { event, number in PageTurn.event(event, number, of: turn) })))
  }

  private func begin(_ call: Call) throws -> HTTPResponse {
    let body = try call.object()
    let chat = try body.text("chat")
    let isKept = try body.flag("is_kept") ?? true
    guard !isKept || call.caller.scope >= .write else {
      throw ServeError(403, "a turn that is kept needs a token of scope 'write'", code: "scope")
    }
    // A client that did not hear of its turn asks for it again: that is no second one.
    let key = Joints.key(body, of: call.caller)
    if let turn = joints.turn(for: key) { return PageTurn.accepted(turn, in: chat) }
    let start: () throws -> Turn
    if try body.flag("retry") ?? false {
      guard let chat else { throw ServeError(400, "'chat' is missing", parameter: "chat") }
      var request = RetryRequest()
      request.chat = try call.workspace { try $0.existing(chat) }.id
      request.provider = try body.text("provider")
      request.model = try body.text("model")
      request.topK = try body.number("top_k", 1...100)
      request.documents = try body.text("documents")
      request.usesDocuments = try body.flag("uses_documents") ?? true
      let asked = request
      start = { [self] in try startRetry(for: call.caller, in: asked.chat, asked) }
    } else {
      var request = TurnRequest(message: try body.requiredText("message"))
      guard request.message.contains(where: { !$0.isWhitespace }) else {
        throw ServeError(400, "the message is empty", parameter: "message", code: "empty_message")
      }
      request.isKept = isKept
      request.provider = try body.text("provider")
      request.model = try body.text("model")
      request.instructions = try body.text("instructions")
      request.topK = try body.number("top_k", 1...100)
      request.documents = try body.text("documents")
      request.usesDocuments = try body.flag("uses_documents") ?? true
      request.tags = try body.texts("tags") ?? []
      request.parent = try body.text("parent")
      let template = try body.text("template")
      var values: [String: String] = [:]
      for (name, value) in body["variables"]?.object?.entries ?? [] {
        guard let text = value.string else {
          throw ServeError(400, "a variable must be a text", parameter: "variables.\(name)")
        }
        values[name] = text
      }
      let (plain, given) = (request, values)
      // What the request names wrongly is told at once, not by the turn's events.
      try call.workspace { workspace in
        if let chat { _ = try workspace.existing(chat) }
        if let template, chat == nil { _ = try workspace.template(named: template) }
      }
      let place: @Sendable (Workspace) throws -> TurnRequest = { workspace in
        var request = plain
        request.destination = .new
        if let chat { request.destination = .chat(try workspace.existing(chat)) }
        if let parent = request.parent, case .chat(let chat) = request.destination {
          request.parent = try workspace.transcript(of: chat, includingCleared: true).message(matching: parent).id
        }
        if let template, chat == nil {
          let filled = try workspace.template(named: template).filled(with: given) { variable in
            throw ServeError(400, "'\(variable.name)' is missing", parameter: "variables.\(variable.name)")
          }
          request.template = filled
          request.message = filled.message(for: request.message)
          if filled.isPrivate { request.isKept = false }
        }
        return request
      }
      start = { [self] in try startTurn(for: call.caller, in: chat, place) }
    }
    return PageTurn.accepted(try joints.turn(for: key) { _ in try start() }, in: chat)
  }
}

/// A turn as the page reads it.
enum PageTurn {
  /// The response to a request for a turn.
  static func accepted(_ turn: Turn, in chat: String?) -> HTTPResponse {
    .json(["turn": .string(turn.id), "chat": chat.map(JSON.string) ?? .null], status: 202)
  }

  static func status(_ turn: Turn) -> JSON {
    var object: JSONObject = [
      "turn": .string(turn.id), "chat": turn.chat.map { .string($0.id) } ?? .null, "status": "running",
      "events": JSON(turn.events.count), "began_at": .string(turn.beganAt.description),
    ]
    switch turn.ending {
    case .done(let result)?:
      object["status"] = "done"
      object["message"] = result.message.json
    case .failed(let error, let message)?:
      object["status"] = "failed"
      object["error"] = error.body
      object["message"] = message.map { Told.message($0.json) }
    case .interrupted(let message)?:
      object["status"] = "interrupted"
      object["message"] = message.map { Told.message($0.json) }
    default: break
    }
    return .object(object)
  }

  static func event(_ event: TurnEvent, _ number: Int, of turn: Turn) -> [UInt8] {
    switch event {
    case .began(let beginning):
      return Events.event(
        "began",
        [
          "turn": .string(turn.id), "chat": beginning.chat.map { .string($0.id) } ?? .null,
          "title": beginning.chat.map { .string($0.settings.title) } ?? .null,
          "message": beginning.question?.json ?? .null, "provider": .string(beginning.provider),
        ], number: number)
    case .delta(let text): return Events.event("delta", ["text": .string(text)], number: number)
    case .call(let piece): return Events.event("call", piece, number: number)
    case .notice(let text): return Events.event("notice", ["text": .string(Told.text(text))], number: number)
    case .done(let result):
      let sources = ServeJSON.sources(result.message, result.passages)
      return Events.event(
        "done",
        [
          "message": result.message.json, "sources": sources, "answered": JSON(result.answered),
          "reason": result.reason.map(JSON.string) ?? .null,
          "chat": result.chat.map { .string($0.id) } ?? .null,
          "title": result.chat.map { .string($0.settings.title) } ?? .null,
          "state": result.state ?? result.message.state ?? .null,
        ], number: number)
    case .failed(let error, let message):
      return Events.event(
        "failed", ["error": error.body, "message": message.map { Told.message($0.json) } ?? .null], number: number)
    case .interrupted(let message):
      return Events.event("interrupted", ["message": message.map { Told.message($0.json) } ?? .null], number: number)
    }
  }
}
