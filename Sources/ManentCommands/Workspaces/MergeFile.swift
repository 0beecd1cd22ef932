import ManentCommandLine
import ManentCore
import ManentRecords
import ManentSync

/// `manent merge-file`: git's merge driver for settings.
enum MergeFileCommand {
  static let base = Argument<Path>("BASE", completion: .file, help: "what both sides come from (%O)")
  static let ours = Argument<Path>("OURS", completion: .file, help: "our version, which becomes the joined one (%A)")
  static let theirs = Argument<Path>("THEIRS", completion: .file, help: "their version (%B)")
  static let path = Argument<Path>("PATH", help: "the file's path in the repository (%P)")

  static var command: Command {
    Command(
      "merge-file", summary: "join two versions of a chat.yaml, for git",
      discussion: """
        Git runs it during 'git merge' and 'git pull' (the driver 'manent-yaml' of .gitattributes), so that settings are joined key by \
        key. Every command sees to it that the clone's git knows it.
        """,
      examples: [
        Example("manent merge-file base.yaml ours.yaml theirs.yaml chat.yaml", "join theirs into ours.yaml")
      ],
      parameters: [base, ours, theirs, path], isHidden: true, run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let (ours, path) = (invocation[ours], invocation[path])
    let limit = 1 << 20
    let joined = try SettingsMerge.joined(
      base: Files.read(invocation[base], limit: limit), Files.read(ours, limit: limit),
      Files.read(invocation[theirs], limit: limit), path: path, workTree: Platform.currentFolder,
      environment: invocation.environment)
    guard let joined else {
      throw WorkspaceError(
        .badName, path.string, "one side is no YAML that can be joined", advice: "mend it in an editor, then 'git add'")
    }
    try Files.writeAtomically(joined, to: ours)
  }
}
