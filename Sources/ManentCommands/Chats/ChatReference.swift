/// What the commands say about an argument that names a chat.
enum ChatReference {
  static let help = "an id, any part of one that means one chat, a title, or 'last'"
  static let defaultHelp = "\(help), which is the default"
}
