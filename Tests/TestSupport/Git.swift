import Foundation
public import ManentCore

/// The real `git`, as the judge of what Manent writes; no settings of the machine reach it.
public struct Git: Sendable {
  /// The folder that it is run in.
  public var folder: Path

  /// A call of git that did not do what a test needs.
  public struct Failure: Error, CustomStringConvertible {
    /// What failed.
    public var description: String

    /// A failure from its words.
    public init(description: String) { self.description = description }
  }

  /// The git of a folder.
  public init(folder: Path) { self.folder = folder }

  /// Makes a repository with one commit of the user's.
  public static func repository(at folder: Path, arguments: [String] = []) throws -> Git {
    try Files.makeFolders(folder)
    let git = Git(folder: try Files.resolvingLinks(folder))
    try git("init", "-q", "-b", "main")
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      try git("config", parts[0], parts[1])
    }
    try git.write("user.txt", "the user's\n")
    try git("add", ".")
    try git("commit", "-q", "-m", "first")
    return git
  }

  /// Runs git, which must succeed, and returns what it prints.
  @discardableResult public func callAsFunction(_ arguments: String...) throws -> String {
    let (status, output, errors) = try run(arguments)
    guard status == 0 else { throw Failure(description: "git \(arguments) ended with \(status): \(output)\(errors)") }
    return output
  }

  /// Runs git and returns its exit status, what it prints and what it complains about.
  public func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.string)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C", "GIT_EDITOR": "true",
      "GIT_AUTHOR_NAME": "User", "GIT_AUTHOR_EMAIL": "user@example.org",
      "GIT_COMMITTER_NAME": "User", "GIT_COMMITTER_EMAIL": "user@example.org",
    ]
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: printed, as: UTF8.self), String(decoding: complained, as: UTF8.self)
    )
  }

  /// What `git fsck --strict` has to say; objects that nothing leads to are no fault.
  public func faults() throws -> String {
    let (status, output, errors) = try run(["fsck", "--strict", "--full"])
    let lines = (output + errors).split(separator: "\n").filter {
      !$0.hasPrefix("dangling ") && !$0.hasPrefix("notice: ")
    }
    return lines.joined(separator: "\n") + (status == 0 ? "" : " (\(status))")
  }

  /// What `git status` shows.
  public func status() throws -> String { try self("status", "--porcelain", "--untracked-files=all") }

  /// Writes a file of the work tree.
  public func write(_ path: String, _ text: String) throws {
    let file = folder / path
    try Files.makeFolders(file.parent)
    try Files.writeAtomically(Array(text.utf8), to: file)
  }

  /// Gives a file another time of its last change.
  public func setTime(of path: Path, to seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: path.string)
  }

  /// The content of a file of the work tree.
  public func read(_ path: String) throws -> String { String(decoding: try Files.read(folder / path), as: UTF8.self) }
}
