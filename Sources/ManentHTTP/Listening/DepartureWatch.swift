internal import CMicrohttpd
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Notices that the other end of a suspended connection has left, which the daemon does not while it is suspended.
final class DepartureWatch: Sendable {
  private struct State {
    var next: UInt64 = 1
    var exchanges: [UInt64: Exchange] = [:]
  }

  private let epoll: Int32
  private let state = Mutex(State())

  init() throws(HTTPError) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else { throw HTTPError("cannot watch connections", String(cString: strerror(errno))) }
  }

  deinit { close(epoll) }

  /// The exchanges that are watched.
  var exchanges: [Exchange] { state.withLock { Array($0.exchanges.values) } }

  /// Watches the connection of an exchange; the name that it is known by.
  func add(_ exchange: Exchange, _ descriptor: Int32) -> UInt64 {
    let name = state.withLock { state in
      defer { state.next += 1 }
      state.exchanges[state.next] = exchange
      return state.next
    }
    var event = epoll_event()
    event.events = EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue | EPOLLONESHOT.rawValue
    event.data.u64 = name
    epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
    return name
  }

  /// Forgets an exchange, before its descriptor is closed.
  func remove(_ name: UInt64, _ descriptor: Int32) {
    _ = state.withLock { $0.exchanges.removeValue(forKey: name) }
    var event = epoll_event()
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event)
  }

  /// Waits for at most a while, and tells those whose other end has left.
  func wait(milliseconds: Int32) {
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    let count = epoll_wait(epoll, &events, Int32(events.count), milliseconds)
    guard count > 0 else { return }
    for event in events.prefix(Int(count)) {
      let name = event.data.u64
      state.withLock { $0.exchanges[name] }?.leave()
    }
  }
}
