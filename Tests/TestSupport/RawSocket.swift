import Foundation

/// A connection to a port of this machine: what is sent is what is written here.
public final class RawSocket {
  private let number: Int32
  /// Whether the other end has closed the connection, as far as was read.
  public private(set) var hasEnded = false

  /// Connects.
  ///
  /// - Parameter patience: how long to wait for more, in seconds.
  public init(_ port: Int, patience: Int = 20) throws {
    let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var wait = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(opened, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(opened, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else {
      let code = errno
      close(opened)
      throw Program.Failure(description: "cannot connect: \(code)")
    }
    number = opened
  }

  deinit { close(number) }

  /// Sends a text.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes.
  public func send(_ bytes: [UInt8]) { _ = Foundation.send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

  /// All that comes until the other end closes, or until a text has come.
  public func read(until text: String? = nil) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(number, &buffer, buffer.count, 0)
      guard count > 0 else {
        hasEnded = count == 0 || errno != EAGAIN
        break
      }
      bytes += buffer.prefix(count)
      if let text, String(decoding: bytes, as: UTF8.self).contains(text) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
