import ManentAccess
import ManentCatalog
import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import ManentHTTP
import ManentPlugins
import ManentRecords
import ManentUpkeep
import ManentWorkspace

extension ServeService {
  static var chatEndpoints: [Endpoint] {
    [
      .plain("GET", "/api/v1/chats", .read, query: ["limit", "after", "tag", "q"], "Chats, latest activity first") {
        call in try call.server.listChats(call)
      },
      .plain("GET", "/api/v1/chats/{id}", .read, query: ["last", "before"], "A chat with its messages") { call in
        try call.server.chat(call)
      },
      .plain("PATCH", "/api/v1/chats/{id}", .write, body: .json, "Change a chat's title, tags and pins") { call in
        try call.server.change(call)
      },
      .plain("POST", "/api/v1/chats/{id}/fork", .write, body: .json, "Begin a new chat with what was said before") {
        call in
        let body = try call.object()
        let (at, title) = (try body.text("at"), try body.text("title"))
        return try call.workspace { workspace in
          let forked = try workspace.fork(workspace.existing(call.parameter("id")), at: at, title: title)
          return .json(Told.chat(ChatJSON.value(forked, try workspace.transcript(of: forked))), status: 201)
        }
      },
      .plain("POST", "/api/v1/chats/{id}/clear", .write, body: .json, "Clear a chat; restore undoes it") { call in
        try call.workspace { workspace in
          let (chat, cleared) = try workspace.clear(workspace.existing(call.parameter("id")))
          return .json(["id": .string(chat.id), "cleared": JSON(cleared)])
        }
      },
      .plain("DELETE", "/api/v1/chats/{id}", .write, query: ["purge", "force"], "Forget a chat; purge is for good") {
        call in .json(try call.server.forget([call.parameter("id")], call))
      },
      .plain("POST", "/api/v1/chats/forget", .write, body: .json, query: ["purge"], "Forget several chats at once") {
        call in
        let body = try call.object()
        guard let ids = try body.texts("ids"), !ids.isEmpty, ids.count <= 10_000 else {
          throw ServeError(400, "'ids' must name 1 to 10,000 chats", parameter: "ids")
        }
        return .json(try call.server.forget(ids, force: body.flag("force") ?? false, call))
      },
      .plain("POST", "/api/v1/chats/tag", .write, body: .json, "Tag several chats") { call in
        let body = try call.object()
        guard let ids = try body.texts("ids"), !ids.isEmpty, ids.count <= 1000 else {
          throw ServeError(400, "'ids' must name 1 to 1,000 chats", parameter: "ids")
        }
        let (added, removed) = (try body.texts("add") ?? [], try body.texts("remove") ?? [])
        return try call.workspace { workspace in
          let chats = try ids.map { try workspace.existing($0) }
          let changed = try chats.map { chat in
            try workspace.tag(chat, adding: added, removing: removed.filter(chat.settings.tags.contains))
          }
          return .json(["chats": .array(try changed.map { try workspace.row(of: $0) })])
        }
      },
      .plain("GET", "/api/v1/forgotten", .read, "Chats that can be brought back") { call in
        let chats = try call.workspace { try $0.restorableChats() }
        return .json([
          "chats": .array(
            chats.map { chat in
              [
                "id": .string(chat.tombstone.chat), "title": chat.title.map(JSON.string) ?? .null,
                "message_count": JSON(chat.messages), "forgotten_at": .string(chat.tombstone.createdAt.description),
              ]
            })
        ])
      },
      .plain("POST", "/api/v1/chats/{id}/restore", .write, body: .json, "Bring back what was forgotten or cleared") {
        call in
        let commit = try call.object().text("at")
        return try call.workspace { workspace in
          .json(ServeJSON.restored(try workspace.restore(chat: call.parameter("id"), at: commit)))
        }
      },
      .plain("GET", "/api/v1/chats/{id}/log", .read, query: ["limit"], "What happened to a chat") { call in
        let limit = try call.number("limit", 1...1000) ?? 100
        return try call.workspace { workspace in
          var request = Workspace.LogRequest()
          request.chat = call.parameter("id")
          request.limit = limit
          var entries: [JSON] = []
          try workspace.log(request) { entries.append(LogJSON.value($0)) }
          return .json(["entries": .array(entries)])
        }
      },
      .plain("GET", "/api/v1/search", .read, query: ["q", "in", "limit"], "Search documents and chats") { call in
        let query = try call.text("q")
        let limit = try call.number("limit", 1...200) ?? 20
        let place = call.request.target["in"] ?? "all"
        guard ["all", "documents", "chats"].contains(place) else {
          throw ServeError(400, "'in' must be all, documents or chats", parameter: "in")
        }
        let search = try WorkspaceSearch(query, limit: limit)
        return try call.workspace { workspace in
          let results = try search.run(in: workspace, documents: place != "chats", chats: place != "documents")
          return .json(["query": .string(query), "results": .array(results)])
        }
      },
    ]
  }

