import ManentCommandLine

/// `manent plugins`: the plugins of this machine.
enum PluginsCommand {
  static var command: Command {
    Command(
      "plugins", group: "Machine", summary: "list, check and make plugins",
      discussion: """
        A plugin is a folder with a 'plugin.yaml' and a program. They are looked for in $MANENT_PLUGINS, in 'plugins' beside the machine's \
        settings ('manent paths' says where) and in what was installed with manent; never in a workspace.
        """,
      examples: [
        Example("manent plugins", "list them, those that cannot be used with the reason"),
        Example("manent plugins new hello", "make one in three lines of shell"),
      ],
      subcommands: [PluginsList.command, PluginsCheck.command, PluginsNew.command, PluginsSetup.command],
      defaultSubcommand: "list")
  }
}
