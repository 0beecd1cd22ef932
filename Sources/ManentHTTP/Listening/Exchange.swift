internal import CMicrohttpd
import ManentCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One request and its answer, from the first line to the last byte.
///
/// It is sendable though it has variables: those outside of `shared` belong to the daemon's one thread, which alone calls
/// `takeHead`, `takeBody`, `takeEnd`, `takeAnswer`, `queue`, `read` and `complete`. `reply` is set there before the
/// exchange is watched, and is not changed after. What other threads touch is in `shared`.
final class Exchange: @unchecked Sendable {
  enum Phase { case new, body, waiting, answered }

  struct Shared: Sendable {
    /// The connection (its address); 0 when the exchange is over.
    var connection: UInt = 0
    var isSuspended = false
    /// Whether it was woken while it was not suspended.
    var isWoken = false
    var hasLeft = false
    var response: HTTPResponse?
    /// Whether the stream has had nothing to send for so long that it is to give a sign.
    var wantsSign = false
    var stream: (any HTTPStream)?
    /// Since when nothing was sent.
    var quietSince = ContinuousClock.now
  }

  let listener: HTTPListener
  let target: String
  let began = ContinuousClock.now
  var phase = Phase.new
  var request: HTTPRequest?
  var plan: HTTPPlan?
  var collected = BodyCollector()
  var reply: HTTPReply?
  var record: HTTPRecord
  var descriptor: Int32 = -1
  /// What the departure watch knows it by; 0 when it is not watched.
  var watched: UInt64 = 0
  /// How many bytes of the body have come, for the sweep.
  let receivedCount = Atomic(0)
  let shared = Mutex(Shared())

  init(_ listener: HTTPListener, target: String) {
    self.listener = listener
    self.target = target
    record = HTTPRecord(
      method: "", path: "", status: 0, received: 0, sent: 0, microseconds: 0, peer: "", wasLeft: false)
  }

  /// Suspends the connection, on the daemon's thread; `false` when the listener stops.
  func suspend(_ connection: OpaquePointer) -> Bool {
    let address = UInt(bitPattern: connection)
    return shared.withLock { shared in
      guard !listener.isStopping else { return false }
      shared.connection = address
      shared.isSuspended = true
      MHD_suspend_connection(OpaquePointer(bitPattern: address))
      return true
    }
  }

  /// Has the daemon look at the connection again.
  func resume() {
    shared.withLock { shared in
      guard shared.isSuspended, shared.connection != 0 else {
        shared.isWoken = true
        return
      }
      shared.isSuspended = false
      MHD_resume_connection(OpaquePointer(bitPattern: shared.connection))
    }
  }

  /// Notes that the other end has left.
  func leave() {
    let (isFirst, hasStream) = shared.withLock { shared -> (Bool, Bool) in
      defer { shared.hasLeft = true }
      return (!shared.hasLeft, shared.stream != nil)
    }
    guard isFirst else { return }
    reply?.leave()
    if hasStream { resume() }
  }

  /// Wakes a stream that waits, so that it sees whether it may go on; one that has had nothing to send for a while is to
  /// give a sign.
  func look(now: ContinuousClock.Instant, after seconds: Double) {
    let isDue = shared.withLock { shared -> Bool in
      guard shared.stream != nil, shared.isSuspended else { return false }
      shared.wantsSign = now - shared.quietSince > .seconds(seconds)
      return true
    }
    if isDue { resume() }
  }

  /// The listener stops: what waits is looked at once more, and ends.
  func stop() { resume() }
}
