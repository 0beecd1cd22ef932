/// A way to use a command, for its help.
struct Example: Sendable {
  /// The whole line as typed in a shell.
  let commandLine: String
  /// What it does.
  let explanation: String

  /// A line and what it does.
  init(_ commandLine: String, _ explanation: String) {
    self.commandLine = commandLine
    self.explanation = explanation
  }
}
