/// A command of the tool: a verb such as `chat`, or a noun such as `documents` that holds verbs.
///
/// A command is a declaration and nothing more: the parser, the help and the completion scripts are all made from it.
/// The options of a command are also accepted after the name of any command below it, so those of the root are global.
package struct Command: Sendable {
  /// What is typed.
  package let name: String
  /// Other names that do the same.
  package let aliases: [String]
  /// The heading that the help of the parent lists the command under; empty for the general one.
  package let group: String
  /// What it does, in one line.
  package let summary: String
  /// What else there is to say: paragraphs separated by empty lines; indented lines are kept as they are.
  package let discussion: String
  /// How it is used; at least one.
  package let examples: [Example]
  /// What it takes, positional ones in their order.
  package let parameters: [any Parameter]
  /// The verbs of a noun.
  package let subcommands: [Command]
  /// The verb that is meant when none is named.
  package let defaultSubcommand: String?
  /// Words that other tools have for a command below this one, and that are none here: what to say to who types one.
  package let hints: [String: String]
  /// Whether help, suggestions and completions leave it out.
  package let isHidden: Bool
  /// The work; `nil` for a noun that only holds verbs.
  package let run: (@Sendable (Invocation) throws -> Void)?

  /// A command from its parts.
  package init(
    _ name: String, aliases: [String] = [], group: String = "", summary: String, discussion: String = "",
    examples: [Example], parameters: [any Parameter] = [], subcommands: [Command] = [],
    defaultSubcommand: String? = nil, hints: [String: String] = [:], isHidden: Bool = false,
    run: (@Sendable (Invocation) throws -> Void)? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.group = group
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.parameters = parameters
    self.subcommands = subcommands
    self.defaultSubcommand = defaultSubcommand
    self.hints = hints
    self.isHidden = isHidden
    self.run = run
  }

  /// The command below this one with that name or alias; abbreviations are not names.
  package func subcommand(named name: String) -> Command? {
    subcommands.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// The command below this one that is meant when none is named.
  package var defaultCommand: Command? { defaultSubcommand.flatMap(subcommand(named:)) }

  /// The commands below this one that people are told of.
  package var visibleSubcommands: [Command] { subcommands.filter { !$0.isHidden } }

  /// What the command takes by its place.
  package var positionals: [ParameterDeclaration] { parameters.map(\.declaration).filter(\.isPositional) }

  /// What the command takes by name.
  package var options: [ParameterDeclaration] { parameters.map(\.declaration).filter { !$0.isPositional } }
}
