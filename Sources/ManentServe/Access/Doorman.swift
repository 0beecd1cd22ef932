import ManentAccess
import ManentCore
import ManentHTTP
import ManentWorkspace
import Synchronization

/// Decides who makes a request.
final class Doorman: Sendable {
  private struct Failures: Sendable {
    var count = 0
    var until = Timestamp(milliseconds: 0)
  }

  private struct State {
    var failures: [String: Failures] = [:]
    /// One-time codes by their digests, with their end.
    var codes: [String: Timestamp] = [:]
    var lastUsed: [String: Timestamp] = [:]
  }

  /// How many wrong tokens an address may send before it has to wait.
  private static let patience = 5
  static let cookie = "manent_session"

  let tokens: TokenStore
  let options: ServeOptions
  let locator: WorkspaceLocator
  private let clock: Clock
  private let state = Mutex(State())

  init(_ options: ServeOptions, tokens: TokenStore, locator: WorkspaceLocator, clock: Clock = .system) {
    self.options = options
    self.tokens = tokens
    self.locator = locator
    self.clock = clock
  }

  /// Who makes a request.
  ///
  /// - Throws: `ServeError` 401 without a valid token, 429 after too many wrong ones.
  func caller(of request: HTTPRequest, from address: String) throws -> Caller {
    let fields = request.headers.all("Authorization")
    guard fields.count < 2 else { throw ServeError(400, "there are two Authorization fields") }
    if let field = fields.first {
      let parts = field.split(separator: " ", maxSplits: 1)
      if parts.count == 2, HTTPHeaders.areSame(String(parts[0]), "Bearer") {
        let secret = parts[1].trimmed
        if let token = try tokens.find(secret, at: clock.now()) { return try caller(with: token) }
      }
      if options.hasNoAuth { return try onlyCaller() }
      throw refusal(of: address)
    }
    if options.hasNoAuth { return try onlyCaller() }
    if let secret = Self.cookie(in: request) {
      if let token = try tokens.find(secret, at: clock.now()) {
        var caller = try caller(with: token)
        caller.hasCookie = true
        return caller
      }
      throw ServeError(401, "the login has ended", code: "login_ended")
    }
    throw ServeError(
      401, "a token is needed: send it as 'Authorization: Bearer TOKEN'", code: "token_missing",
      headers: ["WWW-Authenticate": "Bearer realm=\"manent\""])
  }

  /// Whether a request comes with a login that has not ended: a page asks, so that it need not be refused to know.
  func isLoggedIn(_ request: HTTPRequest) throws -> Bool {
    if options.hasNoAuth { return true }
    return try Self.cookie(in: request).map { try tokens.find($0, at: clock.now()) != nil } ?? false
  }

  /// Whether a token still opens what it opened: looked at while a stream is open.
  func isValid(_ caller: Caller) -> Bool {
    guard let token = caller.token else { return options.hasNoAuth }
    // A file that cannot be read opens nothing.
    return (try? tokens.token(token, at: clock.now())) != nil
  }

  /// When a token was last used since the server runs.
  func lastUse(of token: String) -> Timestamp? { state.withLock { $0.lastUsed[token] } }

  /// Makes a code that logs in once.
  func makeCode() -> String {
    let code = Secret.make()
    let end = Timestamp(milliseconds: clock.now().milliseconds + 600_000)
    state.withLock { $0.codes[SHA256.hex(of: code)] = end }
    return code
  }

  /// Uses a code up; whether it was one.
  func use(code: String) -> Bool {
    let digest = SHA256.hex(of: code)
    let now = clock.now()
    return state.withLock { state in
      state.codes = state.codes.filter { $0.value > now }
      return state.codes.removeValue(forKey: digest) != nil
    }
  }

  /// Makes the token of a login: what a cookie holds.
  func logIn(user: String, workspace: String, scope: Scope) throws -> (token: Token, secret: String) {
    let now = clock.now()
    return try tokens.make(
      user: user, workspace: workspace, scope: scope, name: "page",
      expires: Timestamp(milliseconds: now.milliseconds + 30 * 86_400_000), at: now)
  }

  /// The caller that a token makes.
  func caller(with token: Token) throws -> Caller {
    let now = clock.now()
    state.withLock { $0.lastUsed[token.id] = now }
    let root = try locator.place(for: token.workspace)
    if !options.workspaces.isEmpty, try !options.workspaces.contains(where: { try locator.place(for: $0) == root }) {
      throw ServeError(403, "this server does not serve the workspace of the token", code: "other_workspace")
    }
    guard WorkspaceLocator.isWorkspace(root) else {
      throw ServeError(404, "the workspace of the token is not there", code: "no_workspace")
    }
    return Caller(user: token.user, scope: token.scope, root: root, token: token.id)
  }

  /// The workspace of somebody who has no token: the first that was named, else the user's own.
  func ownWorkspace() throws -> Path {
    switch try locator.locate(options.workspaces.first) {
    case .existing(let root), .firstUse(let root): return root
    }
  }

  private func onlyCaller() throws -> Caller {
    Caller(user: nil, scope: .admin, root: try ownWorkspace(), token: nil)
  }

  private func refusal(of address: String) -> ServeError {
    let now = clock.now()
    let wait = state.withLock { state -> Int64 in
      if state.failures.count > 10_000 { state.failures = state.failures.filter { $0.value.until > now } }
      var failures = state.failures[address] ?? Failures()
      // Who has been quiet for ten minutes begins anew.
      if failures.until.milliseconds + 600_000 < now.milliseconds { failures.count = 0 }
      failures.count += 1
      let over = failures.count - Self.patience
      let seconds = over > 0 ? Int64(1) << min(6, Int64(over - 1)) : 0
      failures.until = Timestamp(milliseconds: now.milliseconds + seconds * 1000)
      state.failures[address] = failures
      return seconds
    }
    if wait > 0 {
      return ServeError(
        429, "too many wrong tokens from this address", code: "too_many_failures", headers: ["Retry-After": "\(wait)"])
    }
    return ServeError(
      401, "the token is not valid", code: "invalid_token",
      headers: ["WWW-Authenticate": "Bearer realm=\"manent\", error=\"invalid_token\""])
  }

  /// The token that a cookie holds.
  static func cookie(in request: HTTPRequest) -> String? {
    for field in request.headers.all("Cookie") {
      for pair in field.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        if parts.count == 2, parts[0].trimmed == cookie { return parts[1].trimmed }
      }
    }
    return nil
  }
}

extension Substring {
  /// Without white space at its ends.
  var trimmed: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
