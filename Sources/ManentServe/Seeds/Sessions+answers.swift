import ManentChat
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords

extension ServeService {
  /// How the answer of a question of the interface of sessions is called, and what comes with it.
  enum SessionDialect: Sendable {
    case ask, generate, query
  }

  /// Answers a question of the interface of sessions.
  func answer(_ asked: SessionTurn, _ dialect: SessionDialect, _ call: Call, _ reply: HTTPReply) throws {
    let key = asked.key(of: call.caller)
    let place: SessionTurn.Place
    let turn: Turn
    if let known = orphans.take(key) {
      (place, turn) = (known.place, known.turn)
    } else {
      place = try call.workspace { try asked.place(in: $0) }
      turn = try startTurn(asked.request(place), of: call.caller, in: place.id, tellsState: dialect == .query)
    }
    let orphan = Orphans.Orphan(turn, place)
    let isTold = Monitor(false)
    reply.whenLeft { [orphans] in if !isTold.withLock({ $0 }) { orphans.note(orphan, for: key) } }
    if asked.streams {
      let isAllowed = isAllowed(call.caller)
      turn.whenBegun {
        if case .failed(let error, _)? = turn.events.first { return _ = reply(error.response) }
        reply(
          .events(
            TurnStream(turn, isAllowed: isAllowed) { event, _ in
              if event.isLast { isTold.withLock { $0 = true } }
              return Self.event(event, turn, asked, place, dialect)
            }))
      }
      return
    }
    turn.whenEnded {
      switch turn.ending {
      case .done(let result)?: reply(.json(Self.whole(result, asked, place, dialect)))
      case .failed(let error, _)?: reply(error.response)
      default: reply(ServeError(503, "the answer was interrupted; what came is kept", code: "interrupted").response)
      }
    }
  }

  private static func whole(
    _ result: TurnResult, _ asked: SessionTurn, _ place: SessionTurn.Place, _ dialect: SessionDialect
  ) -> JSON {
    let text = JSON.string(result.message.content)
    var object: JSONObject = [dialect == .ask ? "answer" : "response": text]
    if dialect == .query { object["answer"] = text }
    object["session_id"] = session(result.chat, asked)
    object["sources"] = ServeJSON.sources(result.message, result.passages)
    object["answered"] = JSON(result.answered)
    if let previous = place.previous { object["previous_session"] = .string(previous.id) }
    object["message_id"] = .string(result.message.id)
    if dialect == .query { object["state"] = result.state ?? [:] }
    return .object(object)
  }

  /// The session as its client is told it: the chat; where nothing is kept, what the client calls it.
  private static func session(_ chat: Chat?, _ asked: SessionTurn) -> JSON {
    (chat?.id ?? asked.session).map(JSON.string) ?? .null
  }

  private static func event(
    _ event: TurnEvent, _ turn: Turn, _ asked: SessionTurn, _ place: SessionTurn.Place, _ dialect: SessionDialect
  ) -> [UInt8] {
    switch event {
    case .began(let beginning):
      var object: JSONObject = [
        "type": "session", "session_id": session(beginning.chat, asked), "turn": .string(turn.id),
      ]
      if let previous = place.previous { object["previous_session"] = .string(previous.id) }
      return Events.data(.object(object))
    case .delta(let text): return Events.data(["type": "content", "token": .string(text)])
    case .done(let result):
      let sources: JSON = ["type": "sources", "sources": ServeJSON.sources(result.message, result.passages)]
      var done: JSONObject = [
        "type": "done", "session_id": session(result.chat, asked), "answered": JSON(result.answered),
        "message_id": .string(result.message.id),
      ]
      if dialect == .query { done["state"] = result.state ?? [:] }
      return Events.data(sources) + Events.data(.object(done))
    case .failed(let error, _): return Events.data(["type": "error", "error": error.body])
    case .interrupted:
      return Events.data(["type": "error", "error": ServeError(503, "interrupted", code: "interrupted").body])
    case .notice, .call: return []
    }
  }
}
