import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentWorkspace

/// The server: lets requests in, finds who handles them, and notes what became of them.
final class ServeService: HTTPService {
  let options: ServeOptions
  let workspaces: WorkspacePool
  let turns: TurnDesk
  let doorman: Doorman
  let shares: ShareStore
  let locator: WorkspaceLocator
  let environment: [String: String]
  let figures = Figures()
  /// How many threads work on requests, of which no user has more than a quarter.
  static let threads = max(16, Platform.processorCount * 4)
  private let fairShares = FairShares(limit: ServeService.threads / 4, queue: 256)
  let log: AccessLog
  let joints = Joints()
  let orphans = Orphans()
  /// So long the status of a stream of OpenAI's interface waits for the first word.
  let silence = Silence(.seconds(3))
  let models: ModelList
  private let gate: Monitor<(addresses: [HTTPAddress], gate: Gate)>
  private let routes: HTTPRoutes<Endpoint>
  /// The endpoints, for those who describe them.
  let endpoints: [Endpoint]

  init(_ options: ServeOptions, environment: [String: String], tidy: (@Sendable (Path) -> Void)? = nil) throws {
    self.options = options
    self.environment = environment
    locator = WorkspaceLocator(environment: environment)
    workspaces = WorkspacePool(environment: environment, limit: options.turns + 8, tidy: tidy)
    turns = TurnDesk(workspaces, turns: options.turns, queue: options.queue)
    doorman = Doorman(options, tokens: TokenStore(in: locator.configuration), locator: locator)
    shares = ShareStore(in: locator.configuration)
    log = try AccessLog(options.accessLog)
    models = ModelList(environment: environment)
    gate = Monitor(([], Gate(options, listeningOn: [], hostName: Platform.hostName)))
    endpoints =
      Self.openEndpoints + Self.sessionEndpoints + Self.legacyEndpoints + Self.openAIEndpoints + Self.responseEndpoints
      + Self.mcpEndpoints + Self.pageEndpoints
    var routes = HTTPRoutes<Endpoint>()
    for endpoint in endpoints { routes.add(endpoint.method, endpoint.pattern, endpoint) }
    self.routes = routes
  }

  /// Notes one of the addresses that the server listens on, so that it knows its names.
  func listens(on address: HTTPAddress) {
    gate.update { known in
      known.addresses.append(address)
      known.gate = Gate(options, listeningOn: known.addresses, hostName: Platform.hostName)
    }
  }

  func judge(_ head: HTTPRequest) -> HTTPVerdict {
    let gate = gate.withLock { $0.gate }
    do {
      return try admit(head, gate)
    } catch {
      return .refuse(finish(ServeError(error).response, for: head, gate))
    }
  }

