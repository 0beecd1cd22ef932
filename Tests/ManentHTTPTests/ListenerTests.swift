import Foundation
import ManentCore
import ManentHTTP
import Synchronization
import TestSupport
import Testing

/// A service that says the body back; `/quick` at once, `/drip` as a stream that never ends.
private final class Echo: HTTPService {
  let closed = Monitor(0)
  /// How many requests are held by something.
  let held = Monitor(0)

  /// Goes away with the last that holds a request.
  private final class Hold: Sendable {
    let held: Monitor<Int>

    init(_ held: Monitor<Int>) {
      self.held = held
      held.update { $0 += 1 }
    }

    deinit { held.update { $0 -= 1 } }

    /// Is there.
    func touch() {}
  }

  func judge(_ head: HTTPRequest) -> HTTPVerdict {
    if head.path == "/drip" {
      return .take(
        HTTPPlan { [closed, hold = Hold(held)] _, reply in
          hold.touch()
          reply(HTTPResponse(headers: ["Content-Type": "text/plain"], stream: Drip { closed.update { $0 += 1 } }))
        })
    }
    let hold = Hold(held)
    return .take(
      HTTPPlan(limit: 1000, isQuick: head.path == "/quick") { request, reply in
        hold.touch()
        reply(
          HTTPResponse(200, headers: ["Content-Type": "text/plain"], Array("<\(request.path)>".utf8) + request.bytes))
      })
  }

  func note(_ record: HTTPRecord) {}
}

/// A stream that has nothing to say after its beginning.
private final class Drip: HTTPStream {
  let hasBegun = Mutex(false)
  let ended: @Sendable () -> Void
  let sign: [UInt8]? = nil

  init(_ ended: @escaping @Sendable () -> Void) { self.ended = ended }

  func next(atMost count: Int, wake: @escaping @Sendable () -> Void) -> HTTPPiece {
    hasBegun.withLock { hasBegun in
      defer { hasBegun = true }
      return hasBegun ? .later : .bytes(Array("begun".utf8)[...])
    }
  }

  func close(isWhole: Bool) { ended() }
}

@Suite(.temporaryFolder) struct `A listener` {
  private func listen(_ change: (inout HTTPLimits) -> Void = { _ in }) throws -> (HTTPListener, Echo, Int) {
    var limits = HTTPLimits()
    change(&limits)
    let service = Echo()
    let listener = try HTTPListener(
      on: .network("127.0.0.1", 0), limits: limits, pool: WorkerPool(threads: 4, queue: 16),
      scratch: TemporaryFolder.current, service: service)
    guard case .network(_, let port) = listener.address else { throw Program.Failure(description: "no port") }
    return (listener, service, port)
  }

  @Test func `nothing holds a request once it is answered, while its client stays`() throws {
    let (listener, service, port) = try listen()
    defer { listener.stop() }
    var clients: [RawSocket] = []
    for path in ["/quick", "/slow", "/drip"] {
      for _ in 0..<5 {
        let client = try RawSocket(port)
        clients.append(client)
        client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        _ = client.read(until: path == "/drip" ? "begun" : "<\(path)>")
      }
    }
    // Nobody has left yet, and the streams are open.
    withExtendedLifetime(clients) {
      #expect(service.held.wait(atMost: 10) { $0 == 0 ? true : nil } == true)
      #expect(service.closed.withLock { $0 } == 0)
    }
  }

  @Test func `requests that come one behind the other are answered in their order`() throws {
    let (listener, _, port) = try listen()
    defer { listener.stop() }
    let client = try RawSocket(port)
    client.send(
      "GET /quick/1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /3 HTTP/1.1\r\nHost: x\r\n\r\n"
        + "POST /4 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\nGET /5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    let answer = client.read()
    #expect(answer.components(separatedBy: "HTTP/1.1 200 OK\r\n").count == 6, "\(answer)")
    let bodies = ["</quick/1>", "</2>abc", "</3>", "</4>de", "</5>"]
    let places = bodies.compactMap { answer.range(of: $0)?.lowerBound }
    #expect(places.count == 5 && places == places.sorted(), "\(answer)")
  }

  @Test(
    arguments: [
      "Content-Length : 24\r\n", "Content-Length\t: 24\r\n", "Transfer-Encoding : chunked\r\nContent-Length: 24\r\n",
      "Transfer-Encoding:\r\n chunked\r\nContent-Length: 24\r\n", "X: a\r\n\tb\r\n", " X: a\r\n", "X(y): a\r\n",
      "X: a\u{1}\r\n",
      "X: a\rContent-Length: 24\r\n",
    ])
  func `a head that others could read differently is refused, and nothing after it is read`(field: String) throws {
    let (listener, _, port) = try listen()
    defer { listener.stop() }
    for version in [field + "Host: x\r\n", "Host: x\r\n" + field] {
      let client = try RawSocket(port)
      client.send("POST /quick HTTP/1.1\r\n\(version)\r\nGET /evil HTTP/1.1\r\nHost: x\r\n\r\n")
      let answer = client.read()
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && client.hasEnded, "\(answer)")
      #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2 && !answer.contains("<html"), "\(answer)")
    }
  }

