import Synchronization

/// Where an answer goes, from whichever thread.
public final class HTTPReply: Sendable {
  private struct State {
    var isSent = false
    var hasLeft = false
    var departures: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())
  private let send: @Sendable (HTTPResponse) -> Void

  /// A reply.
  ///
  /// - Parameter send: is called with the answer.
  public init(_ send: @escaping @Sendable (HTTPResponse) -> Void) { self.send = send }

  /// Answers. Only the first answer counts; says whether this was it.
  @discardableResult public func callAsFunction(_ response: HTTPResponse) -> Bool {
    let isFirst = state.withLock { state -> Bool in
      defer { state.isSent = true }
      return !state.isSent
    }
    if isFirst { send(response) }
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

  /// Forgets whom to tell, once all was sent.
  public func settle() { state.withLock { $0.departures = [] } }
}
