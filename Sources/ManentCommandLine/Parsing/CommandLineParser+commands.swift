import ManentCore

extension CommandLineParser {
  /// Takes a word: the name of a command as long as there are any, an argument afterwards.
  mutating func take(word: String) throws(UsageError) {
    let command = path.command
    if command.subcommands.isEmpty {
      words.append(word)
    } else if let subcommand = command.subcommand(named: word) {
      descend(to: subcommand)
    } else if let subcommand = command.defaultCommand, takesWords(subcommand) {
      descend(to: subcommand)
      try take(word: word)
    } else {
      throw unknownCommand(word)
    }
  }

  /// Whether a word is the built-in command `help`, which a tool may replace with its own.
  func asksForHelp(_ word: String) -> Bool {
    word == "help" && path.isRoot && !path.root.subcommands.isEmpty && path.root.subcommand(named: word) == nil
  }

  /// Whether a word asks for the version, as `--version` does.
  func asksForVersion(_ word: String) -> Bool {
    word == "version" && path.isRoot && !path.root.subcommands.isEmpty && path.root.subcommand(named: word) == nil
  }

  /// The path that the rest of the line names, as in `manent help documents list`.
  func namedPath() throws(UsageError) -> CommandPath {
    var copy = self
    for word in rest where !Self.looksLikeOption(word) {
      guard let command = copy.path.command.subcommand(named: word) else { throw copy.unknownCommand(word) }
      copy.descend(to: command)
    }
    return copy.path
  }

  /// The path with those commands that the rest of the line happens to name, as in `manent --help documents list`.
  func mentionedPath() -> CommandPath {
    rest.reduce(into: path) { path, word in
      if let command = path.command.subcommand(named: word) { path.descend(to: command) }
    }
  }

  private func takesWords(_ command: Command) -> Bool {
    !command.subcommands.isEmpty || !command.positionals.isEmpty
  }

  private func unknownCommand(_ word: String) -> UsageError {
    if let hint = path.command.hints[word] { return error(.otherWord(word, hint: hint)) }
    let names = path.command.visibleSubcommands.flatMap { [$0.name] + $0.aliases } + (path.isRoot ? ["help"] : [])
    return error(.unknownCommand(word), suggestion: Nearest.match(for: word, in: names))
  }
}
