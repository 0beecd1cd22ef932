import ManentAccess
import ManentCatalog
import ManentChat
import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentRetention
import ManentUpkeep
import ManentWorkspace

extension ServeService {
  static var upkeepEndpoints: [Endpoint] {
    [
      .plain("GET", "/api/v1/templates", .read, "Templates that a chat can begin from") { call in
        let all = try call.workspace { try $0.templates() }
        return .json(["templates": .array(all.map(template))])
      },
      .plain("GET", "/api/v1/tags", .read, "Tags, with how many chats have each") { call in
        var counts: [String: Int] = [:]
        for row in try call.workspace({ try $0.listedChats() }) { for tag in row.tags { counts[tag, default: 0] += 1 } }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return .json(["tags": .array(sorted.map { ["tag": .string($0.key), "chats": JSON($0.value)] })])
      },
      .plain("GET", "/api/v1/models", .read, "Who can answer") { call in
        let models = call.server.models.list(in: call)
        let standard = try call.workspace { workspace in
          AnswererText.of(workspace.settings.provider, workspace.settings.model)
        }
        return .json([
          "models": .array(
            models.map { model in
              [
                "id": .string(model.id), "provider": .string(model.provider),
                "model": model.model.map(JSON.string) ?? .null,
              ]
            }), "default": .string(standard),
        ])
      },
      .plain("GET", "/api/v1/stats", .read, query: ["since"], "How much is asked and answered") { call in
        let (now, calendar) = (Timestamp.now, LocalCalendar.machine)
        let since = try call.request.target["since"].map { text in
          guard let span = CalendarSpan(text) else {
            throw ServeError(400, "'since' must be \(CalendarSpan.form)", parameter: "since")
          }
          return calendar.moment(span, before: now)
        }
        return try call.workspace { workspace in
          var counter = StatisticsCounter(since: since, now: now, calendar: calendar)
          try counter.add(workspace)
          return .json(StatsJSON.value(counter.result()))
        }
      },
      .plain("GET", "/api/v1/storage", .read, "What takes how much room") { call in
        let report = try call.workspace { try $0.storage(largest: 20) }
        return .json(StorageJSON.value(StorageSummary([report], largest: 20)))
      },
      .plain("GET", "/api/v1/status", .read, "What is there, and how large") { call in
        .json(StatusJSON.value(try call.workspace { try $0.status() }))
      },
      .plain("GET", "/api/v1/retention", .read, query: ["days_old"], "What retention would forget, and why") { call in
        let days = try call.number("days_old", 1...36_500)
        return .json(try call.workspace { try days.map($0.cleanupPlan) ?? $0.ownPlan() }.json)
      },
      .plain("POST", "/api/v1/retention/apply", .admin, body: .conversation, "Do what a plan says") { call in
        guard let json = try call.object()["plan"], let plan = RetentionPlan(json) else {
          throw ServeError(400, "'plan' is no plan", parameter: "plan")
        }
        return try call.workspace { workspace in
          guard plan.root == workspace.root else { throw ServeError(409, "the plan is of another workspace") }
          let report = try workspace.apply(plan, removingDocuments: false, force: false)
          try call.server.shares.revoke(chats: report.purged, of: workspace.root)
          return .json([
            "forgotten": .array(report.forgotten.map(JSON.string)), "bytes": JSON(report.bytes),
            "purged": .array(report.purged.map(JSON.string)), "holders": .array(report.holders.map(JSON.string)),
          ])
        }
      },
      .plain("GET", "/api/v1/export", .read, query: ["format", "chat"], "Chats as a download") { call in
        try call.server.export(call)
      },
      .plain("POST", "/api/v1/import", .write, body: .file, query: ["from"], "Take in chats of other programs") {
        call in
        guard case .file(let file) = call.request.body else { throw ServeError(400, "the body is missing") }
        var options = Importer.Options()
        if let name = call.request.target["from"] {
          // What an export calls its format is taken back by that name.
          let known = ["json", "jsonl"].contains(name) ? .manent : ImportFormat(rawValue: name)
          guard let format = known, format != .legacy else {
            throw ServeError(400, "'from' must be manent (json, jsonl), openai, chatgpt or llm", parameter: "from")
          }
          options.format = format
        }
        return try call.workspace { workspace in
          let summary: ImportSummary
          do {
            summary = try Importer(into: workspace).run(file, options)
          } catch var error as ImportError {
            // The name of the file on this machine is nobody's business.
            if error.subject.hasPrefix(file.string) {
              error.subject = "the file" + error.subject.dropFirst(file.string.count)
            }
            throw error
          }
          return .json([
            "format": .string(summary.format.rawValue), "imported": JSON(summary.chats.added),
            "updated": JSON(summary.chats.extended), "unchanged": JSON(summary.chats.unchanged),
            "messages": JSON(summary.chats.messages),
            "failed": .array(
              summary.chats.failed.map { ["chat": .string($0.chat), "error": .string(Told.text($0.error))] }),
          ])
        }
      },
      .plain("GET", "/api/v1/settings", .read, "The settings of the workspace") { call in
        try call.workspace { workspace in
          let settings = workspace.settings
          return .json([
            "workspace": .string(workspace.name), "provider": .string(settings.provider),
            "model": settings.model.map(JSON.string) ?? .null, "embedder": .string(settings.embedder),
            "window": JSON(settings.window), "top_k": JSON(settings.topK),
            "timeout_seconds": settings.timeout.map { JSON(Int($0.milliseconds / 1000)) } ?? .null,
            "limits": [
              "max_document_bytes": JSON(settings.maxDocumentBytes.bytes), "warn_bytes": JSON(settings.warnBytes.bytes),
            ],
          ])
        }
      },
      .plain("GET", "/api/v1/users", .admin, "Users that have a token") { call in
        var users: [String: (workspace: String, tokens: Int)] = [:]
        for token in try call.server.doorman.tokens.all() {
          users["\(token.user)\n\(token.workspace)", default: (token.workspace, 0)].tokens += 1
        }
        return .json([
          "users": .array(
            users.sorted { $0.key < $1.key }.map { key, value in
              [
                "user": .string(String(key.prefix { $0 != "\n" })), "workspace": .string(value.workspace),
                "tokens": JSON(value.tokens),
              ]
            })
        ])
      },
    ]
  }

