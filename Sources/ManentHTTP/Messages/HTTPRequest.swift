public import ManentCore

/// A request, or its head alone, before its body has come.
public struct HTTPRequest: Sendable {
  /// What came after the head.
  public enum Body: Sendable {
    /// Bytes in memory.
    case bytes([UInt8])
    /// A temporary file, which is removed when the request is done.
    case file(Path)
  }

  /// `GET`, `POST` and so on.
  public var method: String
  /// The path and the query.
  public var target: HTTPTarget
  /// The head's fields.
  public var headers: HTTPHeaders
  /// The body.
  public var body = Body.bytes([])
  /// The address of the other end, as text; empty when it has none (a socket of the file system).
  public var peer = ""
  /// Whether the connection is encrypted.
  public var isSecure = false

  /// A request from its parts.
  public init(_ method: String, _ target: HTTPTarget, headers: HTTPHeaders = [:], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = .bytes(body)
  }

  /// The body, when it is in memory.
  public var bytes: [UInt8] { if case .bytes(let bytes) = body { bytes } else { [] } }

  /// The path as text.
  public var path: String { "/" + target.path.joined(separator: "/") }

  /// The kind of the body without its parameters, in small letters; empty when it is not said.
  public var mediaType: String {
    let value = headers["Content-Type"] ?? ""
    return value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
  }

  /// Whether the client asks for a stream of events.
  public var acceptsEvents: Bool {
    headers.all("Accept").contains { $0.lowercased().contains("text/event-stream") }
  }

  /// Whether a body follows the head.
  public var announcesBody: Bool {
    headers["Transfer-Encoding"] != nil || (headers["Content-Length"].map { $0 != "0" } ?? false)
  }
}
