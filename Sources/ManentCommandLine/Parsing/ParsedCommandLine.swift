/// What a command line asks for.
package enum ParsedCommandLine: Sendable {
  /// To run a command.
  case run(Invocation)
  /// To show the help of a command.
  case help(CommandPath)
  /// To show the version of the tool.
  case version
}