  private func admit(_ head: HTTPRequest, _ gate: Gate) throws -> HTTPVerdict {
    try gate.checkHost(of: head)
    if head.method == "OPTIONS", head.headers["Access-Control-Request-Method"] != nil {
      return .refuse(gate.preflight(head))
    }
    if let expected = head.headers["Expect"], !HTTPHeaders.areSame(expected, "100-continue") {
      throw ServeError(417, "nothing but '100-continue' can be expected", code: "expectation_failed")
    }
    let match: HTTPRoutes<Endpoint>.Match
    switch routes.find(head.method, head.target.path) {
    case .found(let found): match = found
    case .otherMethods(let methods):
      let allowed = (methods + (methods.contains("GET") ? ["HEAD"] : [])).joined(separator: ", ")
      if head.method == "OPTIONS" {
        return .refuse(finish(HTTPResponse(204, headers: ["Allow": allowed + ", OPTIONS"]), for: head, gate))
      }
      throw ServeError(
        405, "this path has no \(head.method.prefix(40))", code: "method_not_allowed", headers: ["Allow": allowed])
    case .unknown: throw ServeError(404, "there is nothing at '\(head.path.prefix(200))'", code: "not_found")
    }
    let endpoint = match.value
    let isRead = ["GET", "HEAD"].contains(head.method)
    // Pages of other sites are refused before anything else is told, also where a request needs no token.
    let isOwnPage = isRead ? nil : try gate.checkOrigin(of: head)
    if endpoint.pattern == "/mcp", isRead { _ = try gate.checkOrigin(of: head) }
    var caller = Caller(user: nil, scope: .read, root: "/")
    if let scope = endpoint.scope {
      caller = try doorman.caller(of: head, from: address(of: head))
      if caller.hasCookie, !isRead, isOwnPage != true {
        throw ServeError(403, "a login is for the server's own page", code: "cross_site")
      }
      guard caller.scope >= scope else {
        throw ServeError(
          403, "the token's scope is '\(caller.scope.rawValue)', and this needs '\(scope.rawValue)'", code: "scope")
      }
    }
    try checkType(of: head, for: endpoint, isOwnPage: isOwnPage == true)
    let caught = caller
    // What needs no token is told apart by its address.
    let user =
      endpoint.scope == nil
      ? "address \(address(of: head))" : "user \(caller.user ?? "")\nof \(caller.root)"
    return .take(
      HTTPPlan(
        limit: try limit(of: endpoint, caller, head), isSpooled: endpoint.isFile, isQuick: endpoint.isQuick
      ) { [self] request, reply in
        let answer = HTTPReply { [self] response in reply(finish(response, for: request, gate)) }
        reply.whenLeft { answer.leave() }
        let run: @Sendable () -> Void = {
          do {
            let call = Call(server: self, request: request, parameters: match.parameters, caller: caught)
            try endpoint.run(call, answer)
          } catch {
            answer(ServeError(error).response)
          }
        }
        if endpoint.isQuick { return run() }
        if !fairShares.run(for: user, run) {
          answer(
            ServeError(503, "too many of your requests are waiting", code: "server_busy", headers: ["Retry-After": "2"])
              .response)
        }
      })
  }

  /// JSON must say that it is: a form of another site cannot. A page of this server's own may leave it out.
  private func checkType(of head: HTTPRequest, for endpoint: Endpoint, isOwnPage: Bool) throws {
    if let coding = head.headers["Content-Encoding"], !HTTPHeaders.areSame(coding, "identity"), head.announcesBody {
      throw ServeError(
        415, "a body is taken as it is, not with the coding '\(coding.prefix(40))'", code: "unsupported_media_type",
        headers: ["Accept-Encoding": "identity"])
    }
    guard case .json = endpoint.body, head.announcesBody else { return }
    let type = head.mediaType
    if type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json") { return }
    if isOwnPage, type == "text/plain" || type.isEmpty { return }
    throw ServeError(
      415, "the body must be JSON, and say so: Content-Type: application/json", code: "unsupported_media_type")
  }

  /// How many bytes a body may have; a document that says that it is longer than the workspace takes is refused here.
  private func limit(of endpoint: Endpoint, _ caller: Caller, _ head: HTTPRequest) throws -> Int {
    switch endpoint.body {
    case .none: return 1 << 16
    case .json(let limit): return limit
    case .file: return 1 << 30
    case .document:
      let limit = try workspaces.settings(of: caller.root).maxDocumentBytes
      if let length = head.headers["Content-Length"].flatMap({ Int($0) }), length > limit.bytes {
        throw ServeError(413, "the document has more than \(limit)", code: "too_large")
      }
      return limit.bytes
    }
  }

  /// The address that a request comes from.
  func address(of head: HTTPRequest) -> String {
    guard options.isBehindProxy, let forwarded = head.headers.all("X-Forwarded-For").last else { return head.peer }
    return forwarded.split(separator: ",").last.map(\.trimmed) ?? head.peer
  }

  /// Adds what every answer has.
  private func finish(_ response: HTTPResponse, for request: HTTPRequest, _ gate: Gate) -> HTTPResponse {
    var response = response
    if case .stream(let stream) = response.body { response.body = .stream(CountedStream(stream, in: figures)) }
    for field in gate.sharing(for: request).fields { response.headers.add(field.name, field.value) }
    if response.headers["X-Content-Type-Options"] == nil { response.headers.add("X-Content-Type-Options", "nosniff") }
    return response
  }

  func note(_ record: HTTPRecord) {
    figures.note(record)
    log.note(record)
  }
}

extension Endpoint {
  fileprivate var isFile: Bool {
    switch body {
    case .file, .document: true
    case .none, .json: false
    }
  }
}
