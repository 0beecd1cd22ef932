import ManentCore
import TestSupport
import Testing

@testable import ManentServe

@Suite(.temporaryFolder) struct `Users of one server` {
  @Test func `wait for themselves alone, in their order`() {
    let shares = FairShares(limit: 2, queue: 2)
    let (isFree, done) = (Monitor(false), Monitor<[Int]>([]))
    let began = Monitor(0)
    for _ in 0..<2 {
      Worker.start {
        _ = shares.run(for: "ada") {
          began.update { $0 += 1 }
          _ = isFree.wait { $0 ? true : nil }
        }
      }
    }
    _ = began.wait { $0 == 2 ? true : nil }
    // These return at once, though nothing of them is done yet; one more is refused.
    for number in 0..<2 { #expect(shares.run(for: "ada") { done.update { $0.append(number) } }) }
    #expect(!shares.run(for: "ada") {})
    #expect(done.withLock { $0 }.isEmpty && shares.waiting == 2)
    #expect(shares.run(for: "bob") { done.update { $0.append(7) } })
    #expect(done.withLock { $0 } == [7])
    isFree.update { $0 = true }
    #expect(Set(done.wait { $0.count == 3 ? $0 : nil } ?? []) == [7, 0, 1])
  }

  @Test func `are answered while another one's uploads take long`() throws {
    let server = try LiveServer()
    try server.tool.succeed("init", "bob")
    let bob = try server.tool.succeed("token", "create", "bob").filter { !$0.isWhitespace }
    // Whoever adds a document waits for this.
    try FileLock.wait(for: server.root / ".git/manent/state/locks/documents").during {
      var uploads: [RawSocket] = []
      for number in 0..<40 {
        let client = try RawSocket(server.port)
        client.send(server.request("PUT", "/api/v1/documents/n\(number).txt", more: "Content-Length: 5\r\n") + "text\n")
        uploads.append(client)
      }
      #expect(
        server.eventually { (try? server.ask("GET", "/api/health").contains(" 200 ")) == true })
      let client = try RawSocket(server.port)
      client.send(
        "GET /sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(bob)\r\nConnection: close\r\n\r\n")
      #expect(client.read().hasPrefix("HTTP/1.1 200"))
    }
  }
}
