import ManentChat
import ManentChats
import ManentCommandLine
import ManentPlugins
import ManentRecords
import ManentWorkspace

/// What a chat begins with: the workspace, and how a message is asked, once it is known what is to be kept of it.
struct ChatBeginning {
  /// The command's surroundings; with nothing kept, plugins are told so.
  let session: Session
  /// The workspace; with nothing kept, one that leaves nothing.
  let workspace: Workspace
  /// How a message is asked, without the message.
  let request: TurnRequest

  /// Reads the options, the template and the settings that say whether anything is kept.
  init(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var request = ChatCommand.request(invocation)
    let isRehearsal = invocation[ChatCommand.dryRun]
    let look = try session.workspaceLeavingNothing(mayMake: !isRehearsal)
    if let name = invocation[ChatCommand.template] {
      request.template = try TemplateChoice.filled(name, with: invocation[ChatCommand.variables], in: look, session)
      if case .id(let id) = request.destination, try look.chat(withID: id) != nil {
        throw invocation.misuse("a template is for a new chat; '\(id)' is there already")
      }
    }
    let isPrivate = try request.template?.isPrivate == true || look.isPrivate(environment: invocation.environment)
    if isPrivate { request.isKept = false }
    self.request = request
    guard isRehearsal || !request.isKept else {
      self.session = session
      workspace = try session.workspace(keeping: look)
      return
    }
    self.session = Session(invocation.leavingNothing)
    workspace = try self.session.workspaceLeavingNothing(mayMake: false)
  }
}

extension Session {
  /// The command's workspace, in which nothing is written.
  ///
  /// - Parameter mayMake: whether the user's own is made when there is none yet.
  func workspaceLeavingNothing(mayMake: Bool) throws -> Workspace {
    switch try locator.locate(invocation[GlobalOptions.workspace]) {
    case .existing(let root):
      return try Workspace.open(root, surroundings: surroundings, leavingNothing: true)
    case .firstUse(let root):
      guard mayMake else {
        throw WorkspaceError(
          .noWorkspace, "\(root)", "there is no workspace yet", advice: "'manent init NAME' makes one")
      }
      _ = try workspace()
      return try Workspace.open(root, surroundings: surroundings, leavingNothing: true)
    }
  }
}

extension Invocation {
  /// The same, with plugins told that nothing is to be kept.
  var leavingNothing: Invocation {
    let environment = environment.merging([PluginManifest.privateVariable: "1"]) { $1 }
    return Invocation(path: path, environment: environment, values: values)
  }
}
