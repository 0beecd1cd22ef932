/// A way to use a command, for its help.
package struct Example: Sendable {
  /// The whole line as typed in a shell.
  package let commandLine: String
  /// What it does.
  package let explanation: String

  /// A line and what it does.
  package init(_ commandLine: String, _ explanation: String) {
    self.commandLine = commandLine
    self.explanation = explanation
  }
}
