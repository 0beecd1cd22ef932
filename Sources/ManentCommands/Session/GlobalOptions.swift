import ManentCommandLine

/// Options that many commands take.
enum GlobalOptions {
  /// Which workspace; taken by every command.
  static let workspace = Option<String>(
    "workspace", short: "w", value: "NAME|PATH", environment: "MANENT_WORKSPACE", completion: .workspace,
    help: "the workspace; else the folder that this is in, or your own")

  /// New text with credentials, for the commands that write it.
  static let allowsSecrets = Flag(
    "allow-secrets", help: "let credentials through, whatever 'history.secrets' says")

  /// Times in UTC.
  static let utc = Flag("utc", help: "show and read times in UTC, not in the zone of this machine")

  /// Text as it is written, for what else is laid out on a terminal.
  static let noMarkdown = Flag("no-markdown", help: "print Markdown as it is, also on a terminal")

  /// Data as JSON.
  static let json = Flag("json", help: "print JSON")
}
