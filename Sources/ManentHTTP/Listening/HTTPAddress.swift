/// Where a listener listens.
public enum HTTPAddress: Sendable, Equatable, CustomStringConvertible {
  /// An address of the network, as numbers, and a port; port 0 is a free one.
  case network(String, Int)
  /// A socket of the file system.
  case file(String)
  /// A socket that is open already and listens.
  case open(Int32)

  /// Reads `127.0.0.1:4117`, `[::1]:4117`, `:4117` (loopback), `4117`, `localhost:4117` or `unix:/path`.
  public init?(_ text: String) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard path.hasPrefix("/"), path.utf8.count < 100 else { return nil }
      self = .file(path)
      return
    }
    var host = "127.0.0.1"
    var port = text[...]
    if let colon = text.lastIndex(of: ":") {
      host = String(text[..<colon])
      port = text[text.index(after: colon)...]
      if host.hasPrefix("["), host.hasSuffix("]") {
        host = String(host.dropFirst().dropLast())
      } else if host.contains(":") {
        return nil
      }
      if host.isEmpty || host == "localhost" { host = "127.0.0.1" }
    }
    guard let number = Int(port), (0...65_535).contains(number), SocketAddress(host, number) != nil else { return nil }
    self = .network(host, number)
  }

  /// Whether only this machine reaches it.
  public var isLoopback: Bool {
    switch self {
    case .network(let host, _): host == "::1" || host.hasPrefix("127.")
    case .file: true
    case .open: false
    }
  }

  /// As it is written.
  public var description: String {
    switch self {
    case .network(let host, let port): (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    case .file(let path): "unix:\(path)"
    case .open(let number): "descriptor \(number)"
    }
  }
}
