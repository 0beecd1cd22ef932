import ManentCommandLine
import ManentFormats
import ManentPlugins

/// `manent keys`: what proves to servers who one is.
enum KeysCommand {
  static let name = Argument<String>(
    "NAME", completion: .key, help: "the name of the endpoint, or of the plugin's key: openai")

  static var command: Command {
    Command(
      "keys", group: "Machine", summary: "keep the keys of this machine",
      discussion: """
        Keys lie in a file of this machine that only you can read. They are never printed, never in a workspace, and go to nobody but \
        the plugins that ask for them. A stored key comes before one of the environment (OPENAI_API_KEY for 'openai').
        """,
      examples: [
        Example("manent keys set openai", "asks for it, without showing it"),
        Example("pass show openai | manent keys set openai", "from another program"),
        Example("manent keys", "list their names"),
      ],
      subcommands: [KeysList.command, KeysSet.command, KeysRemove.command, KeysPath.command],
      defaultSubcommand: "list")
  }
}