  private static func template(_ listing: Workspace.TemplateListing) -> JSON {
    var object: JSONObject = ["name": .string(listing.name)]
    if let problem = listing.problem { object["problem"] = .string(Told.text(problem)) }
    guard let template = listing.template else { return .object(object) }
    object["description"] = template.description.map(JSON.string) ?? .null
    object["tags"] = .array(template.tags.map(JSON.string))
    object["provider"] = template.provider.map(JSON.string) ?? .null
    object["model"] = template.model.map(JSON.string) ?? .null
    object["variables"] = .array(
      template.variables.map { variable in
        [
          "name": .string(variable.name), "description": variable.description.map(JSON.string) ?? .null,
          "preset": variable.preset.map(JSON.string) ?? .null,
        ]
      })
    return .object(object)
  }

  private func export(_ call: Call) throws -> HTTPResponse {
    let name = call.request.target["format"] ?? "json"
    guard let format = ExportFormat(rawValue: name) else {
      let known = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ServeError(400, "'format' must be one of \(known)", parameter: "format")
    }
    let ids = call.request.target.query.filter { $0.name == "chat" }.map(\.value)
    let bytes = try call.workspace { workspace -> [UInt8] in
      let exporter = Exporter(of: workspace, tell: Told.text)
      let choices =
        try ids.isEmpty
        ? exporter.chats(matching: ExportFilter())
        : ids.map { try ExportChoice(workspace.existing($0), of: workspace) }
      var bytes: [UInt8] = []
      _ = try exporter.export(choices, as: format) { bytes += $0 }
      return bytes
    }
    let type =
      switch format {
      case .json: "application/json"
      case .jsonl, .openai: "application/x-ndjson"
      case .csv: "text/csv; charset=utf-8"
      // A page of messages is a download, not a page of this server.
      case .html, .markdown: "application/octet-stream"
      }
    return HTTPResponse(
      200,
      headers: [
        "Content-Type": type, "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
        "Content-Disposition": "attachment; filename=\"manent.\(format.fileExtension)\"",
      ], bytes)
  }
}

extension Workspace {
  /// What the rules of the workspace and the machine come to now.
  func ownPlan() throws -> RetentionPlan {
    let machine = try MachineSettings.load(
      from: WorkspaceLocator(environment: surroundings.environment).configuration
    ).retention
    let policy = RetentionPolicy(workspace: settings.retention, machine: machine, flags: RetentionSettings())
    return try RetentionPlanner(policy, calendar: .machine, now: surroundings.clock.now()).plan(
      for: retentionState(withDocuments: policy.unusedDocuments != nil), tagsElsewhere: [], force: false)
  }
}

/// Who answers as one word.
enum AnswererText {
  static func of(_ provider: String, _ model: String?) -> String { model.map { "\(provider):\($0)" } ?? provider }
}
