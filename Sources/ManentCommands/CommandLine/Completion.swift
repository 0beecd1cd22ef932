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

  /// What the hidden command `__complete` is asked for, when only the tool knows the values.
  var list: String? {
    switch self {
    case .chat: "chats"
    case .forgotten: "forgotten"
    case .document: "documents"
    case .workspace: "workspaces"
    case .template: "templates"
    case .none, .file, .folder, .choices: nil
    }
  }
}
