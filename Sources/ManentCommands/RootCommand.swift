/// The whole tool as a declaration.
enum RootCommand {
  static var command: Command {
    Command(
      "manent", summary: "chats and documents as plain files in git",
      discussion: """
        Answers go to standard output, notices and errors to standard error.

        Exit status: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 refused for safety, 5 a threshold is passed
        (storage --check), 130 interrupted.
        """,
      examples: [
        Example("manent chat \"How do I add a document?\"", "ask your documents"),
        Example("manent add notes/", "copy a folder of documents in"),
      ],
      parameters: [GlobalOptions.workspace],
      subcommands: [
        InitCommand.command, WorkspacesCommand.command,
        AddCommand.command, DocumentsCommand.command, SearchCommand.command, IndexCommand.command,
        ChatCommand.command, ChatsCommand.command, ShowCommand.command, RenameCommand.command, TagCommand.command,
        PinCommand.command, TemplatesCommand.command,
        ForkCommand.command, RetryCommand.command, ClearCommand.command, ForgetCommand.command,
        RestoreCommand.command, PurgeCommand.command, LogCommand.command,
        ExportCommand.command, ImportCommand.command,
        SyncCommand.command, StatusCommand.command, StorageCommand.command, StatsCommand.command,
        RetentionCommand.command, DoctorCommand.command, ConfigCommand.command, PathsCommand.command,
        PluginsCommand.command, ModelsCommand.command, KeysCommand.command, CompletionsCommand.command,
        CompleteCommand.command, MergeFileCommand.command,
      ])
  }
}