  @Test func `a request without a Host field is refused once, in JSON`() throws {
    let (listener, _, port) = try listen()
    defer { listener.stop() }
    let client = try RawSocket(port)
    client.send("GET /quick HTTP/1.1\r\n\r\n")
    let answer = client.read()
    #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.hasSuffix("}}"), "\(answer)")
    #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2, "\(answer)")
    // Fields that are empty, or begin after many blanks, are none of that.
    let other = try RawSocket(port)
    other.send("GET /quick HTTP/1.1\r\nEmpty:\r\nBlank:   \r\nHost: \t  x\r\nLast:z\r\nConnection: close\r\n\r\n")
    #expect(other.read().hasPrefix("HTTP/1.1 200 "))
  }

  @Test func `who is slow with a head or a body is not waited for`() throws {
    let (listener, _, port) = try listen { limits in
      (limits.headSeconds, limits.bodySeconds, limits.bodyRate) = (0.3, 0.3, 1000)
    }
    defer { listener.stop() }
    for text in ["GET / HT", "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nab", ""] {
      let client = try RawSocket(port)
      client.send(text)
      // The other end closes: nothing of an answer that says it went well comes.
      #expect(!client.read().contains("200 OK"), "\(text)")
      #expect(client.hasEnded, "\(text)")
    }
    let quick = try RawSocket(port)
    quick.send("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(quick.read().contains("200 OK"))
  }

  @Test func `more connections than there may be are told so and closed, and room comes back`() throws {
    let (listener, _, port) = try listen { $0.connections = 8 }
    defer { listener.stop() }
    var held = try (0..<8).map { _ in try RawSocket(port) }
    for client in held { client.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n") }
    for client in held { #expect(client.read(until: "</quick>").contains("200 OK")) }
    let more = try RawSocket(port, patience: 1)
    more.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n")
    // It is read to its end: the other end closes.
    let told = more.read()
    #expect(told.hasPrefix("HTTP/1.1 503 ") && told.contains("Retry-After: ") && told.contains("too many connections"))
    for client in held { client.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n") }
    for client in held { #expect(client.read(until: "</quick>").contains("200 OK")) }
    held = []
    // The daemon notices in its own time that they have left.
    for _ in 0..<200 {
      let later = try RawSocket(port)
      later.send("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      if later.read().contains("200 OK") { return }
      usleep(10_000)
    }
    Issue.record("room does not come back")
  }

  @Test func `one address has no more connections than it may`() throws {
    let (listener, _, port) = try listen { $0.connectionsPerAddress = 4 }
    defer { listener.stop() }
    let held = try (0..<4).map { _ in try RawSocket(port) }
    for client in held {
      client.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(client.read(until: "</quick>").contains("200 OK"))
    }
    let more = try RawSocket(port, patience: 2)
    more.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(!more.read(until: "</quick>").contains("200 OK"))
    #expect(held.count == 4)
  }

  @Test func `a reader that leaves ends its stream, and so does the end of the listener`() throws {
    let (listener, service, port) = try listen()
    var readers = try (0..<20).map { _ in try RawSocket(port) }
    for reader in readers {
      reader.send("GET /drip HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(reader.read(until: "begun").contains("begun"))
    }
    readers.removeFirst(10)
    #expect(service.closed.wait(atMost: 20) { $0 >= 10 ? true : nil } == true)
    // Suspended connections of others are no hindrance, and to stop twice is to stop once.
    listener.stop()
    listener.stop()
    listener.quiesce()
    #expect(service.closed.withLock { $0 } == 20)
    #expect(throws: (any Error).self) { try RawSocket(port) }
  }

  @Test func `a listener can be stopped while requests come`() throws {
    for _ in 0..<10 {
      let (listener, _, port) = try listen()
      let done = Monitor(0)
      for number in 0..<4 {
        Worker.start {
          for _ in 0..<50 {
            guard let client = try? RawSocket(port, patience: 2) else { break }
            client.send("GET \(number < 2 ? "/drip" : "/slow") HTTP/1.1\r\nHost: x\r\n\r\n")
            if number.isMultiple(of: 2) { _ = client.read(until: "begun") }
          }
          done.update { $0 += 1 }
        }
      }
      usleep(20_000)
      listener.stop()
      #expect(done.wait(atMost: 60) { $0 == 4 ? true : nil } == true)
    }
  }
}
