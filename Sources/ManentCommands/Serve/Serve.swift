import ManentCommandLine
import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `manent serve`: starts the program `manent-serve` in the place of this one.
enum ServeCommand {
  static let listen = RepeatedOption<String>(
    "listen", value: "ADDRESS",
    help: "where: 127.0.0.1:4117 (also when nothing is said), [::1]:4117, unix:/path; port 0 takes a free one")
  static let open = Flag("open", help: "print a link that logs in once")
  static let noAuth = Flag("no-auth", help: "nobody needs a token; on loopback only")
  static let certificate = Option<String>("tls-cert", value: "FILE", completion: .file, help: "the certificate (PEM)")
  static let key = Option<String>("tls-key", value: "FILE", completion: .file, help: "its key (PEM)")
  static let behindProxy = Flag("behind-proxy", help: "a proxy in front encrypts, and tells addresses")
  static let host = RepeatedOption<String>("host", value: "NAME", help: "a name that the server has")
  static let origin = RepeatedOption<String>(
    "origin", value: "ORIGIN", help: "pages of this origin may call the server: https://chat.example.org")
  static let turns = Option<Int>("turns", value: "N", help: "how many turns go on at once (32)")
  static let queue = Option<Int>("queue", value: "N", help: "how many wait before others are told to come later (256)")
  static let grace = Option<Int>(
    "grace", value: "SECONDS", help: "how long turns may go on after the server was asked to end (10)")
  static let accessLog = Option<String>(
    "access-log", value: "FILE", completion: .file, help: "note requests, without their content; '-' is standard error")
  static let metrics = Option<String>("metrics", value: "ADDRESS", help: "the figures on an address of their own")

  static var command: Command {
    Command(
      "serve", group: "Serving", summary: "serve the workspaces to browsers, scripts, editors and agents",
      discussion: """
        Runs until it is told to end, and says on standard error where it listens. Without any settings it serves your own workspace on \
        loopback. At a terminal it prints a link that opens the page. Programs need a token: 'manent token create' makes one.

        It gives a page, an interface of sessions (/ask, /api/…), OpenAI's interface (/v1/…) and MCP (/mcp); /api/openapi.json describes \
        them. What a request writes is in the workspace as if 'manent chat' had written it. SIGTERM finishes what goes on, SIGHUP reads \
        settings again.
        """,
      examples: [
        Example("manent serve", "for yourself"),
        Example("manent serve --listen 0.0.0.0:443 --tls-cert c.pem --tls-key k.pem", "for others"),
      ],
      parameters: [
        listen, open, noAuth, certificate, key, behindProxy, host, origin, turns, queue, grace, accessLog,
        metrics,
      ], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let program = try program(invocation.environment)
    let words = words(of: invocation)
    // What this process set for itself would be the other program's as well.
    _ = SignalAction(ignoring: SIGPIPE)
    var arguments: [UnsafeMutablePointer<CChar>?] = ([program.string] + words).map { strdup($0) } + [nil]
    execv(program.string, &arguments)
    let code = errno
    arguments.forEach { free($0) }
    throw FileError("start", program, code: code)
  }

  /// The options as the other program takes them; it checks them itself.
  static func words(of invocation: Invocation) -> [String] {
    var words: [String] = []
    func add(_ name: String, _ values: [String]) { for value in values { words += ["--\(name)", value] } }
    add("listen", invocation[listen])
    for (flag, isSet) in [
      ("open", invocation[open]), ("no-auth", invocation[noAuth]), ("behind-proxy", invocation[behindProxy]),
    ] where isSet { words.append("--\(flag)") }
    add("tls-cert", [invocation[certificate]].compactMap(\.self))
    add("tls-key", [invocation[key]].compactMap(\.self))
    add("workspace", [invocation[GlobalOptions.workspace]].compactMap(\.self))
    add("host", invocation[host])
    add("origin", invocation[origin])
    add("turns", [invocation[turns]].compactMap { $0.map(String.init) })
    add("queue", [invocation[queue]].compactMap { $0.map(String.init) })
    add("grace", [invocation[grace]].compactMap { $0.map(String.init) })
    add("access-log", [invocation[accessLog]].compactMap(\.self))
    add("metrics", [invocation[metrics]].compactMap(\.self))
    return words
  }

  /// Finds the program: beside this one, in `libexec` beside its folder, else on the search path.
  private static func program(_ environment: [String: String]) throws -> Path {
    let folder = Platform.executable?.parent
    let places = [folder, folder.map { $0.parent / "libexec/manent" }].compactMap { $0.map { $0 / "manent-serve" } }
    if let found = places.first(where: { Files.isExecutable($0) }) { return found }
    if let found = ProgramCall.find("manent-serve", in: environment) { return found }
    throw WorkspaceProgramError(
      description: "the program 'manent-serve' is not there; it is installed beside 'manent', and needs libmicrohttpd")
  }
}

/// A program of ours that is not there.
struct WorkspaceProgramError: ManentError {
  var description: String
}
