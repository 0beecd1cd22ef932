import ManentCommandLine

/// `manent templates`: what chats can be begun from.
enum TemplatesCommand {
  static var command: Command {
    Command(
      "templates", group: "Chats", summary: "list, show and make templates of chats",
      discussion: """
        A template is a file 'templates/NAME.yaml' of the workspace: instructions, a first message, tags, who answers, and variables \
        that are put in. 'manent chat -t NAME --var VARIABLE=VALUE' begins a chat with it.
        """,
      examples: [
        Example("manent templates", "list them"),
        Example("manent templates new review", "make one, to be changed"),
      ],
      subcommands: [TemplatesList.command, TemplatesShow.command, TemplatesNew.command], defaultSubcommand: "list")
  }
}
