internal import ManentCore
internal import ManentGit

/// The user's own `git`, for the upkeep of a repository: it talks to nobody and runs no hook and no monitor.
struct UserGit {
  private let program: Path
  private let environment: [String: String]

  /// The git that the search path leads to; `nil` when there is none.
  init?(environment: [String: String]) {
    guard let program = ProgramCall.find("git", in: environment) else { return nil }
    self.program = program
    self.environment = environment
  }

  private static let settings = [
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0", "maintenance.auto=false", "protocol.allow=never",
  ]

  /// Runs a command in a repository.
  func run(_ arguments: [String], in history: History) throws(GitError) -> ChildProcess.Outcome {
    var variables = environment.filter { !GitTransport.places.contains($0.key) }
    variables["GIT_DIR"] = history.gitFolder.string
    variables["GIT_WORK_TREE"] = history.root.string
    variables["GIT_TERMINAL_PROMPT"] = "0"
    variables["LC_ALL"] = "C"
    variables["LANGUAGE"] = nil
    let call = ProgramCall(
      program, Self.settings.flatMap { ["-c", $0] } + arguments, environment: variables, folder: history.root,
      leadsGroup: true)
    do { return try ChildProcess.run(call, limits: .init()) } catch let error as FileError {
      throw GitError(.file, error.operation, path: error.path, reason: error.reason, underlying: error)
    } catch is Interruption {
      throw GitError(.interrupted, arguments[0], reason: "interrupted")
    } catch {
      throw GitError(.git, "git \(arguments[0])", path: history.gitFolder, reason: "\(error)")
    }
  }

  /// The failure of a command.
  static func failure(_ command: String, _ outcome: ChildProcess.Outcome, in history: History) -> GitError {
    let words = String(decoding: outcome.errors, as: UTF8.self).split(separator: "\n")
    let reason = words.last { $0.hasPrefix("fatal:") || $0.hasPrefix("error:") } ?? words.last ?? "no reason given"
    return GitError(.git, "git \(command)", path: history.gitFolder, reason: String(reason))
  }
}
