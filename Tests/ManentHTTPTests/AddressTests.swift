import ManentHTTP
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("127.0.0.1:4117", HTTPAddress.network("127.0.0.1", 4117)), ("4117", .network("127.0.0.1", 4117)),
    ("localhost:0", .network("127.0.0.1", 0)), (":80", .network("127.0.0.1", 80)), ("[::1]:1", .network("::1", 1)),
    ("0.0.0.0:443", .network("0.0.0.0", 443)), ("unix:/run/manent", .file("/run/manent")),
  ])
  func `an address is read`(text: String, address: HTTPAddress) { #expect(HTTPAddress(text) == address) }

  @Test(arguments: ["", "a", "::1:80", "1.2.3:80", "127.0.0.1:65536", "unix:relative", "example.org:80"])
  func `what is no address is none`(text: String) { #expect(HTTPAddress(text) == nil) }

  @Test func `loopback is what only this machine reaches`() {
    #expect(HTTPAddress.network("127.0.0.1", 1).isLoopback)
    #expect(HTTPAddress.network("::1", 1).isLoopback)
    #expect(HTTPAddress.file("/x").isLoopback)
    #expect(!HTTPAddress.network("0.0.0.0", 1).isLoopback)
    #expect(!HTTPAddress.network("192.168.1.1", 1).isLoopback)
  }
}
