package import ManentCommandLine

/// Finds mistakes in the declarations of commands, for a test that wants none.
package enum CommandDeclarations {
  /// What is wrong with the commands from the root down, a line each.
  package static func problems(in root: Command) -> [String] { problems(at: CommandPath(root)) }

  private static func problems(at path: CommandPath) -> [String] {
    let command = path.command
    let found = shape(command) + names(path) + parameters(command) + examples(path)
    return found.map { "\(path.name): \($0)" }
      + command.subcommands.flatMap { problems(at: path.descending(to: $0)) }
  }

  private static func shape(_ command: Command) -> [String] {
    var found: [String] = []
    if command.summary.isEmpty || command.summary.contains("\n") { found.append("the summary is not one line") }
    if !command.subcommands.isEmpty, !command.positionals.isEmpty { found.append("both commands and arguments") }
    if command.subcommands.isEmpty, command.run == nil { found.append("nothing to run") }
    if command.defaultSubcommand != nil, command.defaultCommand == nil { found.append("no such default command") }
    return found + repeated(command.subcommands.flatMap { [$0.name] + $0.aliases })
  }

  private static func names(_ path: CommandPath) -> [String] {
    let names = path.commands.flatMap(\.options).flatMap(\.names) + path.command.positionals.map(\.key)
    return repeated(names + ["-h", "--help", "--version"])
  }

  private static func parameters(_ command: Command) -> [String] {
    command.parameters.map(\.declaration).flatMap { parameter in
      var found: [String] = []
      if parameter.help.isEmpty { found.append("no help for \(parameter.key)") }
      if parameter.isPositional || parameter.takesValue, parameter.placeholder.isEmpty {
        found.append("no placeholder for \(parameter.key)")
      }
      if let text = parameter.defaultText, !parameter.accepts(text) {
        found.append("\(parameter.key) does not accept its default '\(text)'")
      }
      for choice in parameter.choices ?? [] where choice.contains(" ") || !parameter.accepts(choice) {
        found.append("\(parameter.key) does not accept its choice '\(choice)'")
      }
      return found
    }
  }

  private static func examples(_ path: CommandPath) -> [String] {
    if path.command.examples.isEmpty { return ["no example"] }
    return path.command.examples.flatMap { example -> [String] in
      let lines = ShellWords.commands(in: example.commandLine).filter { $0.first == path.root.name }
      if lines.isEmpty { return ["an example without the tool: \(example.commandLine)"] }
      do {
        let parsed = try lines.map { line in
          try CommandLineParser.parse(Array(line.dropFirst()), environment: [:], root: path.root)
        }
        return parsed.contains { belongs($0, to: path) }
          ? [] : ["an example of another command: \(example.commandLine)"]
      } catch {
        return ["an example that fails: \(error)"]
      }
    }
  }

  private static func belongs(_ parsed: ParsedCommandLine, to path: CommandPath) -> Bool {
    switch parsed {
    case .run(let invocation): (invocation.path.name + " ").hasPrefix(path.name + " ")
    case .help(let shown): (shown.name + " ").hasPrefix(path.name + " ")
    case .version: path.isRoot
    }
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }.map { "\($0) is declared twice" }
  }
}
