import ManentAccess
import ManentFormats
import ManentHTTP

/// One thing that clients can ask for.
struct Endpoint: Sendable {
  /// What its body may be.
  enum Body: Sendable {
    /// None; what comes all the same is left alone.
    case none
    /// JSON, at most so many bytes.
    case json(limit: Int)
    /// Any bytes, kept in a file.
    case file
    /// The same, no more than a document of the workspace may have.
    case document
  }

  var method: String
  var pattern: String
  /// How far a token must go; `nil` for nobody's.
  var scope: Scope?
  var body = Body.none
  /// Whether it is answered within microseconds.
  var isQuick = false
  /// What it does, in a line.
  var summary: String
  /// What it takes, as JSON Schema.
  var schema: JSON?
  /// Parameters of the query.
  var query: [String] = []
  /// Answers it: at once, or later through the reply.
  var run: @Sendable (Call, HTTPReply) throws -> Void

  /// An endpoint whose answer is there when its handler returns.
  static func plain(
    _ method: String, _ pattern: String, _ scope: Scope, body: Body = .none, query: [String] = [],
    schema: JSON? = nil, _ summary: String, _ run: @escaping @Sendable (Call) throws -> HTTPResponse
  ) -> Endpoint {
    Endpoint(
      method: method, pattern: pattern, scope: scope, body: body, summary: summary, schema: schema, query: query
    ) { call, reply in reply(try run(call)) }
  }

  /// The same for one that answers later.
  static func later(
    _ method: String, _ pattern: String, _ scope: Scope, body: Body = .none, query: [String] = [],
    schema: JSON? = nil, _ summary: String, _ run: @escaping @Sendable (Call, HTTPReply) throws -> Void
  ) -> Endpoint {
    Endpoint(
      method: method, pattern: pattern, scope: scope, body: body, summary: summary, schema: schema, query: query,
      run: run)
  }
}

extension Endpoint.Body {
  /// JSON that holds no more than a few messages.
  static let json = Endpoint.Body.json(limit: 4 << 20)
  /// JSON that may hold a whole conversation.
  static let conversation = Endpoint.Body.json(limit: 32 << 20)
}
