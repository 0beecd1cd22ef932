import ManentCore

extension HTTPService {
  /// Answers a request without a socket: the head is judged, the body's length is held to the plan, and the answer is
  /// waited for. A stream is read to its end.
  public func respond(to request: HTTPRequest) -> HTTPResponse {
    switch judge(request) {
    case .refuse(let response): return response
    case .take(let plan):
      guard request.bytes.count <= plan.limit else {
        return HTTPResponse(413, headers: Framing.plain, Framing.tooLong(limit: plan.limit))
      }
      let answer = Monitor<HTTPResponse?>(nil)
      plan.answer(request, HTTPReply { response in answer.update { $0 = response } })
      let response = answer.wait { $0 }
      guard var response else { return HTTPResponse(500) }
      if case .stream(let stream) = response.body { response.body = .bytes(Self.all(of: stream)) }
      return response
    }
  }

  private static func all(of stream: any HTTPStream) -> [UInt8] {
    var bytes: [UInt8] = []
    let woken = Monitor(false)
    while true {
      woken.withLock { $0 = false }
      switch stream.next(atMost: 4096, wake: { woken.update { $0 = true } }) {
      case .bytes(let piece): bytes += piece
      case .later: _ = woken.wait { $0 ? true : nil }
      case .end, .broken:
        stream.close(isWhole: true)
        return bytes
      }
    }
  }
}
