import ManentCore
import ManentFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes requests of endpoints: again where a failure may pass, and with every failure told as an `OpenAIError`.
struct Requester {
  let client: HTTPClient
  /// What may want to stop a request.
  var watch = Watch.nothing
  /// Told, for the log, why a request is made again.
  var note: (String) -> Void = { _ in }
  /// What was learnt of how many texts servers embed at once.
  var batches = BatchLimits()
  /// What was learnt of how servers answer.
  var habits = ServerHabits()
  /// How long it waits in all before it tries again; `nil` for as long as the settings of the endpoint come to.
  var patience: Duration?

  /// Makes a request; pieces of the body of a good answer are handed over as they come.
  ///
  /// - Parameters:
  ///   - part: the part of the interface, such as `chat/completions`.
  ///   - endpoint: the server.
  ///   - body: what is posted; `nil` asks with GET.
  ///   - model: the model that is asked for, for messages.
  ///   - hear: called with each piece; says whether more is waited for.
  func ask(
    _ part: String, of endpoint: Endpoint, body: JSON?, model: String? = nil, hear: ([UInt8]) throws -> Reception
  ) throws {
    if let obstacle = endpoint.obstacle { throw obstacle }
    let request = HTTPRequest(
      url: endpoint.url(part), headers: endpoint.allHeaders, body: body.map { Array($0.serialized().utf8) },
      silence: endpoint.timeout, certificates: endpoint.certificates)
    var tries = 0
    var patience = patience ?? .seconds(1e6)
    while true {
      tries += 1
      switch try attempt(request, hear: hear) {
      case .answered: return
      case .refused(let head, let said):
        let words = ServerWords(said, hiding: endpoint.withoutKey)
        var error = OpenAIError(status: head.status, words, from: endpoint, model: model)
        let asked = RetryAfter.wait(head, now: .now)
        (error.retryAfter, error.parameter) = (asked, words.parameter)
        guard Backoff.isPassing(head.status), error.code == .unavailable, tries <= endpoint.retries else { throw error }
        guard let wait = Backoff.wait(after: tries, asked: asked), wait <= patience else {
          guard let asked else { throw error }
          error.description += "; it asks to wait \(asked.inWords)"
          error.summary += "; it asks to wait \(asked.inWords)"
          throw error
        }
        patience -= wait
        note("\(error.description); trying again in \(wait.inSeconds)")
        try pause(wait)
      case .failed(let failure):
        let error = OpenAIError(failure, at: endpoint)
        guard failure.kind == .broken, !failure.hasBegun, tries <= endpoint.retries,
          let wait = Backoff.wait(after: tries, asked: nil), wait <= patience
        else { throw error }
        patience -= wait
        note("\(error.description); trying again in \(wait.inSeconds)")
        try pause(wait)
      }
    }
  }

  /// Makes a request whose answer is one JSON value, and gives its bytes.
  func askJSON(_ part: String, of endpoint: Endpoint, body: JSON?, model: String? = nil) throws -> [UInt8] {
    var said: [UInt8] = []
    try ask(part, of: endpoint, body: body, model: model) { piece in
      said += piece
      return JSONBody.isWhole(said) ? .ending(.milliseconds(100)) : .open
    }
    return said
  }

  private enum Outcome {
    case answered
    case refused(HTTPHead, [UInt8])
    case failed(HTTPFailure)
  }

  private func attempt(_ request: HTTPRequest, hear: ([UInt8]) throws -> Reception) throws -> Outcome {
    var said: [UInt8] = []
    do {
      let head = try client.send(request, watch: watch) { head, piece in
        if head.status == 200 { return try hear(piece) }
        // The beginning of a refusal says it all.
        said += piece.prefix(max(0, 1 << 18 - said.count))
        return JSONBody.isWhole(said) ? .ending(.milliseconds(100)) : .open
      }
      return head.status == 200 ? .answered : .refused(head, said)
    } catch let failure as HTTPFailure {
      return .failed(failure)
    }
  }

  /// Waits, and stops waiting when the caller wants to stop.
  private func pause(_ duration: Duration) throws {
    let end = ContinuousClock.now + duration
    while true {
      let left = end - .now
      guard left > .zero else { return }
      var watched = pollfd(fd: watch.descriptor() ?? -1, events: Int16(POLLIN), revents: 0)
      if poll(&watched, 1, Int32(min(1000, max(1, left / .milliseconds(1))))) > 0 { try watch.look() }
    }
  }
}
