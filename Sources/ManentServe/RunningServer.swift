import ManentAccess
import ManentChats
import ManentCore
import ManentDocuments
import ManentHTTP
import ManentSync
import ManentWorkspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A server that listens.
final class RunningServer {
  let service: ServeService
  private(set) var listeners: [HTTPListener] = []
  private let options: ServeOptions
  private let scratch: Path
  /// The pool whose handles are opened anew after a packing; `nil` once the server stops.
  private let tidying = Monitor<WorkspacePool?>(nil)
  /// Whether the server has stopped, for what is done now and then.
  private let hasStopped = Monitor(false)
  /// How often what rests is looked for, and how long a workspace rests before it is closed, in seconds.
  private static let (lookSeconds, restSeconds) = (20.0, 120)

  /// Begins to listen.
  init(_ options: ServeOptions, environment: [String: String]) throws {
    self.options = options
    let tidier = Platform.executable.map { $0.parent / "manent" }.flatMap { Files.isExecutable($0) ? $0 : nil }
    let tidied = Monitor<Set<Path>>([])
    let tidying = tidying
    service = try ServeService(options, environment: environment) { folder in
      // The program that packs repositories is the command line's; without it git's own upkeep does.
      guard let tidier else { return }
      // Many turns at once find that packing is due; one process for a repository is enough.
      guard tidied.update({ $0.insert(folder).inserted }) else { return }
      let call = ProgramCall(tidier, ["--pack-objects-of", folder.string], environment: environment)
      // It is waited for, since this process goes on: else each would stay in the system's table. What could not be packed is
      // tried again after a later commit.
      Worker.start {
        _ = try? ChildProcess.run(call)
        tidied.update { _ = $0.remove(folder) }
        tidying.withLock { $0 }?.notePacking(of: folder)
      }
    }
    let workspaces = service.workspaces
    tidying.update { $0 = workspaces }
    scratch = try Files.makeTemporaryFolder(prefix: "manent-serve-", environment: environment)
    do {
      try begin(environment)
      letRest()
    } catch {
      for listener in listeners { listener.stop() }
      try? Files.removeTree(scratch)
      throw error
    }
  }

  private func begin(_ environment: [String: String]) throws {
    try makeOwnWorkspace(environment)
    let encryption = try options.certificate.flatMap { certificate in
      try options.key.map { key in
        HTTPListener.Encryption(certificate: try Self.text(certificate), key: try Self.text(key))
      }
    }
    let inherited = HTTPAddress.inherited(environment)
    let addresses =
      !options.addresses.isEmpty ? options.addresses : inherited.isEmpty ? [ServeOptions.standard] : inherited
    if case .open? = addresses.first, !options.isBehindProxy, encryption == nil {
      ServeProgram.say(
        "the service manager has opened the address: it must be loopback, or behind a proxy that encrypts")
    }
    let pool = WorkerPool(threads: ServeService.threads, queue: 1024)
    for address in addresses {
      var limits = HTTPLimits()
      // All that comes from this machine or through a proxy has one address.
      if !address.isLoopback, !options.isBehindProxy { limits.connectionsPerAddress = 512 }
      let listener = try HTTPListener(
        on: address, encryption: encryption, limits: limits, pool: pool, scratch: scratch, service: service)
      listeners.append(listener)
      service.listens(on: listener.address)
    }
    if let address = options.metrics {
      let figures = MetricsService(service)
      let listener = try HTTPListener(on: address, pool: pool, scratch: scratch, service: figures)
      figures.listens(on: listener.address)
      listeners.append(listener)
    }
  }

