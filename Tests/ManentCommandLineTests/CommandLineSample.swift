import ManentCore

@testable import ManentCommandLine

/// A small tool in the shape of the real one, to try the command line on.
enum Sample {
  enum Format: String, CaseIterable, ArgumentValue { case json, jsonl, markdown }

  static let workspace = Option<String>(
    "workspace", short: "w", value: "NAME|PATH", environment: "SAMPLE_WORKSPACE", completion: .list("workspaces"),
    help: "The workspace to use, by its name or its path.")
  static let json = Flag("json", short: "j", help: "Print JSON.")
  static let noLog = Flag("no-log", short: "n", help: "Leave no trace of this turn.")
  static let goOn = Flag("continue", short: "c", help: "Go on with the latest chat.")
  static let stream = Flag("stream", help: "Show the answer as it comes.", isNegatable: true)
  static let topK = Option<Int>("top-k", short: "k", value: "N", default: 4, help: "How many passages to hand on.")
  static let score = Option<Double>("score", value: "X", help: "The lowest score that counts.")
  static let model = Option<String>(
    "model", short: "m", value: "NAME", environment: "SAMPLE_MODEL", help: "The model that answers.")
  static let tags = RepeatedOption<String>("tag", short: "t", value: "TAG", help: "A tag for the chat.")
  static let since = Option<TimePoint>("since", value: "TIME", help: "Leave out what is older.")
  static let format = Option<Format>("format", short: "f", value: "FORMAT", default: .json, help: "What to write.")
  static let output = Option<Path>("output", short: "o", value: "FILE", completion: .file, help: "Where to write to.")
  static let message = Arguments<String>("MESSAGE", help: "What to say; '-' is standard input.")
  static let paths = Arguments<Path>("PATH", minimum: 1, completion: .file, help: "A file or a folder to add.")
  static let chat = Argument<String>("CHAT", completion: .list("chats"), help: "The id of a chat, or a part of it.")
  static let title = Argument<String>("TITLE", help: "The new title.")
  static let chats = Arguments<String>("CHAT", completion: .list("chats"), help: "The chats; all when none is named.")
  static let glob = OptionalArgument<String>("GLOB", completion: .list("documents"), help: "Which documents to list.")
  static let shell = Argument<String>(
    "SHELL", choices: ["bash", "zsh", "fish"], help: "The shell that the script is for.")
  static let folder = OptionalArgument<Path>("FOLDER", completion: .folder, help: "Where the workspace is made.")

  static let root = Command(
    "sample", summary: "Chats and documents as plain files.",
    discussion: """
      Everything is kept in a folder called a workspace, as files that any program can read: chats as lines of JSON,
      documents as they came.

        sample init
        sample chat "What is attention?"

      The second paragraph is short.
      """,
    examples: [Example("sample chat \"What is attention?\"", "Ask the documents.")],
    parameters: [workspace],
    subcommands: [initialize, chatCommand, rename, export, documents, add, completions, complete])

  static let initialize = Command(
    "init", group: "Start", summary: "Make a workspace.", examples: [Example("sample init", "Make one right here.")],
    parameters: [folder], run: { _ in })

  static let chatCommand = Command(
    "chat", group: "Chats", summary: "Say something, or talk.",
    discussion: "Without a message and with a terminal, a conversation begins that ends with an empty line.",
    examples: [
      Example("sample chat \"What is attention?\"", "Ask one question."),
      Example("git diff | sample chat -nk5 'Explain this' -", "Ask about what another program says."),
    ],
    parameters: [message, goOn, noLog, stream, topK, score, model, tags, json], run: { _ in })

  static let rename = Command(
    "rename", aliases: ["mv"], group: "Chats", summary: "Give a chat another title.",
    examples: [Example("sample rename last Attention", "Rename the latest chat.")], parameters: [chat, title],
    run: { _ in })

  static let export = Command(
    "export", group: "Data", summary: "Write chats out.",
    examples: [Example("sample export --format=markdown -o chats.md", "All chats, to read.")],
    parameters: [chats, format, output, since], run: { _ in })

  static let documents = Command(
    "documents", aliases: ["docs"], group: "Documents", summary: "List, show or remove documents.",
    examples: [Example("sample documents", "List them all.")],
    subcommands: [
      list, show,
      Command(
        "remove", summary: "Remove documents.",
        examples: [
          Example("sample documents remove old.pdf", "Remove one.")
        ], parameters: [Arguments<String>("NAME", minimum: 1, completion: .list("documents"), help: "What to remove.")],
        run: { _ in }),
    ],
    defaultSubcommand: "list")

  static let list = Command(
    "list", summary: "List the documents.", examples: [Example("sample documents list '*.pdf'", "Only some.")],
    parameters: [glob, json], run: { _ in })

  static let show = Command(
    "show", summary: "Print the text of a document.",
    examples: [Example("sample documents show paper.pdf", "Print one.")],
    parameters: [Argument<String>("NAME", completion: .list("documents"), help: "The document.")], run: { _ in })

  static let add = Command(
    "add", group: "Documents", summary: "Copy documents in.", examples: [Example("sample add paper.pdf", "Add one.")],
    parameters: [paths], run: { _ in })

  static let completions = Command(
    "completions", group: "Upkeep", summary: "Print a completion script.",
    examples: [Example("sample completions bash > ~/.bash_completion", "Install it.")], parameters: [shell],
    run: { _ in })

  static let complete = Command(
    "__complete", summary: "Print what a shell offers.", examples: [Example("sample __complete chats", "List chats.")],
    parameters: [Argument<String>("LIST", help: "What to list.")], isHidden: true, run: { _ in })

  /// Reads a line, given as its words.
  static func parse(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws(UsageError) -> ParsedCommandLine {
    try CommandLineParser.parse(arguments, environment: environment, root: root)
  }

  /// Reads a line that has to run a command.
  static func invocation(_ arguments: String..., environment: [String: String] = [:]) throws -> Invocation {
    let parsed = try CommandLineParser.parse(arguments, environment: environment, root: root)
    guard case .run(let invocation) = parsed else { throw NotAnInvocation() }
    return invocation
  }

  /// The error that a line leads to, as text.
  static func complaint(_ arguments: String..., environment: [String: String] = [:]) -> String {
    do {
      _ = try CommandLineParser.parse(arguments, environment: environment, root: root)
      return "no error"
    } catch {
      return error.description
    }
  }

  struct NotAnInvocation: Error {}
}
