import ManentAccess
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

/// A server without a socket, with one user, `ada`, whose workspace has a document.
struct TestServer {
  let service: ServeService
  let workspace: SampleWorkspace
  let environment: [String: String]
  let secret: String

  /// What came of a request.
  struct Reply {
    var status: Int
    var headers: HTTPHeaders
    var text: String

    var json: JSON { (try? JSON(parsing: text)) ?? .null }
    /// The values of `data:` lines.
    var events: [JSON] {
      text.split(separator: "\n").filter { $0.hasPrefix("data: {") }
        .map { (try? JSON(parsing: String($0.dropFirst(6)))) ?? .null }
    }
  }

  init(settings: String = "", _ change: (inout ServeOptions) -> Void = { _ in }) throws {
    let base = TemporaryFolder.current
    environment = [
      "HOME": (base / "home").string, "MANENT_HOME": (base / "workspaces").string,
      "XDG_CONFIG_HOME": (base / "config").string, "PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada",
      "GIT_COMMITTER_EMAIL": "ada@example.org", "TMPDIR": base.string,
    ]
    try Files.makeFolders(base / "workspaces")
    workspace = try SampleWorkspace(
      at: base / "workspaces/ada", settings: settings,
      documents: ["guide.md": "# Guide\n\nThe lighthouse on Skerry Rock is 42 metres high.\n"])
    var options = ServeOptions()
    change(&options)
    service = try ServeService(options, environment: environment)
    secret = try TokenStore(in: base / "config/manent")
      .make(user: "ada", workspace: "ada", scope: .admin, expires: nil, at: .now).secret
  }

  var tokens: TokenStore { TokenStore(in: TemporaryFolder.current / "config/manent") }

  /// Makes a request without a socket.
  func callAsFunction(
    _ method: String, _ target: String, _ body: JSON? = nil, token: String?? = nil, headers: HTTPHeaders = [:]
  ) throws -> Reply {
    guard let parsed = HTTPTarget(target) else { throw Program.Failure(description: "no target: \(target)") }
    var all: HTTPHeaders = ["Host": "localhost:4117"]
    if let token = token ?? secret { all.add("Authorization", "Bearer \(token)") }
    var bytes: [UInt8] = []
    if let body {
      body.append(to: &bytes)
      if headers["Content-Type"] == nil { all.add("Content-Type", "application/json") }
      all.add("Content-Length", "\(bytes.count)")
    }
    for field in headers.fields {
      if HTTPHeaders.areSame(field.name, "Host") { all["Host"] = nil }
      all.add(field.name, field.value)
    }
    var request = HTTPRequest(method, parsed, headers: all, body: bytes)
    request.peer = "127.0.0.1"
    let response = service.respond(to: request)
    guard case .bytes(let answer) = response.body else { throw Program.Failure(description: "no body") }
    return Reply(status: response.status, headers: response.headers, text: String(decoding: answer, as: UTF8.self))
  }

  /// Changes what the first part of a chat's messages says, and since when the chat is there to long ago.
  func change(_ chat: String, _ edit: (String) -> String) throws {
    let path = try #require(service.workspaces.use(workspace.root) { try $0.workspace.chat(withID: chat)?.path })
    let file = "\(path)/0001.jsonl"
    try workspace.write(file, edit(workspace.read(file)))
    let settings = try workspace.read("\(path)/chat.yaml")
    try workspace.write(
      "\(path)/chat.yaml", settings.replacing(#/created_at: ("?)20\d\d/#) { "created_at: \($0.output.1)2001" })
  }
}
