import Foundation
public import ManentCore

/// The built `manent`, with a home, settings and a git identity of its own below the folder of the test.
public struct Tool: Sendable {
  /// The folder that all of it is in.
  public let base: Path
  /// The folder that the commands run in.
  public var folder: Path
  /// The environment of the commands; nothing of the machine's but the search path reaches them.
  public var environment: [String: String]

  /// A tool below the folder of the test.
  public init(in base: Path = TemporaryFolder.current) throws {
    self.base = base
    folder = base / "here"
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": (base / "home").string,
      "MANENT_HOME": (base / "workspaces").string, "XDG_CONFIG_HOME": (base / "config").string,
      "TMPDIR": (base / "tmp").string, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada", "LC_ALL": "C.UTF-8",
      "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    ]
    for name in ["here", "home", "config", "tmp"] { try Files.makeFolders(base / name) }
  }

  /// The program that the package has built: beside the test bundle.
  public static let program: Path = {
    let bundle = Path(CommandLine.arguments.first ?? "").absolute(from: Platform.currentFolder)
    let package = Path(#filePath).parent.parent.parent
    let candidates = [bundle.parent, Platform.executable?.parent, package / ".build/debug"].compactMap(\.self)
    return candidates.map { $0 / "manent" }.first(where: Files.exists) ?? package / ".build/debug/manent"
  }()

  /// The folder of workspaces.
  public var home: Path { base / "workspaces" }

  /// Where the tool keeps its journals and locks of a workspace that is a repository of its own.
  public func stateFolder(_ root: Path) -> Path { root / ".git/manent/state" }

  /// Runs a command line of the tool, whatever comes of it.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - input: what is piped in.
  ///   - wrapper: a command line to run it under, such as `strace`.
  public func run(_ arguments: [String], input: String? = nil, under wrapper: [String] = []) throws -> Program.Outcome {
    try Program(in: folder, environment: environment).run(
      wrapper + [Self.program.string] + arguments, input: input.map { Array($0.utf8) })
  }

  /// Runs a command line of the tool, whatever comes of it.
  public func callAsFunction(_ arguments: String..., input: String? = nil) throws -> Program.Outcome {
    try run(arguments, input: input)
  }

  /// Runs a command line that must succeed, and gives what it prints.
  @discardableResult public func succeed(_ arguments: String..., input: String? = nil) throws -> String {
    let outcome = try run(arguments, input: input)
    guard outcome.status == 0 else { throw Program.Failure(description: "manent \(arguments): \(outcome)") }
    return outcome.output
  }

  /// Runs another program in a folder with the same environment; it must succeed.
  @discardableResult public func shell(_ command: String..., in folder: Path? = nil) throws -> String {
    let outcome = try Program(in: folder ?? self.folder, environment: environment).run(command)
    guard outcome.status == 0 else { throw Program.Failure(description: "\(command): \(outcome)") }
    return outcome.output
  }

  /// Makes a workspace of that name, and gives its folder.
  @discardableResult public func makeWorkspace(_ name: String = "work") throws -> Path {
    try succeed("init", name)
    return home / name
  }

  /// Writes a file below the current folder, or anywhere when the path is absolute, and gives its path.
  @discardableResult public func write(_ path: String, _ text: String) throws -> Path {
    try write(path, bytes: Array(text.utf8))
  }

  /// Writes a file of any bytes.
  @discardableResult public func write(_ path: String, bytes: [UInt8]) throws -> Path {
    let file = Path(path).absolute(from: folder)
    try Files.makeFolders(file.parent)
    try Files.writeAtomically(bytes, to: file)
    return file
  }
}
