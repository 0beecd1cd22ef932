internal import CMicrohttpd
import ManentCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension HTTPListener {
  static func of(_ context: UnsafeMutableRawPointer?) -> HTTPListener? {
    context.map { Unmanaged<HTTPListener>.fromOpaque($0).takeUnretainedValue() }
  }

  static func exchange(_ own: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> Exchange? {
    own?.pointee.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
  }

  /// A request's first line has come.
  static var target: manent_http_target {
    { context, target, _ in
      guard let listener = HTTPListener.of(context) else { return nil }
      let text = target.map { String(cString: $0) } ?? ""
      return Unmanaged.passRetained(Exchange(listener, target: text)).toOpaque()
    }
  }

  /// A connection begins or ends.
  static var connection: manent_http_connection {
    { context, connection, _, code in
      guard let listener = HTTPListener.of(context), let connection else { return }
      if code == manent_http_started { listener.begin(connection) } else { listener.end(connection) }
    }
  }

  /// An exchange is over.
  static var completed: MHD_RequestCompletedCallback {
    { context, connection, own, code in
      guard let own, let pointer = own.pointee else { return }
      own.pointee = nil
      let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
      exchange.complete(isWhole: code == manent_http_whole)
      if let connection { exchange.listener.note(connection, waitsFor: .some(nil)) }
    }
  }

  /// There is a head, a piece of a body, its end, or a connection that was resumed.
  static var access: MHD_AccessHandlerCallback {
    { context, connection, _, method, version, data, size, own in
      guard let exchange = HTTPListener.exchange(own), let connection, let size else { return manent_http_no }
      switch exchange.phase {
      case .new:
        return exchange.takeHead(
          connection, method: method.map { String(cString: $0) } ?? "",
          version: version.map { String(cString: $0) } ?? "")
      case .body:
        if size.pointee > 0 {
          let piece = UnsafeRawBufferPointer(start: data, count: size.pointee)
          size.pointee = 0
          return exchange.takeBody(piece) ? manent_http_yes : manent_http_no
        }
        return exchange.takeEnd(connection)
      case .waiting: return exchange.takeAnswer(connection)
      case .answered: return manent_http_yes
      }
    }
  }
}
