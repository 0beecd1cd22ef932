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
  static func ask(_ call: Call) throws -> SessionTurn {
    let body = try call.object()
    var turn = SessionTurn(question: try body.requiredText("question"))
    turn.session = try session(body)
    turn.topK = try body.number("top_k", 1...100) ?? 3
    turn.documents = try body.text("filename_filter").flatMap(pattern)
    turn.streams = try body.flag("stream") ?? false || call.request.acceptsEvents
    return turn
  }

  /// What `/api/generate` takes.
  static func generate(_ call: Call) throws -> SessionTurn {
    let body = try call.object()
    let text = try body.text("prompt") ?? body.text("message") ?? body.text("question")
    guard let text else { throw ServeError(400, "'prompt' is missing", parameter: "prompt") }
    var turn = SessionTurn(question: text)
    turn.session = try session(body)
    turn.maxHistory = try body.number("max_history", 1...10_000)
    turn.topK = try body.number("top_k", 1...100)
    turn.streams = try body.flag("stream") ?? false || call.request.acceptsEvents
    return turn
  }

  /// What `/api/chat/query` takes.
  static func query(_ call: Call) throws -> SessionTurn {
    let body = try call.object()
    var turn = SessionTurn(question: try body.requiredText("query"))
    turn.session = try session(body)
    turn.streams = try body.flag("stream") ?? false || call.request.acceptsEvents
    return turn
  }

  /// Names of files are looked for by a part of them, unless they are a pattern.
  private static func pattern(_ filter: String) -> String? {
    guard !filter.isEmpty else { return nil }
    return filter.contains { "*?[".contains($0) } ? filter : "*\(filter)*"
  }

  private static func session(_ body: JSONObject) throws -> String? {
    guard let id = try body.text("session_id"), !id.isEmpty else { return nil }
    do { try ChatID.check(id) } catch {
      throw ServeError(400, "\(error)", parameter: "session_id", code: "bad_session_id")
    }
    return id
  }

  /// The session that a turn goes on with: that of its id, or the one that stands in for it since it had rested for too
  /// long.
  struct Place: Sendable {
    /// The chat's id; `nil` for a new one.
    var id: String?
    /// The session that rested, when this turn begins the next one.
    var previous: String?
  }

  /// Finds the session.
  func place(in workspace: Workspace) throws -> Place {
    guard let session else { return Place() }
    // A session that has rested goes on as `ID-2`, then `ID-3`, so that the same id of a client finds it again. So does one
    // that was forgotten: a client that deletes a session and keeps its id begins anew with it.
    var (number, last) = (1, try workspace.chat(withID: session))
    while true {
      let next = try workspace.chat(withID: Self.name(session, number + 1))
      guard try next != nil || last == nil && workspace.tombstones().isGone(Self.name(session, number)) else { break }
      (number, last) = (number + 1, next)
    }
    guard let chat = last else { return Place(id: Self.name(session, number)) }
    let timeout = chat.settings.timeout ?? workspace.settings.timeout
    guard let timeout, let row = try workspace.catalog().chat(at: chat.path) else { return Place(id: chat.id) }
    let rested = workspace.surroundings.clock.now().milliseconds - row.activity.milliseconds
    guard rested > timeout.milliseconds else { return Place(id: chat.id) }
    return Place(id: Self.name(session, number + 1), previous: chat.id)
  }

  private static func name(_ session: String, _ number: Int) -> String {
    number == 1 ? session : "\(session.prefix(58))-\(number)"
  }

  /// How a conversation takes it.
  func request(_ place: Place) -> TurnRequest {
    var request = TurnRequest(message: question)
    request.destination = place.id.map { .id($0) } ?? .new
    request.topK = topK
    request.documents = documents
    // A turn of theirs is a question and its answer; the question that is asked now counts as well.
    request.window = maxHistory.map { $0 * 2 + 1 }
    return request
  }
}
