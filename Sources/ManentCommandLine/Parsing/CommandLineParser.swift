/// Reads a command line against the declarations of the commands.
///
/// The rules are those of POSIX and GNU: options may stand before and after arguments, `--` ends them, `-` is an
/// argument, one-letter flags may be joined (`-cn`, `-ck5`), a value is attached (`--top-k=5`, `-k5`, `-k=5`) or
/// follows. A separate value cannot look like an option, so that a forgotten one is noticed; negative numbers and
/// what begins with a dash and a space do not look like one. Names are never abbreviated, so that new ones break no
/// script.
package struct CommandLineParser {
  let environment: [String: String]
  var rest: ArraySlice<String>
  var path: CommandPath
  var scope = OptionScope()
  var values: [String: [String]] = [:]
  var words: [String] = []

  private init(_ arguments: [String], environment: [String: String], root: Command) {
    self.environment = environment
    rest = arguments[...]
    path = CommandPath(root)
    scope.add(root)
  }

  /// What the arguments (without the name of the program) ask for.
  package static func parse(
    _ arguments: [String], environment: [String: String], root: Command
  ) throws(UsageError) -> ParsedCommandLine {
    var parser = CommandLineParser(arguments, environment: environment, root: root)
    return try parser.parse()
  }

  private mutating func parse() throws(UsageError) -> ParsedCommandLine {
    var optionsEnded = false
    while let token = rest.popFirst() {
      if optionsEnded || !Self.looksLikeOption(token) {
        if asksForHelp(token) { return .help(try namedPath()) }
        if asksForVersion(token) { return .version }
        try take(word: token)
      } else if token == "--" {
        optionsEnded = true
      } else {
        switch try takeOptions(token) {
        case .help: return .help(mentionedPath())
        case .version: return .version
        case nil: break
        }
      }
    }
    while let command = path.command.defaultCommand { descend(to: command) }
    if path.command.run == nil {
      if path.isRoot { return .help(path) }
      throw error(.missingCommand(path.command.visibleSubcommands.map(\.name)))
    }
    return .run(try invocation())
  }

  /// Whether a token names options: it begins with a dash and is neither `-`, a negative number nor prose.
  static func looksLikeOption(_ token: String) -> Bool {
    var bytes = token.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "-"), var second = bytes.next() else { return false }
    if second == UInt8(ascii: "-") {
      guard let third = bytes.next() else { return true }
      second = third
    } else if second == UInt8(ascii: ".") {
      second = bytes.next() ?? second
    }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
    return !isDigit && second > UInt8(ascii: " ")
  }

  mutating func descend(to command: Command) {
    path.descend(to: command)
    scope.add(command)
  }

  func error(_ problem: UsageError.Problem, suggestion: String? = nil) -> UsageError {
    UsageError(problem, command: path.name, suggestion: suggestion)
  }
}
