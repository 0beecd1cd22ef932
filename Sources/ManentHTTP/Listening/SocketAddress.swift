internal import CMicrohttpd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An address of the network as the system takes it.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private let size: socklen_t
  let family: Int32

  /// An address of numbers (`127.0.0.1`, `::1`) and a port.
  init?(_ host: String, _ port: Int) {
    var four = sockaddr_in()
    var six = sockaddr_in6()
    if inet_pton(AF_INET, host, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = UInt16(port).bigEndian
      withUnsafeMutableBytes(of: &storage) { target in
        withUnsafeBytes(of: &four) { target.copyMemory(from: $0) }
      }
      size = socklen_t(MemoryLayout<sockaddr_in>.size)
      family = AF_INET
    } else if inet_pton(AF_INET6, host, &six.sin6_addr) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = UInt16(port).bigEndian
      withUnsafeMutableBytes(of: &storage) { target in
        withUnsafeBytes(of: &six) { target.copyMemory(from: $0) }
      }
      size = socklen_t(MemoryLayout<sockaddr_in6>.size)
      family = AF_INET6
    } else {
      return nil
    }
  }

  /// Hands the address to a call of the system.
  func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }

  /// The address and the port that a socket is bound to; `nil` for one that is not of the network.
  static func bound(_ socket: Int32) -> (host: String, port: Int)? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let status = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
    }
    guard status == 0 else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    return withUnsafeMutablePointer(to: &storage) { pointer -> (String, Int)? in
      switch Int32(pointer.pointee.ss_family) {
      case AF_INET:
        return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
          guard inet_ntop(AF_INET, &address.pointee.sin_addr, &text, socklen_t(text.count)) != nil else { return nil }
          return (Self.string(text), Int(UInt16(bigEndian: address.pointee.sin_port)))
        }
      case AF_INET6:
        return pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
          guard inet_ntop(AF_INET6, &address.pointee.sin6_addr, &text, socklen_t(text.count)) != nil else { return nil }
          return (Self.string(text), Int(UInt16(bigEndian: address.pointee.sin6_port)))
        }
      default: return nil
      }
    }
  }

  private static func string(_ text: [CChar]) -> String {
    String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
