/// An answer to a request.
public struct HTTPResponse: Sendable {
  /// What follows the head.
  public enum Body: Sendable {
    /// All of it.
    case bytes([UInt8])
    /// Piece by piece, as it comes.
    case stream(any HTTPStream)
  }

  /// The status.
  public var status: Int
  /// The head's fields; lengths and codings are added.
  public var headers: HTTPHeaders
  /// The body.
  public var body: Body
  /// Whether the connection is closed after it.
  public var closes = false

  /// An answer with its body.
  public init(_ status: Int, headers: HTTPHeaders = [:], _ body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = .bytes(body)
  }

  /// An answer that comes piece by piece.
  public init(_ status: Int = 200, headers: HTTPHeaders, stream: any HTTPStream) {
    self.status = status
    self.headers = headers
    body = .stream(stream)
  }
}

/// A body that comes piece by piece.
///
/// It is pulled, so that a slow reader holds back nothing but itself. Its functions are called by one thread at a time.
public protocol HTTPStream: AnyObject, Sendable {
  /// The next bytes, at most so many.
  ///
  /// - Parameter wake: is called, once, when there may be more, after ``HTTPPiece/later`` was given.
  func next(atMost count: Int, wake: @escaping @Sendable () -> Void) -> HTTPPiece

  /// What is sent when there has been nothing for a while; `nil` for nothing.
  var sign: [UInt8]? { get }

  /// Is called once when nothing is asked for any more.
  ///
  /// - Parameter isWhole: whether all was sent; `false` when the other end has left.
  func close(isWhole: Bool)
}

/// A part of a body that comes piece by piece.
public enum HTTPPiece: Sendable {
  /// Bytes, at least one.
  case bytes(ArraySlice<UInt8>)
  /// Nothing is there yet.
  case later
  /// All was given.
  case end
  /// It breaks off here.
  case broken
}
