internal import CMicrohttpd
import ManentCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Exchange {
  /// Takes the head: the service judges it.
  func takeHead(_ connection: OpaquePointer, method: String, version: String) -> MHD_Result {
    descriptor = manent_http_descriptor(connection)
    var fields = HeadFields()
    withUnsafeMutablePointer(to: &fields) { pointer in
      _ = MHD_get_connection_values(
        connection, manent_http_fields,
        { context, _, name, value in
          context?.assumingMemoryBound(to: HeadFields.self).pointee.add(name, value)
          return manent_http_yes
        }, pointer)
    }
    let headers = fields.headers
    var peer = [CChar](repeating: 0, count: 64)
    if manent_http_peer(connection, &peer, peer.count) != 0 {
      record.peer = String(decoding: peer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    record.method = method
    guard let target = HTTPTarget(target) else {
      return refuse(connection, HTTPResponse(400), "the path cannot be read")
    }
    record.path = "/" + target.path.joined(separator: "/")
    var request = HTTPRequest(method, target, headers: headers)
    request.peer = record.peer
    request.isSecure = listener.isSecure
    record.peer = listener.service.address(of: request)
    if fields.isFolded { return refuse(connection, HTTPResponse(400), "a field of the head goes on in another line") }
    if let problem = Framing.problem(of: headers, version: version) {
      return refuse(connection, HTTPResponse(problem.status), problem.text)
    }
    if listener.isSurplus(connection) {
      let headers: HTTPHeaders = ["Content-Type": "application/json", "Retry-After": "5"]
      let error = Framing.error("there are too many connections", "server_busy")
      return queue(HTTPResponse(503, headers: headers, error), connection, closing: true)
    }
    switch listener.service.judge(request) {
    case .refuse(let response): return queue(response, connection, closing: request.announcesBody)
    case .take(let plan):
      let length = headers["Content-Length"].flatMap { Int($0) } ?? 0
      if length > plan.limit, plan.limit > 0 || request.announcesBody {
        return queue(
          HTTPResponse(413, headers: Framing.plain, Framing.tooLong(limit: plan.limit)), connection, closing: true)
      }
      self.request = request
      self.plan = plan
      if plan.isSpooled { collected.beginFile(in: listener.scratch) }
      if request.announcesBody {
        listener.note(connection, waitsFor: .some(self))
      } else {
        listener.note(connection, waitsFor: nil)
      }
      phase = .body
      return manent_http_yes
    }
  }

  /// Takes a piece of a body; `false` when there is no end to it.
  func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
    let limit = plan?.limit ?? 0
    let isTooLong = collected.count + piece.count > limit
    collected.take(piece, keeping: !isTooLong)
    receivedCount.store(collected.count, ordering: .relaxed)
    // A little more is read, so that the other end hears why; who goes on and on is not listened to.
    return collected.count <= limit + (1 << 20)
  }

  /// The body is there: has the request answered.
  func takeEnd(_ connection: OpaquePointer) -> MHD_Result {
    guard var request, let plan else { return manent_http_no }
    listener.note(connection, waitsFor: nil)
    record.received = collected.count
    if collected.count > plan.limit, collected.count > 0 {
      return queue(
        HTTPResponse(413, headers: Framing.plain, Framing.tooLong(limit: plan.limit)), connection, closing: true)
    }
    collected.finish()
    if collected.hasFailed {
      return queue(
        HTTPResponse(507, headers: Framing.plain, Framing.error("the body cannot be kept", "server_error")), connection,
        closing: true)
    }
    request.body = collected.file.map { .file($0) } ?? .bytes(collected.bytes)
    let reply = HTTPReply { [self] response in
      shared.withLock { $0.response = response }
      resume()
    }
    self.reply = reply
    phase = .waiting
    if plan.isQuick {
      plan.answer(request, reply)
      if shared.withLock({ $0.response != nil }) { return takeAnswer(connection) }
    }
    watched = listener.watch.add(self, descriptor)
    guard suspend(connection) else { return manent_http_no }
    if plan.isQuick {
      // The answer may have come between the two looks at it.
      if shared.withLock({ $0.response != nil }) { resume() }
      return manent_http_yes
    }
    let (taken, answer) = (request, plan.answer)
    if !listener.pool.submit({ answer(taken, reply) }) {
      reply(
        HTTPResponse(
          503, headers: ["Content-Type": "application/json", "Retry-After": "2"],
          Framing.error("too many requests are waiting", "server_busy")))
    }
    return manent_http_yes
  }

  /// The connection was resumed: sends the answer.
  func takeAnswer(_ connection: OpaquePointer) -> MHD_Result {
    let response = shared.withLock { shared -> HTTPResponse? in
      defer { shared.response = nil }
      return shared.response
    }
    if let response { return queue(response, connection, closing: false) }
    // Woken by something else.
    return suspend(connection) ? manent_http_yes : manent_http_no
  }

  private func refuse(_ connection: OpaquePointer, _ response: HTTPResponse, _ text: String) -> MHD_Result {
    var response = response
    response.headers["Content-Type"] = "application/json"
    response.body = .bytes(Framing.error(text, "bad_request"))
    return queue(response, connection, closing: true)
  }

  /// Hands an answer to the daemon.
  func queue(_ response: HTTPResponse, _ connection: OpaquePointer, closing: Bool) -> MHD_Result {
    phase = .answered
    record.status = response.status
    // A stream may stay open for long, and needs nothing of what was asked.
    (request, plan) = (nil, nil)
    let handle: OpaquePointer?
    switch response.body {
    case .bytes(let bytes):
      record.sent = bytes.count
      handle = bytes.withUnsafeBytes { buffer in
        MHD_create_response_from_buffer(
          buffer.count, UnsafeMutableRawPointer(mutating: buffer.baseAddress), manent_http_copied)
      }
    case .stream(let stream):
      let address = UInt(bitPattern: connection)
      shared.withLock { shared in
        shared.stream = stream
        shared.connection = address
        shared.quietSince = .now
      }
      if watched == 0 { watched = listener.watch.add(self, descriptor) }
      handle = MHD_create_response_from_callback(
        UInt64.max, 1024, Self.read, Unmanaged.passRetained(self).toOpaque(), Self.release)
      if handle == nil { Unmanaged.passUnretained(self).release() }
    }
    guard let handle else { return manent_http_no }
    defer { MHD_destroy_response(handle) }
    for field in response.headers.fields {
      // What holds a line feed is no value of a field; it is left out rather than sent as another field.
      _ = MHD_add_response_header(handle, field.name, field.value)
    }
    if closing || response.closes { _ = MHD_add_response_header(handle, "Connection", "close") }
    return MHD_queue_response(connection, UInt32(response.status), handle)
  }

  /// The daemon wants the next bytes of a stream.
  private static var read: MHD_ContentReaderCallback {
    { context, _, buffer, size in
      guard let context, let buffer else { return -2 }
      let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
      return exchange.read(UnsafeMutableRawBufferPointer(start: buffer, count: size))
    }
  }

  private static var release: MHD_ContentReaderFreeCallback {
    { context in
      if let context { Unmanaged<Exchange>.fromOpaque(context).release() }
    }
  }

  private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let (stream, isOver, wantsSign) = shared.withLock { shared in
        shared.isWoken = false
        defer { shared.wantsSign = false }
        return (shared.stream, shared.hasLeft, shared.wantsSign)
      }
      guard let stream, !isOver else { return -2 }
      switch stream.next(atMost: buffer.count, wake: { [weak self] in self?.resume() }) {
      case .bytes(let bytes): return put(bytes, buffer)
      case .end:
        record.wasLeft = false
        return -1
      case .broken: return -2
      case .later:
        if wantsSign, let sign = stream.sign, sign.count <= buffer.count { return put(sign[...], buffer) }
        let step = shared.withLock { shared -> Int in
          if shared.hasLeft || listener.isStopping { return -2 }
          if shared.isWoken { return 1 }
          shared.isSuspended = true
          MHD_suspend_connection(OpaquePointer(bitPattern: shared.connection))
          return 0
        }
        if step == 1 { continue }
        return step
      }
    }
  }

  private func put(_ bytes: ArraySlice<UInt8>, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(bytes.count, buffer.count)
    buffer.copyBytes(from: bytes.prefix(count))
    record.sent += count
    shared.withLock { $0.quietSince = .now }
    return count
  }

  /// The exchange is over.
  func complete(isWhole: Bool) {
    if watched != 0 { listener.watch.remove(watched, descriptor) }
    watched = 0
    let stream = shared.withLock { shared in
      shared.connection = 0
      shared.isSuspended = false
      defer { shared.stream = nil }
      return shared.stream
    }
    if !isWhole { leave() }
    reply?.settle()
    stream?.close(isWhole: isWhole)
    collected.discard()
    record.wasLeft = !isWhole
    record.microseconds = Int((ContinuousClock.now - began) / .microseconds(1))
    listener.service.note(record)
  }
}
