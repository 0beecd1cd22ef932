import ManentHTTP

/// What is looked at before a request is routed: whom it is for and from where it comes.
struct Gate: Sendable {
  private let options: ServeOptions
  private let hosts: Set<String>
  private let takesAddresses: Bool

  /// The gate of a server.
  ///
  /// - Parameter addresses: all that it listens on.
  init(_ options: ServeOptions, listeningOn addresses: [HTTPAddress], hostName: String) {
    self.options = options
    var hosts: Set = ["localhost", "127.0.0.1", "[::1]"]
    hosts.formUnion(options.hosts.map { $0.lowercased() })
    for case .network(let host, _) in addresses { hosts.insert(host.contains(":") ? "[\(host)]" : host) }
    takesAddresses = addresses.contains { !$0.isLoopback }
    if takesAddresses { hosts.formUnion([hostName.lowercased(), hostName.lowercased() + ".local"]) }
    self.hosts = hosts
  }

  /// Refuses a request that is meant for another name: a page of another site may have that name lead here.
  func checkHost(of request: HTTPRequest) throws {
    guard let field = request.headers["Host"], let host = Self.host(in: field) else {
      throw ServeError(400, "the Host field is missing or wrong", code: "bad_host")
    }
    // A target may name a host, too, and what stands between may go by that one.
    if let authority = request.target.authority, !HTTPHeaders.areSame(authority, field) {
      throw ServeError(400, "the target and the Host field name two hosts", code: "bad_host")
    }
    let isAddress = host.name.hasPrefix("[") || host.name.split(separator: ".").allSatisfy { Int($0) != nil }
    guard hosts.contains(host.name) || takesAddresses && isAddress else {
      throw ServeError(
        403, "this server is not called '\(host.name.prefix(200))'; its administrator can give it that name",
        code: "host_not_allowed")
    }
  }

  /// Whether the page that a request comes from may make it: `true` for this server's own, `nil` when it comes from no
  /// page.
  ///
  /// - Throws: `ServeError` 403 for a page of another site.
  func checkOrigin(of request: HTTPRequest) throws -> Bool? {
    let origins = request.headers.all("Origin")
    guard origins.count < 2 else { throw ServeError(400, "there are two Origin fields") }
    guard let origin = origins.first else {
      if request.headers["Sec-Fetch-Site"].map({ $0 == "cross-site" || $0 == "same-site" }) == true {
        throw ServeError(403, "a page of another site may not do this", code: "cross_site")
      }
      return nil
    }
    if isOwn(origin, request) { return true }
    if allows(origin) { return false }
    throw ServeError(403, "pages of '\(origin.prefix(100))' may not do this", code: "origin_not_allowed")
  }

  /// Whether pages of an origin may call this server.
  func allows(_ origin: String) -> Bool {
    if options.origins.contains(origin) { return true }
    guard !options.hasNoAuth else { return false }
    if options.origins.contains("*") { return origin != "null" }
    // The user's own programs with a page: they need a token like everybody.
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      if let host = Self.host(in: String(origin.dropFirst(scheme.count))) {
        return ["localhost", "127.0.0.1", "[::1]"].contains(host.name)
      }
    }
    return false
  }

  private func isOwn(_ origin: String, _ request: HTTPRequest) -> Bool {
    guard let host = request.headers["Host"]?.lowercased() else { return false }
    let schemes = request.isSecure ? ["https://"] : options.isBehindProxy ? ["https://", "http://"] : ["http://"]
    return schemes.contains { origin.lowercased() == $0 + host }
  }

  /// The fields that let a page of an allowed origin read an answer.
  func sharing(for request: HTTPRequest) -> HTTPHeaders {
    guard let origin = request.headers["Origin"], !isOwn(origin, request), allows(origin) else { return [:] }
    return [
      "Access-Control-Allow-Origin": origin, "Vary": "Origin",
      "Access-Control-Expose-Headers": "X-Manent-Chat, X-Manent-Turn, X-Request-Id, Retry-After",
    ]
  }

  /// The answer to a browser that asks whether a page may make a request.
  func preflight(_ request: HTTPRequest) -> HTTPResponse {
    guard let origin = request.headers["Origin"], allows(origin) || isOwn(origin, request) else {
      return ServeError(403, "pages of this origin may not call this server", code: "origin_not_allowed").response
    }
    var headers: HTTPHeaders = [
      "Access-Control-Allow-Origin": origin, "Vary": "Origin, Access-Control-Request-Headers",
      "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS", "Access-Control-Max-Age": "600",
    ]
    if let asked = request.headers["Access-Control-Request-Headers"], asked.utf8.allSatisfy(Self.isPlain) {
      headers.add("Access-Control-Allow-Headers", asked)
    }
    return HTTPResponse(204, headers: headers)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ","),
      UInt8(ascii: " "):
      true
    default: false
    }
  }

  /// The name and the port of a Host field, in small letters; `nil` for one that is none.
  static func host(in field: String) -> (name: String, port: Int?)? {
    var text = field.lowercased()
    guard !text.isEmpty, text.utf8.count <= 255 else { return nil }
    var port: Int?
    if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
      guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else { return nil }
      port = number
      text = String(text[..<colon])
    }
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
      case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): text.hasPrefix("[") && text.hasSuffix("]")
      default: false
      }
    }
    guard isPlain, !text.isEmpty else { return nil }
    if text.hasSuffix(".") { text.removeLast() }
    return (text, port)
  }
}
