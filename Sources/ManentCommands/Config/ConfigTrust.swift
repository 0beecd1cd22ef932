import ManentCommandLine
import ManentRecords
import ManentWorkspace

/// `manent config trust`.
enum ConfigTrust {
  static let target = Argument<String>(
    "TARGET", completion: .model, help: "a plugin, or PLUGIN:ENDPOINT as models are named, such as openai:ollama")
  static let everywhere = Flag("all-workspaces", help: "for every workspace of this machine")
  static let remove = Flag("remove", help: "take the agreement back")

  static var command: Command {
    Command(
      "trust", summary: "let the workspace hand what you say, and its texts, to a provider or embedder",
      discussion: """
        A workspace can come from somebody else and name the provider and the embedder. The first time that it would hand something to one \
        that is no part of manent you are asked; a script is refused. What you name with -p or -m, or with 'manent config set', you have \
        agreed to. The agreement is kept in this machine's trust.yaml, by the workspace's path.
        """,
      examples: [
        Example("manent config trust openai:ollama", "for the workspace"),
        Example("manent config trust --all-workspaces openai:ollama", "for all workspaces"),
      ],
      parameters: [target, everywhere, remove], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = invocation[everywhere] ? nil : try session.workspace()
    let (root, name) = (workspace?.root, workspace?.name ?? "every workspace")
    let target = invocation[target]
    if invocation[remove] {
      guard try Agreements.withdraw(target, for: root, surroundings: session.surroundings) else {
        throw WorkspaceError(.noSetting, "trust", "'\(target)' is not among those that \(name) may hand texts to")
      }
      return try session.say("\(name) hands nothing to \(target)")
    }
    try Agreements.note(target, for: root, surroundings: session.surroundings)
    try session.say("\(name) may hand messages and texts to \(target)")
  }
}
