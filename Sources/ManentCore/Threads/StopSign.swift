import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Asks one piece of work to stop, among several that a process does at once.
///
/// `Interruption` on the thread that does the work sees it as Ctrl-C.
public final class StopSign: Sendable {
  private let state = Atomic(false)

  /// A sign that is not up yet.
  public init() {}

  /// Whether the work shall stop.
  public var isUp: Bool { state.load(ordering: .relaxed) }

  /// Asks the work to stop.
  public func raise() { state.store(true, ordering: .relaxed) }

  /// Runs `body`, which this sign can stop, on this thread.
  public func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = pthread_getspecific(Self.key)
    pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque())
    // The sign outlives the call: it is held by who calls.
    defer { pthread_setspecific(Self.key, before) }
    return try body()
  }

  /// The sign that the work of this thread heeds.
  static var ofThisThread: StopSign? {
    pthread_getspecific(key).map { Unmanaged<StopSign>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()
}