  /// A chat with its messages: with `last` so many of the last ones, with `before` those that come before one of them.
  private func chat(_ call: Call) throws -> HTTPResponse {
    let last = try call.number("last", 1...1_000_000)
    return try call.workspace { workspace in
      let chat = try workspace.existing(call.parameter("id"))
      let transcript = try workspace.transcript(of: chat)
      guard var object = ChatJSON.value(chat, transcript, last: 0).object else { return .json(.null) }
      var messages = transcript.messages[...]
      if let id = call.request.target["before"], !id.isEmpty {
        guard let place = messages.firstIndex(where: { $0.id == id }) else {
          throw ServeError(
            404, "the chat has no message '\(id.prefix(64))'", parameter: "before", code: "message_not_found")
        }
        messages = messages[..<place]
      }
      object["messages"] = .array(messages.suffix(last ?? .max).map { Told.message($0.json) })
      let running = turns.running(in: call.caller.root).last { $0.chat?.id == chat.id }
      object["running"] = running.map { .string($0.id) } ?? .null
      return .json(.object(object))
    }
  }

  private func listChats(_ call: Call) throws -> HTTPResponse {
    let limit = try call.number("limit", 1...1000) ?? 100
    // The beginning of the whole list needs no look at the rest of it.
    if ["tag", "q", "after"].allSatisfy({ call.request.target[$0]?.isEmpty ?? true }) {
      return try call.workspace { workspace in
        let rows = try workspace.listedChats(atMost: limit + 1)
        return Self.list(rows[...], limit: limit, total: try workspace.catalog().chatCount())
      }
    }
    var rows = try call.workspace { try $0.listedChats() }
    if let tag = call.request.target["tag"], !tag.isEmpty { rows = rows.filter { $0.tags.contains(tag) } }
    if let words = call.request.target["q"]?.lowercased().split(whereSeparator: \.isWhitespace), !words.isEmpty {
      rows = rows.filter { row in
        let text = ([row.title] + row.tags).joined(separator: "\n").lowercased()
        return words.allSatisfy { text.contains($0) }
      }
    }
    let total = rows.count
    // The cursor is the last chat that was given; where it has moved meanwhile, those of later activity are skipped.
    if let cursor = call.request.target["after"], !cursor.isEmpty {
      guard let mark = cursor.firstIndex(of: "~"), let time = Int64(cursor[..<mark]) else {
        throw ServeError(400, "'after' is no cursor of this list", parameter: "after")
      }
      let id = String(cursor[cursor.index(after: mark)...])
      rows = rows.filter { ($0.activity.milliseconds, $0.id) < (time, id) }
    }
    return Self.list(rows[...], limit: limit, total: total)
  }

  /// A part of a list, and the cursor of the next one where there is more.
  private static func list(_ rows: ArraySlice<ChatRow>, limit: Int, total: Int) -> HTTPResponse {
    let part = rows.prefix(limit)
    let next = rows.count > limit ? part.last.map { JSON.string("\($0.activity.milliseconds)~\($0.id)") } : nil
    return .json(["chats": .array(part.map(ServeJSON.chat)), "total": JSON(total), "next": next ?? .null])
  }

  private func change(_ call: Call) throws -> HTTPResponse {
    let body = try call.object()
    let title = try body.text("title")
    let tags = try body.members("tags") ?? [:]
    let (added, removed) = (try tags.texts("add") ?? [], try tags.texts("remove") ?? [])
    let (pins, unpins) = (try body.texts("pin") ?? [], try body.texts("unpin") ?? [])
    return try call.workspace { workspace in
      var chat = try workspace.existing(call.parameter("id"))
      if let title { chat = try workspace.rename(chat, to: title) }
      if !added.isEmpty || !removed.isEmpty { chat = try workspace.tag(chat, adding: added, removing: removed) }
      if !pins.isEmpty || !unpins.isEmpty { chat = try workspace.pin(chat, adding: pins, removing: unpins) }
      guard var object = try workspace.row(of: chat).object else { return .json(.null) }
      object["pinned"] = .array(chat.settings.pinned.map(JSON.string))
      return .json(.object(object))
    }
  }
}

extension Workspace {
  /// The chat of exactly that id.
  func existing(_ id: String) throws -> Chat {
    guard let chat = try chat(withID: id) else {
      throw ServeError(404, "there is no chat '\(id.prefix(64))'", parameter: "chat", code: "chat_not_found")
    }
    return chat
  }

  /// A chat as lists have it.
  func row(of chat: Chat) throws -> JSON {
    guard let row = try catalog().chat(at: chat.path) else {
      return ["id": .string(chat.id), "title": .string(chat.settings.title)]
    }
    return ServeJSON.chat(row)
  }
}

extension ServeJSON {
  static func restored(_ report: RestoreReport) -> JSON {
    [
      "kind": .string(report.kind.rawValue), "id": .string(report.id), "title": .string(report.title),
      "message_count": JSON(report.messages),
    ]
  }
}
