/// What a shell offers when the value of a parameter is being typed.
enum Completion: Sendable, Equatable {
  /// Nothing.
  case none
  /// Files and folders.
  case file
  /// Folders.
  case folder
  /// These words.
  case choices([String])
  /// The chats of the workspace.
  case chat
  /// The chats that were forgotten.
  case forgotten
  /// The documents of the workspace.
  case document
  /// The workspaces of the user.
  case workspace
  /// The templates of the workspace.
  case template
  /// The tags of the workspace's chats.
  case tag
  /// The settings of workspace and machine.
  case setting
  /// Those who can answer.
  case provider
  /// The models that the machine's settings and the chats name.
  case model
  /// The plugins of the machine.
  case plugin
  /// The names of the stored keys and of the endpoints.
  case key

  /// What the hidden command `__complete` is asked for, when only the tool knows the values.
  var list: String? {
    switch self {
    case .chat: "chats"
    case .forgotten: "forgotten"
    case .document: "documents"
    case .workspace: "workspaces"
    case .template: "templates"
    case .tag: "tags"
    case .setting: "settings"
    case .provider: "providers"
    case .model: "models"
    case .plugin: "plugins"
    case .key: "keys"
    case .none, .file, .folder, .choices: nil
    }
  }
}
