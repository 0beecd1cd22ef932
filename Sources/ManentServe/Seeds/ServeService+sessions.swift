import ManentAccess
import ManentChat
import ManentCore
import ManentExchange
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentWorkspace

extension ServeService {
  /// `/ask`, `/conversation/…`, `/sessions`.
  static var sessionEndpoints: [Endpoint] {
    [
      .later("POST", "/ask", .write, body: .json, schema: Schema.ask, "Ask, in a session or in a new one") {
        call, reply in
        try call.server.answer(SessionTurn.ask(call), .ask, call, reply)
      },
      .plain("GET", "/conversation/history/{id}", .read, "The messages of a session") { call in
        try call.workspace { workspace in
          let chat = try workspace.session(call.parameter("id"))
          let transcript = try workspace.transcript(of: chat)
          return .json([
            "session_id": .string(chat.id), "chat_name": .string(chat.settings.title),
            "history": ServeJSON.history(transcript), "state": transcript.state,
            "exchanges": JSON(transcript.messages.count { $0.role == .user }),
            "message_count": JSON(transcript.messages.count),
          ])
        }
      },
      .plain("DELETE", "/conversation/history/{id}", .write, "Clear a session; its settings stay") { call in
        try call.server.clear(call.parameter("id"), call)
      },
      .plain("GET", "/sessions", .read, "All sessions, latest activity first") { call in
        let rows = try call.workspace { try $0.chats() }
        return .json(["sessions": .array(rows.map(ServeJSON.session)), "total": JSON(rows.count)])
      },
      .plain(
        "POST", "/conversation/config/{id}", .write, body: .json, schema: Schema.sessionSettings,
        "How much of a session is remembered, and how long it may rest"
      ) { call in
        let body = try call.object()
        let history = try body.number("max_history", 1...10_000)
        let seconds = try body.number("timeout_seconds", 1...1_000_000_000)
        return try call.workspace { workspace in
          let chat = try workspace.session(call.parameter("id"))
          let changed = try workspace.configure(
            chat, window: history.map { $0 * 2 + 1 },
            timeout: seconds.map { TimeSpan(milliseconds: Int64($0) * 1000) })
          let (window, timeout) = (
            changed.settings.window ?? workspace.settings.window,
            changed.settings.timeout ?? workspace.settings.timeout
          )
          return .json([
            "session_id": .string(chat.id), "max_history": JSON(max(1, (window - 1) / 2)),
            "timeout_seconds": timeout.map { JSON(Int($0.milliseconds / 1000)) } ?? .null,
          ])
        }
      },
      .plain("GET", "/conversation/export/{id}", .read, "A session with all that is known of it") { call in
        try call.workspace { workspace in
          let chat = try workspace.session(call.parameter("id"))
          guard var object = ChatJSON.value(chat, try workspace.transcript(of: chat)).object else {
            return .json(.null)
          }
          object["session_id"] = .string(chat.id)
          return .json(.object(object))
        }
      },
    ]
  }

  /// Clears a session. One that shows nothing is cleared already.
  func clear(_ id: String, _ call: Call) throws -> HTTPResponse {
    try call.workspace { workspace in
      let chat = try workspace.session(id)
      var cleared = 0
      do {
        cleared = try workspace.clear(chat).cleared
      } catch let error as WorkspaceError where error.code == .nothingToDo {}
      return .json(["session_id": .string(chat.id), "cleared": JSON(cleared), "message": "the history is cleared"])
    }
  }
}

extension Workspace {
  /// The chat of a session: by its whole id, so that no part of an id opens another one.
  func session(_ id: String) throws -> Chat {
    guard let chat = try chat(withID: id) else {
      throw ServeError(
        404, "there is no session '\(id.prefix(64))'", parameter: "session_id", code: "session_not_found")
    }
    return chat
  }
}
