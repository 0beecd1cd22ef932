import ManentCatalog
import ManentCommandLine
public import ManentCore
import ManentTerminal

/// The command-line tool: reads a command line, runs the command and says how it went.
public enum Tool {
  /// Runs the command line that the process was started with.
  ///
  /// - Parameter words: the program's name and the words after it. None at all, not even the name, is no command line:
  ///   Swift's runtime finds it with the help of `/proc/self/maps` on Linux, and gives an empty one when it cannot.
  /// - Returns: the exit status.
  public static func run(commandLine words: [String]) -> Int32 {
    guard !words.isEmpty else {
      Terminal().report("manent: cannot read the command line: the system does not give it out; run it again")
      return ExitCode.failed.rawValue
    }
    return run(Array(words.dropFirst()))
  }

  /// Runs the words after the program's name.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - environment: the variables of the environment.
  /// - Returns: the exit status: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 refused for safety, 130 interrupted.
  public static func run(
    _ arguments: [String], environment: [String: String] = Platform.environment
  ) -> Int32 {
    if let code = BackgroundPacking.run(arguments) { return code.rawValue }
    let terminal = Terminal()
    do {
      if arguments.isEmpty {
        try terminal.write(Guide.text)
        return ExitCode.done.rawValue
      }
      switch try CommandLineParser.parse(arguments, environment: environment, root: RootCommand.command) {
      case .version: try terminal.line("manent \(ProductVersion.current)")
      case .help(let path): try terminal.write(HelpText.render(path, width: min(100, max(40, terminal.width))))
      case .run(let invocation):
        Interruption.listen()
        try invocation.run()
      }
      return ExitCode.done.rawValue
    } catch let silent as SilentExit {
      return silent.code.rawValue
    } catch let error as OutputError where error.isClosed {
      // The reader has gone away, as `| head` does: there is nobody to tell.
      return ExitCode.failed.rawValue
    } catch {
      terminal.report("manent: " + Terminal.inert("\(error)"))
      return ExitCode(error).rawValue
    }
  }
}
