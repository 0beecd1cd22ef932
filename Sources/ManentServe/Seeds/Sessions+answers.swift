import ManentChat
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentWorkspace

extension ServeService {
  /// How the answer of a question of the interface of sessions is called, and what comes with it.
  enum SessionDialect: Sendable {
    case ask, generate, query
  }

  /// Answers a question of the interface of sessions.
  func answer(_ asked: SessionTurn, _ dialect: SessionDialect, _ call: Call, _ reply: HTTPReply) throws {
    let place = try call.workspace { try asked.place(in: $0) }
    let turn = try startTurn(for: call.caller, in: place.id) { _ in asked.request(place) }
    if asked.streams {
      let isAllowed = isAllowed(call.caller)
      turn.whenBegun {
        if case .failed(let error, _)? = turn.events.first { return _ = reply(error.response) }
        reply(
          .events(
            TurnStream(turn, isAllowed: isAllowed) { event, _ in Self.event(event, turn, place, dialect) }))
      }
      return
    }
    turn.whenEnded { [self] in
      // The state is read from the workspace, which is no work for the thread of the turn.
      switch turn.ending {
      case .done(let result)?: reply(.json(whole(result, place, dialect, call)))
      case .failed(let error, _)?: reply(error.response)
      default: reply(ServeError(503, "the answer was interrupted; what came is kept", code: "interrupted").response)
      }
    }
  }

  private func whole(
    _ result: TurnResult, _ place: SessionTurn.Place, _ dialect: SessionDialect, _ call: Call
  ) -> JSON {
    let text = JSON.string(result.message.content)
    var object: JSONObject = [dialect == .ask ? "answer" : "response": text]
    if dialect == .query { object["answer"] = text }
    object["session_id"] = result.chat.map { .string($0.id) } ?? .null
    object["sources"] = ServeJSON.sources(result.message, result.passages)
    object["answered"] = JSON(result.answered)
    if let previous = place.previous { object["previous_session"] = .string(previous) }
    object["message_id"] = .string(result.message.id)
    if dialect == .query, let chat = result.chat {
      // An answer whose state cannot be read now is an answer all the same.
      object["state"] = (try? call.workspace { try $0.state(of: chat) }) ?? [:]
    }
    return .object(object)
  }

  private static func event(
    _ event: TurnEvent, _ turn: Turn, _ place: SessionTurn.Place, _ dialect: SessionDialect
  ) -> [UInt8] {
    switch event {
    case .began(let beginning):
      var object: JSONObject = [
        "type": "session", "session_id": beginning.chat.map { .string($0.id) } ?? .null, "turn": .string(turn.id),
      ]
      if let previous = place.previous { object["previous_session"] = .string(previous) }
      return Events.data(.object(object))
    case .delta(let text): return Events.data(["type": "content", "token": .string(text)])
    case .done(let result):
      let sources: JSON = ["type": "sources", "sources": ServeJSON.sources(result.message, result.passages)]
      let done: JSON = [
        "type": "done", "session_id": result.chat.map { .string($0.id) } ?? .null,
        "answered": JSON(result.answered), "message_id": .string(result.message.id),
      ]
      return Events.data(sources) + Events.data(done)
    case .failed(let error, _): return Events.data(["type": "error", "error": error.body])
    case .interrupted:
      return Events.data(["type": "error", "error": ServeError(503, "interrupted", code: "interrupted").body])
    case .notice, .call: return []
    }
  }
}

/// Texts of a stream of events (`text/event-stream`).
enum Events {
  /// `data: JSON` and an empty line.
  static func data(_ value: JSON) -> [UInt8] {
    var bytes = Array("data: ".utf8)
    value.append(to: &bytes)
    return bytes + Array("\n\n".utf8)
  }

  /// The same with a name, and a number where there is one.
  static func event(_ name: String, _ value: JSON, number: Int? = nil) -> [UInt8] {
    Array(((number.map { "id: \($0)\n" } ?? "") + "event: \(name)\n").utf8) + data(value)
  }
}

extension HTTPResponse {
  /// An answer that is a stream of events.
  static func events(_ stream: any HTTPStream, headers: HTTPHeaders = [:]) -> HTTPResponse {
    var all: HTTPHeaders = [
      "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache", "X-Accel-Buffering": "no",
    ]
    for field in headers.fields { all.add(field.name, field.value) }
    return HTTPResponse(headers: all, stream: stream)
  }
}
