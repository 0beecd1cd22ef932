import ManentCore
public import ManentGit

/// The user's own `git`, as far as Manent uses it: to list, fetch, push and clone, so that their ssh, credentials,
/// proxies and signing work as they are.
///
/// It runs no hook, no maintenance, no submodule and no `ext::` transport; of Git LFS, which works by hooks, it runs what
/// sends contents. It asks the user nothing unless
/// `isInteractive`.
public struct GitTransport {
  /// How a call behaves.
  public struct Manner {
    /// Whether somebody is at the terminal to type a password or to confirm a host key.
    public var isInteractive: Bool
    /// How long git may say nothing before it is stopped; not applied when interactive.
    public var silence: Duration
    /// Told how far git has come.
    public var report: (GitProgress) -> Void

    /// A manner from its parts.
    public init(
      isInteractive: Bool = false, silence: Duration = .seconds(300),
      report: @escaping (GitProgress) -> Void = { _ in }
    ) {
      self.isInteractive = isInteractive
      self.silence = silence
      self.report = report
    }
  }

  private let program: Path
  private let environment: [String: String]
  private let manner: Manner
  /// What was typed, while somebody is there to type it.
  private let memory: PasswordMemory?

  /// The git that the search path leads to.
  ///
  /// - Throws: `GitError.Code.noProgram`.
  public init(environment: [String: String], manner: Manner = Manner()) throws(GitError) {
    guard let program = ProgramCall.find("git", in: environment) else {
      throw GitError(
        .noProgram, "talk to a remote", reason: "the program 'git' is not in PATH, and fetching and pushing need it")
    }
    self.program = program
    self.environment = environment
    self.manner = manner
    memory = manner.isInteractive ? PasswordMemory(git: program, environment: environment) : nil
  }

  /// Settings for every call: nothing of a repository is run, and what arrives is checked object by object.
  ///
  /// Faults that old, honest histories have (dates, paddings) are let pass.
  private static let settings = [
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0", "maintenance.auto=false",
    "submodule.recurse=false",
    "protocol.ext.allow=never", "fetch.fsckObjects=true", "transfer.fsckObjects=true", "core.filesRefLockTimeout=5000",
    "core.packedRefsTimeout=5000", "core.protectHFS=true", "core.protectNTFS=true",
    "fetch.fsck.zeroPaddedFilemode=ignore", "fetch.fsck.badTimezone=ignore", "fetch.fsck.missingSpaceBeforeDate=ignore",
    "fetch.fsck.missingSpaceBeforeEmail=ignore", "fetch.fsck.missingEmail=ignore",
    "fetch.fsck.missingNameBeforeEmail=ignore", "fetch.fsck.badFilemode=ignore", "fetch.fsck.zeroPaddedDate=ignore",
  ]

  /// Runs git in a folder.
  ///
  /// - Parameters:
  ///   - arguments: the command and its words.
  ///   - folder: a work tree, or where a clone is made.
  ///   - url: the remote that it talks to.
  func run(_ arguments: [String], in folder: Path, url: RemoteURL) throws -> ChildProcess.Outcome {
    let settings = Self.settings + (url.isWeb ? memory.map { [$0.setting] } ?? [] : [])
    let call = ProgramCall(
      program, settings.flatMap { ["-c", $0] } + arguments, environment: try variables(in: folder, url),
      folder: folder, leadsGroup: !manner.isInteractive)
    var limits = ChildProcess.Limits(outputBytes: 64 << 20)
    if !manner.isInteractive { limits.silence = manner.silence }
    var rest: [UInt8] = []
    let report = manner.report
    return try ChildProcess.run(call, limits: limits) { piece in
      rest += piece
      var lines = rest.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      rest = Array((lines.popLast() ?? []).suffix(1000))
      for line in lines {
        if let progress = GitProgress(String(decoding: line, as: UTF8.self)) { report(progress) }
      }
    }
  }

  /// The user's environment, without what would lead git to another repository, in one language, and without prompts
  /// when nobody is there to answer.
  private func variables(in folder: Path, _ url: RemoteURL) throws -> [String: String] {
    var variables = environment
    for name in Self.places { variables[name] = nil }
    // A repository that is only named by the environment is not found from its work tree.
    if let place = try GitPlace.find(containing: Files.resolvingLinks(folder), environment: environment),
      let gitFolder = place.gitFolder, try place.workTree == Files.resolvingLinks(folder)
    {
      variables["GIT_DIR"] = gitFolder.string
      variables["GIT_WORK_TREE"] = place.workTree.string
    }
    variables["LC_ALL"] = "C"
    variables["LANGUAGE"] = nil
    if !manner.isInteractive {
      variables["GIT_TERMINAL_PROMPT"] = "0"
      variables["GCM_INTERACTIVE"] = variables["GCM_INTERACTIVE"] ?? "never"
      // Who has a graphical prompt for ssh may be asked by it.
      if !url.isPath, ["GIT_SSH_COMMAND", "GIT_SSH", "SSH_ASKPASS"].allSatisfy({ variables[$0] == nil }),
        try !hasOwnCommand(in: folder, variables)
      {
        variables["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"
      }
    }
    return variables
  }

  /// Whether the user's settings say how ssh is run (`core.sshCommand`): the variable of the environment would win over
  /// them.
  private func hasOwnCommand(in folder: Path, _ variables: [String: String]) throws -> Bool {
    let call = ProgramCall(program, ["config", "core.sshCommand"], environment: variables, folder: folder)
    return try ChildProcess.run(call, limits: ChildProcess.Limits(time: .seconds(10))).succeeded
  }

  /// Variables that say where a repository is (`git rev-parse --local-env-vars`, but for those that carry settings): a
  /// hook or an alias of the user's that calls Manent has them.
  static let places: Set<String> = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_CONFIG", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_CEILING_DIRECTORIES",
  ]

  /// The failure of a call.
  func failure(
    of outcome: ChildProcess.Outcome, _ operation: String, _ remote: String, _ url: RemoteURL
  ) -> GitError {
    if outcome.stop == .silence {
      return GitError(
        .unreachable, operation, remote: remote, reason: "no word from there for \(manner.silence.components.seconds) s"
      )
    }
    let complaint = GitComplaint(outcome.errors)
    return GitError(complaint.code, operation, remote: remote, reason: url.redacting(complaint.reason))
  }
}
