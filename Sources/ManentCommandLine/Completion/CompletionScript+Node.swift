extension CompletionScript {
  /// What can be typed after the name of a command.
  struct Node {
    /// The whole name: `manent documents list`.
    let name: String
    /// The commands below it that people are told of.
    let children: [(command: Command, name: String)]
    /// The options in scope; those of the default command as well, as they are accepted without its name.
    let options: [ParameterDeclaration]
    /// What it takes by place; of a noun, what its default command takes.
    let positionals: [ParameterDeclaration]

    private init(_ path: CommandPath) {
      let command = path.command
      var meant = path
      while let next = meant.command.defaultCommand { meant.descend(to: next) }
      name = path.name
      children = command.visibleSubcommands.map { ($0, path.descending(to: $0).name) }
      options = meant.commands.reversed().flatMap(\.options)
      positionals = meant.command.positionals
    }

    /// The node of a path and those of all commands below it.
    static func all(below path: CommandPath) -> [Node] {
      [Node(path)] + path.command.visibleSubcommands.flatMap { all(below: path.descending(to: $0)) }
    }

    /// The names of all options with what they do.
    var optionRows: [(name: String, help: String)] {
      options.flatMap { option in option.names.map { ($0, option.help) } }
        + [("-h", "Show help."), ("--help", "Show help."), ("--version", "Show the version.")]
    }

    /// The names of the commands below it with what they do.
    var commandRows: [(name: String, help: String)] {
      children.map { ($0.command.name, $0.command.summary) }
    }
  }
}
