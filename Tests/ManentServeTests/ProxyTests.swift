import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Nginx, which a system's administrator finds in `/usr/sbin`.
private let nginx = ProgramCall.find("nginx", in: ["PATH": "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"])

/// The server behind nginx, set up as its page in the documentation says.
@Suite(.temporaryFolder, .enabled(if: nginx != nil, "needs nginx"))
struct ProxyTests {
  private static let host = "chat.example.org"

  /// The example of the documentation.
  private static func example() throws -> String {
    let page = Path(#filePath).parent.parent.parent / "Sources/ManentServe/ManentServe.docc/ManentServe.md"
    let text = String(decoding: try Files.read(page), as: UTF8.self)
    return try #require(text.components(separatedBy: "```nginx\n").last?.components(separatedBy: "```").first)
  }

  /// Nginx in front of a server.
  private func proxy(to port: Int) throws -> Server {
    let folder = TemporaryFolder.current / "nginx"
    try Files.makeFolders(folder)
    let location = try Self.example().replacing("127.0.0.1:4117", with: "127.0.0.1:\(port)")
    return try Server(environment: ["PATH": "/usr/sbin:/usr/bin:/bin"], log: folder / "log") { own in
      let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/\($0);" }
      let settings = """
        daemon off; master_process off; pid \(folder)/pid; error_log stderr;
        events {}
        http { access_log off; \(places.joined(separator: " "))
          server { listen 127.0.0.1:\(own); \(location) } }
        """
      try Files.writeAtomically(Array(settings.utf8), to: folder / "nginx.conf")
      return [try #require(nginx).string, "-p", folder.string, "-e", "stderr", "-c", "\(folder)/nginx.conf"]
    }
  }

  private func request(_ server: LiveServer, _ method: String, _ path: String, _ body: JSON, more: String = "")
    -> String
  {
    server.request(method, path, body, more: more)
      .replacing("Host: localhost:\(server.port)", with: "Host: \(Self.host)")
  }

  @Test func `a stream comes through piece by piece`() throws {
    let server = try LiveServer("--behind-proxy", "--host", Self.host)
    let proxy = try proxy(to: server.port)
    let client = try RawSocket(proxy.port)
    // What it waits for is written only after its beginning was read.
    client.send(request(server, "POST", "/ask", ["question": "wait", "stream": true]))
    #expect(client.read(until: "\"type\":\"session\"").hasPrefix("HTTP/1.1 200"))
    try server.plugin.write("go", "")
    #expect(client.read(until: "\"type\":\"done\"").contains("It was worth the wait."))
    // An answer that never ends by itself is read as far as it has come.
    let other = try RawSocket(proxy.port)
    other.send(
      request(
        server, "POST", "/v1/chat/completions",
        ["model": "echo", "stream": true, "messages": [["role": "user", "content": "hang"]]]))
    #expect(other.read(until: "This is the beginning of").contains("This is the beginning of"))
  }

  @Test func `a client that leaves the proxy stops what it asked for`() throws {
    let server = try LiveServer("--behind-proxy", "--host", Self.host)
    let proxy = try proxy(to: server.port)
    do {
      let client = try RawSocket(proxy.port)
      client.send(
        request(
          server, "POST", "/v1/chat/completions",
          ["model": "echo", "stream": true, "messages": [["role": "user", "content": "hang"]]]))
      _ = client.read(until: "This is the beginning of")
    }
    #expect(try server.eventually { try server.messages().last?["status"] == "interrupted" })
  }

  @Test func `the address is the client's, and a login is for encrypted connections`() throws {
    let log = TemporaryFolder.current / "access.log"
    let server = try LiveServer("--behind-proxy", "--host", Self.host, "--access-log", log.string)
    let proxy = try proxy(to: server.port)
    // The client has an address of its own, and says that it has another one.
    let script = """
      import http.client, json, sys
      one = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), source_address=("127.0.0.9", 0))
      one.request("POST", "/api/v1/login", json.dumps({"token": sys.argv[2]}), {"Host": "\(Self.host)",
        "Origin": "https://\(Self.host)", "Content-Type": "application/json", "X-Forwarded-For": "203.0.113.7"})
      answer = one.getresponse()
      print(answer.status, answer.headers["Set-Cookie"])
      """
    let outcome = try Program(in: TemporaryFolder.current, environment: server.tool.environment).run([
      "python3", "-c", script, "\(proxy.port)", server.token,
    ])
    #expect(outcome.output.hasPrefix("200 ") && outcome.output.contains("; Secure"), "\(outcome)")
    #expect(try server.eventually { try String(decoding: Files.read(log), as: UTF8.self).contains("/api/v1/login") })
    let noted = try String(decoding: Files.read(log), as: UTF8.self)
    #expect(noted.contains("127.0.0.9") && !noted.contains("203.0.113.7"), "\(noted)")
  }

  @Test func `a document of some size is taken through it`() throws {
    let server = try LiveServer("--behind-proxy", "--host", Self.host)
    let proxy = try proxy(to: server.port)
    let text = String(repeating: "The boat sails at noon. ", count: 4000)
    let client = try RawSocket(proxy.port)
    client.send(
      "PUT /api/v1/documents/plan.txt HTTP/1.1\r\nHost: \(Self.host)\r\nAuthorization: Bearer \(server.token)\r\n"
        + "Content-Length: \(text.utf8.count)\r\nConnection: close\r\n\r\n\(text)")
    #expect(client.read().contains("plan.txt"))
  }
}
