import Foundation
import ManentCore
import TestSupport
import Testing

@testable import ManentCommandLine

/// A shell that completion scripts are tried in, with a program `sample` that answers `__complete`.
enum CompletionShell: String, CaseIterable {
  case bash, zsh, fish

  /// Where the shell is, when the machine has it.
  var program: Path? {
    (Platform.environment["PATH"] ?? "").split(separator: ":").map { Path(String($0)) / rawValue }.first(
      where: Files.exists)
  }

  /// The script that is tried.
  var script: String {
    switch self {
    case .bash: CompletionScript.bash(Sample.root)
    case .zsh: CompletionScript.zsh(Sample.root)
    case .fish: CompletionScript.fish(Sample.root)
    }
  }

  /// Runs commands of the shell in the folder of the test, where the script lies as `completion`.
  func run(_ commands: String, options: [String] = []) throws -> String {
    guard let program else { throw Missing(shell: rawValue) }
    let folder = TemporaryFolder.current
    try Files.writeAtomically(Array(script.utf8), to: folder / "completion")
    try Files.writeAtomically(Array(Self.tool.utf8), to: folder / "sample", mode: 0o755)
    try Files.makeFolders(folder / "my folder")
    try Files.writeAtomically([], to: folder / "my file.txt")
    try Files.writeAtomically(Array(commands.utf8), to: folder / "commands")
    let process = Process()
    process.executableURL = URL(filePath: program.string)
    process.arguments = options + [(folder / "commands").string]
    process.currentDirectoryURL = URL(filePath: folder.string)
    process.environment = ["PATH": folder.string + ":/usr/bin:/bin", "HOME": folder.string, "LC_ALL": "C.UTF-8"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }

  /// Lists that depend on the workspace, as the hidden command of the tool prints them.
  private static let tool = """
    #!/bin/sh
    workspace=default
    case $1 in
      -w | --workspace) workspace=$2; shift 2 ;;
      --workspace=*) workspace=${1#*=}; shift ;;
    esac
    [ "$1" = __complete ] || exit 2
    case $2 in
      chats) printf '%s-1\\tWhat is attention?\\n%s-2\\tA: b\\n' "$workspace" "$workspace" ;;
      documents) printf '%s\\n' "my paper.pdf" "books/one.txt" "books/\\$two.txt" ;;
      workspaces) printf '%s\\n' alice work ;;
    esac
    """

  struct Missing: Error { let shell: String }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test where the machine lacks the shell.
  static func needs(_ shell: CompletionShell) -> Self {
    .enabled(if: shell.program != nil, "\(shell.rawValue) is not installed")
  }
}
