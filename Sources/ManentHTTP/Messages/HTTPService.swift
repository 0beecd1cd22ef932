/// A program behind a listener: looks at heads, and answers requests.
public protocol HTTPService: Sendable {
  /// Looks at a head, before anything of a body is read.
  func judge(_ head: HTTPRequest) -> HTTPVerdict

  /// The address that a request comes from, as it is noted.
  func address(of head: HTTPRequest) -> String

  /// Is told of each request that is done with.
  func note(_ record: HTTPRecord)
}

extension HTTPService {
  /// That of the other end of the connection.
  public func address(of head: HTTPRequest) -> String { head.peer }
}

/// What becomes of a request, by its head.
public enum HTTPVerdict: Sendable {
  /// It is answered at once; a body is not read.
  case refuse(HTTPResponse)
  /// It is taken.
  case take(HTTPPlan)
}

/// How a request is taken.
public struct HTTPPlan: Sendable {
  /// How many bytes its body may have.
  public var limit: Int
  /// Whether the body goes into a temporary file.
  public var isSpooled: Bool
  /// Whether it is answered within microseconds, on the thread that reads from all connections.
  public var isQuick: Bool
  /// Answers it: calls the reply once, now or later.
  public var answer: @Sendable (HTTPRequest, HTTPReply) -> Void

  /// A plan from its parts.
  public init(
    limit: Int = 0, isSpooled: Bool = false, isQuick: Bool = false,
    answer: @escaping @Sendable (HTTPRequest, HTTPReply) -> Void
  ) {
    self.limit = limit
    self.isSpooled = isSpooled
    self.isQuick = isQuick
    self.answer = answer
  }
}

/// What is known of a request that is done with. Nothing of its content is in it.
public struct HTTPRecord: Sendable {
  /// The method.
  public var method: String
  /// The path, without the query.
  public var path: String
  /// The status of the answer; 0 when there was none.
  public var status: Int
  /// How many bytes of a body were read.
  public var received: Int
  /// How many bytes of a body were sent.
  public var sent: Int
  /// How long it took, in microseconds.
  public var microseconds: Int
  /// The address of the other end.
  public var peer: String
  /// Whether the other end left before all was sent.
  public var wasLeft: Bool
}
