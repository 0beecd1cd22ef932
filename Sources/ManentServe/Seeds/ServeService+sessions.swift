import ManentAccess
import ManentChat
import ManentChats
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
        try call.server.answer(SessionTurn.ask(call.request), .ask, call, reply)
      },
      .plain("GET", "/conversation/history/{id}", .read, "The messages of a session") { call in
        try call.workspace { workspace in
          let session = try workspace.session(call.parameter("id"))
          let messages = try workspace.messages(of: session.parts)
          return .json([
            "session_id": .string(call.parameter("id")), "chat_name": .string(session.newest.settings.title),
            "history": ServeJSON.history(messages), "state": try workspace.transcript(of: session.newest).state,
            "exchanges": JSON(messages.count { $0.role == .user }), "message_count": JSON(messages.count),
            "chats": .array(session.parts.map { .string($0.id) }),
          ])
        }
      },
      .plain("DELETE", "/conversation/history/{id}", .write, "Clear a session; its settings stay") { call in
        try call.server.clear(call.parameter("id"), call)
      },
      .plain("GET", "/sessions", .read, "All sessions, latest activity first") { call in
        let rows = try call.workspace { try $0.listedChats() }
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
          let changed = try workspace.configure(
            workspace.session(call.parameter("id")).newest, window: history.map { $0 * 2 + 1 },
            timeout: seconds.map { TimeSpan(milliseconds: Int64($0) * 1000) })
          let (window, timeout) = (
            changed.settings.window ?? workspace.settings.window,
            changed.settings.timeout ?? workspace.settings.timeout
          )
          return .json([
            "session_id": .string(call.parameter("id")), "max_history": JSON(max(1, (window - 1) / 2)),
            "timeout_seconds": timeout.map { JSON(Int($0.milliseconds / 1000)) } ?? .null,
          ])
        }
      },
      .plain("GET", "/conversation/export/{id}", .read, "A session with all that is known of it") { call in
        try call.workspace { workspace in
          let session = try workspace.session(call.parameter("id"))
          guard var object = ChatJSON.value(session.newest, try workspace.transcript(of: session.newest)).object else {
            return .json(.null)
          }
          let before = try session.parts.dropLast().flatMap { chat in
            ChatJSON.value(chat, try workspace.transcript(of: chat))["messages"]?.array ?? []
          }
          object["messages"] = .array(before + (object["messages"]?.array ?? []))
          object["message_count"] = JSON(object["messages"]?.array?.count ?? 0)
          object["session_id"] = .string(call.parameter("id"))
          object["chats"] = .array(session.parts.map { .string($0.id) })
          return .json(Told.chat(.object(object)))
        }
      },
    ]
  }

  /// Clears a session; what is known of it beside its messages stays. One that shows nothing is cleared already.
  func clear(_ id: String, _ call: Call) throws -> HTTPResponse {
    try call.workspace { workspace in
      var cleared = 0
      for chat in try workspace.session(id).parts {
        do {
          cleared += try workspace.clear(chat, keepingTitle: true).cleared
        } catch let error as WorkspaceError where error.code == .nothingToDo {}
      }
      return .json(["session_id": .string(id), "cleared": JSON(cleared), "message": "the history is cleared"])
    }
  }
}

extension Workspace {
  /// The messages of a session's chats, one chat after the other.
  func messages(of parts: [Chat]) throws -> [Message] { try parts.flatMap { try transcript(of: $0).messages } }
}