  /// Closes workspaces that nobody uses, and gives the system what was freed since: what many requests at once took is not
  /// kept for the next time.
  private func letRest() {
    let (hasStopped, service) = (hasStopped, service)
    Worker.start {
      var (seen, trimmed) = (0, 0)
      while hasStopped.wait(atMost: Self.lookSeconds, for: { $0 ? true : nil }) == nil {
        service.workspaces.closeIdle(unusedSince: ContinuousClock.now - .seconds(Self.restSeconds))
        let count = service.figures.now.requests.values.reduce(0, +)
        // In the first quiet round: while requests come, what is freed is soon needed again.
        if count == seen, count != trimmed {
          Platform.releaseFreedMemory()
          trimmed = count
        }
        seen = count
      }
    }
  }

  /// The user's own workspace is made on first use.
  private func makeOwnWorkspace(_ environment: [String: String]) throws {
    guard case .firstUse(let root) = try service.locator.locate(options.workspaces.first) else { return }
    let workspace = try Workspace.create(
      at: root, from: .shipped(), surroundings: Surroundings(environment: environment))
    ServeProgram.say("made your workspace '\(workspace.name)' in \(root)")
  }

  private static func text(_ path: String) throws -> String {
    let file = Path(path).absolute(from: Platform.currentFolder)
    return String(decoding: try Files.read(file, limit: 1 << 20), as: UTF8.self)
  }

  /// Says where it listens, and how to log in.
  func announce() {
    let scheme = options.certificate == nil ? "http" : "https"
    for listener in listeners {
      if case .network = listener.address {
        ServeProgram.say("listening on \(scheme)://\(listener.address)")
      } else {
        ServeProgram.say("listening on \(listener.address)")
      }
    }
    if options.hasNoAuth {
      ServeProgram.say("NOBODY NEEDS A TOKEN (--no-auth): every program of this machine can read and change your chats")
    }
    guard let first = listeners.first, case .network = first.address else { return }
    // Tokens that cannot be read are told of by every request.
    let hasTokens = ((try? service.doorman.tokens.all()) ?? []).isEmpty == false
    if options.opens || !hasTokens || isatty(STDERR_FILENO) != 0, !options.hasNoAuth {
      ServeProgram.say(
        "open this to log in, once, within ten minutes: \(scheme)://\(first.address)/login/\(service.doorman.makeCode())"
      )
    }
  }

  /// Reads what may have changed: the log's file, the workspaces' settings. Tokens are looked at on every request.
  func reload() {
    do {
      try service.log.reopen()
      ServeProgram.say("reloaded")
    } catch {
      ServeProgram.say("\(error)")
    }
    service.workspaces.closeIdle()
  }

  /// Ends: no new connections, turns that go on are finished or kept as interrupted.
  func stop(grace: Double) {
    for listener in listeners { listener.quiesce() }
    service.turns.close(grace: grace)
    for listener in listeners { listener.stop() }
    tidying.update { $0 = nil }
    hasStopped.update { $0 = true }
    service.workspaces.closeIdle()
    // A folder that stays behind is one of the system's temporary ones.
    try? Files.removeTree(scratch)
  }
}

/// The figures alone, on an address of their own.
struct MetricsService: HTTPService {
  private let service: ServeService
  private let gate: Monitor<Gate>

  init(_ service: ServeService) {
    self.service = service
    gate = Monitor(Gate(service.options, listeningOn: [], hostName: Platform.hostName))
  }

  /// Notes the address that it listens on, so that it knows its names.
  func listens(on address: HTTPAddress) {
    gate.withLock { $0 = Gate(service.options, listeningOn: [address], hostName: Platform.hostName) }
  }

  func judge(_ head: HTTPRequest) -> HTTPVerdict {
    do {
      try gate.withLock { $0 }.checkHost(of: head)
    } catch {
      return .refuse(ServeError(error).response)
    }
    guard head.method == "GET", head.target.path == ["metrics"] else {
      return .refuse(ServeError(404, "only /metrics is here", code: "not_found").response)
    }
    return .take(
      HTTPPlan(limit: 1 << 12) { _, reply in
        reply(
          HTTPResponse(
            200, headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"], Array(service.metrics.utf8)))
      })
  }

  func note(_ record: HTTPRecord) {}
}
