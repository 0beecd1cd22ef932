import Synchronization

/// Where an answer goes, from whichever thread.
public final class HTTPReply: Sendable {
  private struct State {
    var isSent = false
    var hasLeft = false
    var departures: [@Sendable () -> Void] = []
    /// The sender. It retains the exchange, which retains this reply; the cycle ends when the answer is sent or
    /// `settle()` is called.
    var send: (@Sendable (HTTPResponse) -> Void)?
  }

  private let state: Mutex<State>

  /// A reply.
  ///
  /// - Parameter send: is called with the answer.
  public init(_ send: @escaping @Sendable (HTTPResponse) -> Void) { state = Mutex(State(send: send)) }

  /// Answers. Only the first answer counts; says whether this was it.
  @discardableResult public func callAsFunction(_ response: HTTPResponse) -> Bool {
    let (isFirst, send) = state.withLock { state -> (Bool, (@Sendable (HTTPResponse) -> Void)?) in
      defer { (state.isSent, state.send) = (true, nil) }
      return (!state.isSent, state.send)
    }
    send?(response)
    return isFirst
  }

  /// Whether the other end has left.
  public var hasLeft: Bool { state.withLock { $0.hasLeft } }

  /// Has a function called once the other end leaves; at once when it has.
  public func whenLeft(_ body: @escaping @Sendable () -> Void) {
    let isNow = state.withLock { state -> Bool in
      if !state.hasLeft { state.departures.append(body) }
      return state.hasLeft
    }
    if isNow { body() }
  }

  /// Notes that the other end has left.
  public func leave() {
    let departures = state.withLock { state -> [@Sendable () -> Void] in
      state.hasLeft = true
      defer { state.departures = [] }
      return state.departures
    }
    for departure in departures { departure() }
  }

  /// Drops the departure handlers and the sender; a later answer is discarded.
  public func settle() { state.withLock { ($0.departures, $0.send) = ([], nil) } }
}
