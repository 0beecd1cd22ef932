#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes sockets that listen.
enum ListeningSocket {
  /// Opens one. Its owner closes it.
  static func open(_ address: HTTPAddress) throws(HTTPError) -> (number: Int32, address: HTTPAddress) {
    switch address {
    case .open(let number):
      _ = fcntl(number, F_SETFD, FD_CLOEXEC)
      _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
      return (number, SocketAddress.bound(number).map { .network($0.host, $0.port) } ?? address)
    case .network(let host, let port):
      guard let place = SocketAddress(host, port) else { throw HTTPError("\(address)", "no address") }
      let number = try made(place.family, address)
      var on: Int32 = 1
      setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
      if place.family == AF_INET6 {
        setsockopt(number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, socklen_t(MemoryLayout<Int32>.size))
      }
      guard place.with({ bind(number, $0, $1) }) == 0 else { throw failure(number, "cannot listen on \(address)") }
      guard listen(number, 1024) == 0 else { throw failure(number, "cannot listen on \(address)") }
      return (number, SocketAddress.bound(number).map { .network($0.host, $0.port) } ?? address)
    case .file(let path):
      let number = try made(AF_UNIX, address)
      var place = sockaddr_un()
      place.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
      func withPlace(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: place) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
          }
        }
      }
      // Only a socket that nobody listens on any more is in the way of nobody.
      if isSocket(path) {
        let look = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let isTaken = withPlace { connect(look, $0, $1) } == 0
        close(look)
        if !isTaken { unlink(path) }
      }
      let mask = umask(0o077)
      let status = withPlace { bind(number, $0, $1) }
      let code = errno
      umask(mask)
      errno = code
      guard status == 0, listen(number, 1024) == 0 else { throw failure(number, "cannot listen on \(address)") }
      return (number, address)
    }
  }

  /// The sockets that a service manager has opened for this process (`sd_listen_fds(3)`).
  static func inherited(_ environment: [String: String]) -> [Int32] {
    guard environment["LISTEN_PID"].flatMap({ Int32($0) }) == getpid(),
      let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), (1...64).contains(count)
    else { return [] }
    return Array(3..<3 + count)
  }

  private static func isSocket(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }

  private static func made(_ family: Int32, _ address: HTTPAddress) throws(HTTPError) -> Int32 {
    let number = socket(
      family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard number >= 0 else { throw HTTPError("cannot listen on \(address)", String(cString: strerror(errno))) }
    return number
  }

  private static func failure(_ number: Int32, _ subject: String) -> HTTPError {
    let reason = String(cString: strerror(errno))
    close(number)
    return HTTPError(subject, reason)
  }
}

extension HTTPAddress {
  /// The sockets that a service manager has opened for this process.
  public static func inherited(_ environment: [String: String]) -> [HTTPAddress] {
    ListeningSocket.inherited(environment).map { .open($0) }
  }
}
