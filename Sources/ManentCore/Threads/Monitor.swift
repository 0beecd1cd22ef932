#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A value that threads share: one at a time has it, and one can wait for what another does to it.
public final class Monitor<Value: Sendable>: @unchecked Sendable {
  // Only touched while `mutex` is held.
  private var value: Value
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// A monitor of a value.
  public init(_ value: Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Reads or changes the value while no other thread does. Nobody who waits is told.
  public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }

  /// Changes the value, and has all who wait look at it again.
  public func update<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return try body(&value)
  }

  /// Changes the value and wakes one waiting thread: for changes that only one of them can use.
  public func updateForOne<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_signal(condition)
      pthread_mutex_unlock(mutex)
    }
    return try body(&value)
  }

  /// Waits until `body` gives something; it is asked now and after each update.
  ///
  /// - Parameter seconds: how long at most; `nil` for as long as it takes.
  /// - Returns: what `body` gave; `nil` when the time is over.
  public func wait<Result>(
    atMost seconds: Double? = nil, for body: (inout Value) throws -> Result?
  ) rethrows -> Result? {
    var deadline = timespec()
    if let seconds {
      clock_gettime(CLOCK_REALTIME, &deadline)
      let nanoseconds = Int(seconds * 1_000_000_000) + Int(deadline.tv_nsec)
      deadline.tv_sec += nanoseconds / 1_000_000_000
      deadline.tv_nsec = nanoseconds % 1_000_000_000
    }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = try body(&value) { return result }
      if seconds == nil {
        pthread_cond_wait(condition, mutex)
      } else if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT {
        return try body(&value)
      }
    }
  }
}
