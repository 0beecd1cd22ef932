import Foundation
import ManentCore
import ManentFormats
import TestSupport

/// `manent serve` as it runs, with a workspace whose provider is the one of tests.
final class LiveServer {
  let tool: Tool
  let plugin: EchoPlugin
  let root: Path
  let token: String
  private(set) var port = 0
  private var process: ChildProcess
  private var said: [UInt8] = []

  init(_ options: String...) throws {
    tool = try Tool()
    plugin = try EchoPlugin(for: tool)
    try tool.succeed("init", "ada")
    root = tool.home / "ada"
    // Committed, and the user's agreement.
    try tool.succeed("-w", "ada", "config", "set", "provider", "echo")
    token = try tool.succeed("token", "create", "ada").filter { !$0.isWhitespace }
    process = try ChildProcess(
      ProgramCall(
        Tool.program, ["serve", "--listen", "127.0.0.1:0", "--grace", "1"] + options, environment: tool.environment,
        folder: tool.folder))
    guard eventually({ complaints.contains("listening on http://127.0.0.1:") }) else {
      throw Program.Failure(description: "the server does not listen: \(complaints)")
    }
    port = Int(complaints.split(separator: "127.0.0.1:")[1].prefix { $0.isNumber }) ?? 0
  }

  deinit { process.kill() }

  /// What it has said so far.
  var complaints: String {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(process.errors.number, &buffer, buffer.count)
      guard count > 0 else { break }
      said += buffer.prefix(count)
    }
    return String(decoding: said, as: UTF8.self)
  }

  /// Whether something becomes so within a while.
  func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<600 {
      if try condition() { return true }
      usleep(50_000)
    }
    return false
  }

  /// How many processes of the provider there are.
  var answering: Int {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.count { process in
      // A process that has ended meanwhile is none.
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")) == plugin.folder.string
    }
  }

  /// How many processes that it has started have ended without its noting that.
  var deadChildren: Int {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.count { number in
      // A process that has ended meanwhile is none.
      guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
        let fields = text.components(separatedBy: ") ").last?.split(separator: " "), fields.count > 1
      else { return false }
      return fields[0] == "Z" && fields[1] == "\(process.number)"
    }
  }

  /// Ends it by a signal; how it ended.
  func stop(_ signal: Int32) -> ChildProcess.Ending? {
    kill(process.number, signal)
    return eventually { process.ending() != nil } ? process.ending() : nil
  }

  /// A request of this user.
  func request(_ method: String, _ path: String, _ body: JSON? = nil, more: String = "") -> String {
    let text = body?.serialized() ?? ""
    let type = body == nil ? "" : "Content-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n"
    return
      "\(method) \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nAuthorization: Bearer \(token)\r\n\(more)\(type)\r\n\(text)"
  }

  /// Makes a request and gives the whole answer.
  func ask(_ method: String, _ path: String, _ body: JSON? = nil) throws -> String {
    let client = try RawSocket(port)
    client.send(request(method, path, body, more: "Connection: close\r\n"))
    return client.read()
  }

  /// A token that may do all.
  func administrator() throws -> String {
    try tool.succeed("-w", "ada", "token", "create", "ada", "--scope", "admin").filter { !$0.isWhitespace }
  }

  /// A document about a lighthouse, as a file.
  func guide() throws -> Path {
    try tool.write("guide.md", "# Guide\n\nThe lighthouse on Skerry Rock is 42 metres high.\n")
  }

  /// The messages of the latest chat, as the command line shows them.
  func messages() throws -> [JSON] {
    let outcome = try tool("-w", "ada", "show", "last", "--json")
    return (try? JSON(parsing: outcome.output))?["messages"]?.array ?? []
  }
}
