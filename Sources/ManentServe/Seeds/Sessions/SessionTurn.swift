import ManentCatalog
import ManentChat
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentWorkspace

/// A question of the interface of sessions.
struct SessionTurn: Sendable {
  var question: String
  var session: String?
  var topK: Int?
  var documents: String?
  var maxHistory: Int?
  var streams = false

  /// What `/ask` takes.
  static func ask(_ request: HTTPRequest) throws -> SessionTurn {
    let body = try request.object()
    var turn = SessionTurn(question: try body.requiredText("question"))
    turn.session = try session(body)
    turn.topK = try body.number("top_k", 1...100) ?? 3
    turn.documents = try body.text("filename_filter").flatMap(pattern)
    turn.streams = try body.flag("stream") ?? false || request.acceptsEvents
    return turn
  }

  /// What `/api/generate` takes.
  static func generate(_ request: HTTPRequest) throws -> SessionTurn {
    let body = try request.object()
    let text = try body.text("prompt") ?? body.text("message") ?? body.text("question")
    guard let text else { throw ServeError(400, "'prompt' is missing", parameter: "prompt") }
    var turn = SessionTurn(question: text)
    turn.session = try session(body)
    turn.maxHistory = try body.number("max_history", 1...10_000)
    turn.topK = try body.number("top_k", 1...100)
    turn.streams = try body.flag("stream") ?? false || request.acceptsEvents
    return turn
  }

  /// What `/api/chat/query` takes.
  static func query(_ request: HTTPRequest) throws -> SessionTurn {
    let body = try request.object()
    var turn = SessionTurn(question: try body.requiredText("query"))
    turn.session = try session(body)
    turn.streams = try body.flag("stream") ?? false || request.acceptsEvents
    return turn
  }

  /// Names of files are looked for by a part of them, unless they are a pattern.
  private static func pattern(_ filter: String) -> String? {
    guard !filter.isEmpty else { return nil }
    return filter.contains { "*?[".contains($0) } ? filter : "*\(filter)*"
  }

  private static func session(_ body: JSONObject) throws -> String? {
    guard let id = try body.text("session_id"), !id.isEmpty else { return nil }
    try Session.check(id, parameter: "session_id")
    return id
  }

  /// The chat that a turn goes on with.
  struct Place: Sendable {
    /// The chat's id; `nil` for a new one.
    var id: String?
    /// The chat of the session that had rested, when this turn begins the next one.
    var previous: Chat?
  }

  /// Finds the chat: the newest of the session, or the next one where that has rested for longer than its timeout. A
  /// session that was forgotten begins anew.
  func place(in workspace: Workspace) throws -> Place {
    guard let session else { return Place() }
    let known = try workspace.parts(ofSession: Session.of(part: session) ?? session)
    guard let chat = known.parts.last else { return Place(id: known.next) }
    let timeout = chat.settings.timeout ?? workspace.settings.timeout
    guard let timeout, let row = try workspace.catalog().chat(at: chat.path) else { return Place(id: chat.id) }
    let rested = workspace.surroundings.clock.now().milliseconds - row.activity.milliseconds
    guard rested > timeout.milliseconds else { return Place(id: chat.id) }
    return Place(id: known.next, previous: chat)
  }

  /// What tells a question from others, for one that is sent again because its answer reached nobody.
  func key(of caller: Caller) -> String {
    "\(caller.root)\n\(caller.user ?? "")\n\(session ?? "")\n\(topK ?? 0)\n\(documents ?? "")\n\(maxHistory ?? 0)\n\(question)"
  }

  /// How a conversation takes it.
  func request(_ place: Place) -> TurnRequest {
    var request = TurnRequest(message: question)
    request.destination = place.id.map { .id($0) } ?? .new
    request.previous = place.previous
    request.topK = topK
    request.documents = documents
    // A turn of theirs is a question and its answer; the question that is asked now counts as well.
    request.window = maxHistory.map { $0 * 2 + 1 }
    return request
  }
}
