import ManentAccess
import ManentCatalog
import ManentChat
import ManentChats
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentRetention
import ManentSync
import ManentWorkspace

extension ServeService {
  /// `/api/generate` and its kin, and `/api/chat/query`.
  static var legacyEndpoints: [Endpoint] {
    [
      .later(
        "POST", "/api/generate", .write, body: .json, schema: Schema.generate,
        "Say something in a session, or begin one"
      ) { call, reply in
        try call.server.answer(SessionTurn.generate(call.request), .generate, call, reply)
      },
      .later(
        "POST", "/api/chat/query", .write, body: .json, schema: Schema.query, "Say something; the answer has the state"
      ) { call, reply in
        try call.server.answer(SessionTurn.query(call.request), .query, call, reply)
      },
      .plain(
        "POST", "/api/get_history", .read, body: .json, schema: Schema.session, "The messages of a session"
      ) { call in
        let id = try call.object().requiredText("session_id")
        return try call.workspace { workspace in
          // A page makes the id of a session before it says anything in it: that has no messages yet.
          let parts = try workspace.parts(ofSession: id).parts
          return .json([
            "session_id": .string(id), "history": ServeJSON.history(try workspace.messages(of: parts)),
          ])
        }
      },
      .plain(
        "POST", "/api/clear_history", .write, body: .json, schema: Schema.session, "Clear a session; its settings stay"
      ) { call in
        try call.server.clear(call.object().requiredText("session_id"), call)
      },
      .plain("GET", "/api/session_names", .read, "All sessions by name, latest activity first") { call in
        .json(.array(try call.workspace { try $0.listedChats() }.map(ServeJSON.session)))
      },
      .plain("GET", "/api/sessions", .read, "The sessions") { call in
        let rows = try call.workspace { try $0.listedChats() }
        return .json([
          "sessions": .array(rows.map(ServeJSON.session)), "active_sessions": JSON(rows.count),
          "count": JSON(rows.count),
        ])
      },
      .plain("GET", "/api/session_stats", .read, "How many sessions and messages there are") { call in
        let rows = try call.workspace { try $0.listedChats() }
        let dayAgo = Timestamp.now.milliseconds - 86_400_000
        return .json([
          "total_sessions": JSON(rows.count), "total_messages": JSON(rows.reduce(0) { $0 + $1.messages }),
          "recent_sessions": JSON(rows.count { $0.activity.milliseconds >= dayAgo }),
          "last_activity": rows.first.map { .string($0.activity.description) } ?? .null,
        ])
      },
      .plain(
        "POST", "/api/cleanup_sessions", .write, body: .json, schema: Schema.cleanup,
        "Forget old sessions by the rules of retention; it can be undone"
      ) { call in
        let body = try call.object()
        let days = try body.number("days_old", 1...36_500) ?? 30
        let isRehearsal = try body.flag("dry_run") ?? false
        return try call.workspace { workspace in
          let plan = try workspace.cleanupPlan(days: days)
          if !isRehearsal, !plan.forget.isEmpty {
            _ = try workspace.apply(plan, removingDocuments: false, force: false)
          }
          return .json([
            "deleted_count": JSON(isRehearsal ? 0 : plan.forget.count), "dry_run": JSON(isRehearsal),
            "sessions": .array(plan.forget.map { .string($0.chat) }), "days_old": JSON(days), "plan": plan.json,
          ])
        }
      },
      .plain("DELETE", "/api/sessions/{id}", .write, query: ["purge", "force"], "Forget a session; purge is for good") {
        call in
        let id = call.parameter("id")
        let session = try call.workspace { try $0.parts(ofSession: id) }
        // All that goes by the id; what is forgotten already can still be purged.
        let ids = session.parts.map(\.id) + (call.flag("purge") ? session.gone : [])
        guard !ids.isEmpty else {
          throw ServeError(
            404, "there is no session '\(id.prefix(64))'", parameter: "session_id", code: "session_not_found")
        }
        return .json(try call.server.forget(ids, call).setting("session_id", .string(id)))
      },
    ]
  }

  /// Forgets or purges the chats of whole ids, as the query says.
  func forget(_ ids: [String], force: Bool = false, _ call: Call) throws -> JSON {
    let purges = call.flag("purge")
    if purges, call.caller.scope < .admin {
      throw ServeError(403, "a purge needs a token of scope 'admin'", code: "scope")
    }
    return try call.workspace { workspace in
      if purges {
        let meant = try ids.map { try workspace.purgeableChat(matching: $0).id }
        let report = try workspace.purge(meant, force: force || call.flag("force"))
        try shares.revoke(chats: report.chats, of: workspace.root)
        return ["purged": .array(report.chats.map(JSON.string)), "holders": .array(report.holders.map(JSON.string))]
      }
      for id in ids { _ = try workspace.existing(id) }
      let report = try workspace.forget(ids, force: force || call.flag("force"))
      return [
        "forgotten": .array(
          report.chats.map { chat in
            [
              "id": .string(chat.id), "title": .string(chat.title), "message_count": JSON(chat.messages),
              "bytes": JSON(chat.bytes),
            ]
          }), "bytes": JSON(report.bytes),
      ]
    }
  }
}

extension JSON {
  /// The object with another member.
  func setting(_ key: String, _ value: JSON) -> JSON {
    guard var object else { return self }
    object[key] = value
    return .object(object)
  }
}

extension Workspace {
  /// What goes when only chats of the last so many days stay, and those that other rules keep.
  func cleanupPlan(days: Int) throws -> RetentionPlan {
    let machine = try MachineSettings.load(
      from: WorkspaceLocator(environment: surroundings.environment).configuration
    ).retention
    var flags = RetentionSettings()
    flags.rules.within = CalendarSpan("\(days)d")
    let policy = RetentionPolicy(workspace: settings.retention, machine: machine, flags: flags)
    return try RetentionPlanner(policy, calendar: .machine, now: surroundings.clock.now()).plan(
      for: retentionState(withDocuments: false), tagsElsewhere: [], force: false)
  }
}
