import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentSync
import ManentTerminal
import ManentWorkspace

/// `manent init`: makes a workspace.
enum InitCommand {
  static let target = Argument<String>(
    "NAME|PATH", completion: .folder, help: "a name for MANENT_HOME, or a folder (with a slash, or '.')")
  static let template = Option<Path>(
    "template", value: "DIR", completion: .folder, help: "copy this folder instead of the shipped template")

  static let remote = Option<String>(
    "remote", value: "URL", help: "clone the workspace of this git remote; an empty one gets the new workspace")

  static var command: Command {
    Command(
      "init", group: "Start", summary: "make a workspace",
      discussion: """
        Copies the template, makes a git repository (or joins the one that the folder is in), and indexes the documents that the \
        template brings.
        """,
      examples: [
        Example("manent init work", "make the workspace 'work' in MANENT_HOME"),
        Example("manent init ./docs/chat", "make one in a folder of this repository"),
        Example("manent init work --remote git@example.org:me/chats.git", "have the same one on this machine"),
      ],
      parameters: [target, template, remote, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let root = try session.locator.place(for: invocation[target])
    let template = try invocation[template].map {
      try WorkspaceTemplate(folder: $0.absolute(from: Platform.currentFolder))
    }
    let source = try template ?? WorkspaceTemplate.shipped()
    let workspace: Workspace
    var isClone = false
    if let remote = invocation[remote] {
      (workspace, isClone) = try Workspace.create(
        at: root, from: source,
        syncing: SyncRequest(remote: remote, isInteractive: session.terminal.isInteractive),
        surroundings: session.surroundings)
    } else {
      workspace = try Workspace.create(at: root, from: source, surroundings: session.surroundings)
    }
    try workspace.installMergeDriver(Platform.executable)
    session.finishProgress()
    if session.wantsJSON {
      return try session.print([
        "workspace": .string(workspace.name), "path": .string(workspace.root.string), "cloned": .bool(isClone),
      ])
    }
    try session.say("\(isClone ? "cloned" : "made") the workspace '\(workspace.name)' in \(workspace.root)")
  }
}
