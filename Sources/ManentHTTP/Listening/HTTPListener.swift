internal import CMicrohttpd
public import ManentCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Listens on one address and hands what comes to a service, from when it is made until ``stop()``.
///
/// The daemon calls it back from a thread of its own, and so holds it: it lives until it is stopped. What threads share is
/// behind locks; the rest is set before the daemon begins.
public final class HTTPListener: Sendable {
  /// What it needs to encrypt.
  public struct Encryption: Sendable {
    /// The certificate, and those that vouch for it (PEM).
    public var certificate: String
    /// Its key (PEM).
    public var key: String

    /// From the texts of the files.
    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// A connection that has not sent a whole head, or that rests.
  private struct Waiting {
    var descriptor: Int32
    var since: ContinuousClock.Instant
    var isNew: Bool
    var exchange: Exchange?
    /// Whether it is one more than there may be: it is told so, and closed.
    var isSurplus = false
  }

  /// Where it listens; the port is the one that it was given.
  public let address: HTTPAddress
  let limits: HTTPLimits
  let service: any HTTPService
  let pool: WorkerPool
  let scratch: Path
  let watch: DepartureWatch
  let isSecure: Bool
  private let connections = Mutex<[UInt: Waiting]>([:])
  private let stopSign = Atomic(false)
  private let lastLook = Mutex(ContinuousClock.now)
  private let watchEnded = Monitor(false)
  /// The daemon's address; 0 before it begins and once it was stopped.
  private let daemon = Mutex<UInt>(0)

  /// Whether nothing may be suspended any more.
  var isStopping: Bool { stopSign.load(ordering: .sequentiallyConsistent) }

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - address: where.
  ///   - encryption: what it needs to encrypt; `nil` for plain connections.
  ///   - limits: what connections may have.
  ///   - pool: who works on requests.
  ///   - scratch: a folder for bodies that go into files.
  ///   - service: who answers.
  public init(
    on address: HTTPAddress, encryption: Encryption? = nil, limits: HTTPLimits = HTTPLimits(), pool: WorkerPool,
    scratch: Path, service: any HTTPService
  ) throws {
    self.limits = limits
    self.service = service
    self.pool = pool
    self.scratch = scratch
    isSecure = encryption != nil
    watch = try DepartureWatch()
    let opened = try ListeningSocket.open(address)
    self.address = opened.address
    var options = manent_http_options()
    options.socket = opened.number
    // Some more are accepted, to be told that there are too many: else they would wait without a word.
    options.connections = UInt32(limits.connections + limits.surplus)
    options.connections_per_address = UInt32(limits.connectionsPerAddress)
    options.idle_seconds = UInt32(limits.idleSeconds)
    options.memory = limits.memory
    let context = Unmanaged.passRetained(self)
    options.context = context.toOpaque()
    options.access = Self.access
    options.target = Self.target
    options.completed = Self.completed
    options.connection = Self.connection
    let started = Self.withTexts(encryption) { certificate, key -> UInt in
      options.certificate = certificate
      options.key = key
      return UInt(bitPattern: manent_http_start(&options))
    }
    guard started != 0 else {
      context.release()
      close(opened.number)
      throw HTTPError(
        "cannot listen on \(address)",
        encryption == nil ? "the daemon did not start" : "is the certificate the one of the key?")
    }
    daemon.withLock { $0 = started }
    Worker.start { [self] in
      while !isStopping {
        watch.wait(milliseconds: 250)
        sweep(limits)
      }
      watchEnded.update { $0 = true }
    }
  }

  private static func withTexts<Result>(
    _ encryption: Encryption?, _ body: (UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let encryption else { return body(nil, nil) }
    return encryption.certificate.withCString { certificate in encryption.key.withCString { body(certificate, $0) } }
  }

  /// Accepts no more connections; those that are open go on.
  public func quiesce() {
    daemon.withLock { daemon in
      guard let daemon = OpaquePointer(bitPattern: daemon) else { return }
      let number = MHD_quiesce_daemon(daemon)
      if number >= 0 { close(number) }
    }
  }

  /// Ends all connections. Nothing of the listener is used any more when this returns.
  public func stop() {
    let address = daemon.withLock { daemon -> UInt in
      defer { daemon = 0 }
      return daemon
    }
    guard let daemon = OpaquePointer(bitPattern: address) else { return }
    // Whoever suspends a connection looks at this under the lock of its exchange, after the exchange is watched: so each
    // that was suspended is found here, and none is suspended later.
    stopSign.store(true, ordering: .sequentiallyConsistent)
    for exchange in watch.exchanges { exchange.stop() }
    _ = watchEnded.wait(atMost: 5) { $0 ? true : nil }
    for exchange in watch.exchanges { exchange.stop() }
    MHD_stop_daemon(daemon)
    Unmanaged.passUnretained(self).release()
  }

  /// Ends connections that take too long to say what they want, and wakes streams that are to give a sign.
  private func sweep(_ limits: HTTPLimits) {
    let now = ContinuousClock.now
    let looks = lastLook.withLock { last -> Bool in
      guard now - last > .seconds(limits.lookSeconds) else { return false }
      last = now
      return true
    }
    if looks { for exchange in watch.exchanges { exchange.look(now: now, after: limits.signSeconds) } }
    connections.withLock { connections in
      for waiting in connections.values where waiting.descriptor >= 0 {
        let seconds = (now - waiting.since) / .seconds(1)
        if let exchange = waiting.exchange {
          guard seconds > limits.bodySeconds else { continue }
          let count = Double(exchange.receivedCount.load(ordering: .relaxed))
          if count < seconds * limits.bodyRate { shutdown(waiting.descriptor, Int32(SHUT_RDWR)) }
        } else if seconds > (waiting.isSurplus ? 3 : waiting.isNew ? limits.headSeconds : Double(limits.idleSeconds)) {
          shutdown(waiting.descriptor, Int32(SHUT_RDWR))
        }
      }
    }
  }

  /// Notes that a connection waits for a head (`nil`) or a body; or that it waits for nothing of the other end.
  func note(_ connection: OpaquePointer, waitsFor exchange: Exchange??) {
    let key = UInt(bitPattern: connection)
    let descriptor = manent_http_descriptor(connection)
    connections.withLock { connections in
      guard let exchange else {
        connections[key]?.descriptor = -1
        return
      }
      let isSurplus = connections[key]?.isSurplus ?? false
      connections[key] = Waiting(
        descriptor: descriptor, since: .now, isNew: false, exchange: exchange, isSurplus: isSurplus)
    }
  }

  func begin(_ connection: OpaquePointer) {
    var waiting = Waiting(descriptor: manent_http_descriptor(connection), since: .now, isNew: true)
    connections.withLock { connections in
      waiting.isSurplus = connections.count >= limits.connections
      connections[UInt(bitPattern: connection)] = waiting
    }
  }

  /// Whether a connection is one more than there may be.
  func isSurplus(_ connection: OpaquePointer) -> Bool {
    connections.withLock { $0[UInt(bitPattern: connection)]?.isSurplus ?? false }
  }

  func end(_ connection: OpaquePointer) {
    _ = connections.withLock { $0.removeValue(forKey: UInt(bitPattern: connection)) }
  }
}
