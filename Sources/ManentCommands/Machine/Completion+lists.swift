import ManentCommandLine

/// The lists that `manent __complete` prints.
extension Completion {
  private static func list(_ kind: CompleteCommand.Kind) -> Completion { .list(kind.rawValue) }

  /// The chats of the workspace.
  static let chat = list(.chats)
  /// The chats that were forgotten.
  static let forgotten = list(.forgotten)
  /// The documents of the workspace.
  static let document = list(.documents)
  /// The workspaces of the user.
  static let workspace = list(.workspaces)
  /// The templates of the workspace.
  static let template = list(.templates)
  /// The tags of the workspace's chats.
  static let tag = list(.tags)
  /// The commands.
  static let command = list(.commands)
  /// The settings of workspace and machine.
  static let setting = list(.settings)
  /// The providers that can answer.
  static let provider = list(.providers)
  /// The models that the machine's settings and the chats name.
  static let model = list(.models)
  /// The plugins of the machine.
  static let plugin = list(.plugins)
  /// The names of the stored keys and of the endpoints.
  static let key = list(.keys)
}
