/// What the commands say about an argument that names a chat.
enum ChatReference {
  static let help = "an id, the beginning or the end of one, or 'last'"
  static let defaultHelp = "\(help), which is the default"
}
