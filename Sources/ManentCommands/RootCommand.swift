import ManentCommandLine

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
        ServeCommand.command, TokenCommand.command, ShareCommand.command, MCPCommand.command,
        PluginsCommand.command, ModelsCommand.command, KeysCommand.command, CompletionsCommand.command,
        ManCommand.command,
        CompleteCommand.command, MergeFileCommand.command,
      ],
      hints: [
        "ls": "'manent chats' lists chats, 'manent documents' documents, 'manent workspaces' workspaces",
        "list": "'manent chats' lists chats, 'manent documents' documents, 'manent workspaces' workspaces",
        "rm": "'manent forget CHAT' lets a chat go, 'manent documents remove NAME' a document",
        "delete": "'manent forget CHAT' lets a chat go, 'manent documents remove NAME' a document",
        "remove": "'manent forget CHAT' lets a chat go, 'manent documents remove NAME' a document",
        "new": "'manent chat --new' begins a chat, 'manent init NAME' makes a workspace",
        "create": "'manent chat --new' begins a chat, 'manent init NAME' makes a workspace",
        "ask": "'manent chat \"…\"' asks",
        "find": "'manent search \"…\"' finds passages and messages",
        "grep": "'manent search \"…\"' finds passages and messages",
        "history": "'manent show' prints a chat, 'manent log' says what happened when",
        "push": "'manent sync' gives and takes", "pull": "'manent sync' gives and takes",
        "mv": "'manent rename CHAT TITLE' renames a chat", "cat": "'manent show CHAT' prints a chat",
        "settings": "'manent config' lists settings",
      ])
  }
}
