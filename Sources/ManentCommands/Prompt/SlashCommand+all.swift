import ManentCommandLine
import ManentExchange
import ManentRecords

extension SlashCommand {
  /// All commands, in the order in which help lists them.
  static let all: [SlashCommand] =
    [
      SlashCommand("help", "[COMMAND]", help: "list the commands, or explain one", completion: .choices([])) {
        try $0.help($1)
      }
    ] + conversation + chats + sources + machine + [
      SlashCommand("exit", help: "leave the prompt, as Ctrl-D does") { prompt, _ in prompt.leave() }
    ]

  private static let conversation = [
    SlashCommand("retry", help: "ask for the last message again") { prompt, _ in try prompt.retry() },
    SlashCommand("edit", "[TEXT]", help: "write the next message in $VISUAL or $EDITOR") { try $0.edit($1) },
    SlashCommand("provider", "[NAME[:MODEL]]", help: "say who answers from now on, or list who can") {
      try $0.provider($1)
    },
    SlashCommand("model", "[MODEL]", help: "say which model answers from now on, or list them") { try $0.model($1) },
    SlashCommand(
      "template", "[NAME [VARIABLE=VALUE…]]", help: "begin a new chat from a template, or list them",
      completion: .template
    ) { try $0.template($1) },
    SlashCommand("show", "[N|all]", help: "read the last answer in $PAGER, or the last N messages") { try $0.show($1) },
  ]

  private static let chats = [
    SlashCommand("new", help: "begin a new chat with the next message") { prompt, _ in prompt.beginAnew() },
    SlashCommand("chats", "[TEXT] [--tag TAG] [-n N]", help: "list the chats, latest activity first") {
      try $0.call(["chats"] + ($1.isEmpty ? ["--count", "20"] : SlashWords.split($1)))
    },
    SlashCommand("switch", "CHAT", help: "go on with another chat", completion: .chat) { try $0.change(to: $1) },
    SlashCommand("session", help: "say which chat this is, how long, and where it is kept") { prompt, _ in
      try prompt.tellSession()
    },
    SlashCommand("title", "TEXT", help: "give the chat another title") { prompt, text in
      try prompt.call(["rename", try prompt.chat().id, "--"] + (text.isEmpty ? [] : [text]))
    },
    SlashCommand("tag", "[TAG…] [--remove TAG]", help: "add and remove tags, or list them") { prompt, text in
      try prompt.call(["tag", try prompt.chat().id] + SlashWords.split(text))
    },
    SlashCommand(
      "pin", "[MESSAGE…] [--remove MESSAGE]", help: "always send messages ('last', or as /show numbers them)"
    ) {
      prompt, text in
      try prompt.call(["pin", try prompt.chat().id] + SlashWords.split(text))
    },
    SlashCommand("fork", "[--at MESSAGE] [--title TEXT]", help: "go on in a copy of the chat") { try $0.fork($1) },
    SlashCommand("clear", help: "put the messages so far out of sight") { prompt, _ in
      try prompt.call(["clear", try prompt.chat().id])
    },
    SlashCommand("forget", help: "take the chat out of the workspace") { prompt, _ in try prompt.forget() },
    SlashCommand(
      "export", "[FORMAT] [FILE]", help: "give the chat out, as Markdown unless you say another form",
      completion: .choices(ExportFormat.allCases.map(\.rawValue))
    ) { try $0.export($1) },
  ]

  private static let sources = [
    SlashCommand("sources", help: "say what the last answer was made from") { prompt, _ in try prompt.tellSources() },
    SlashCommand(
      "search", "QUERY", help: "find passages in documents and messages in chats", completion: .document
    ) { prompt, text in
      try prompt.call(["search", "--top-k", "5", "--"] + (text.isEmpty ? [] : [text]))
    },
    SlashCommand("attach", "PATH…", help: "copy files into the documents, to be asked about", completion: .file) {
      try $0.attach($1)
    },
  ]

  private static let machine = [
    SlashCommand("status", help: "say what is there, and how large") { prompt, _ in
      try prompt.call(["status"])
      try prompt.tellState()
    },
    SlashCommand("stats", "[--since TIME]", help: "say how much is asked, when and of whom") { prompt, text in
      try prompt.call(["stats"] + SlashWords.split(text))
    },
    SlashCommand("timezone", "[ZONE]", help: "say which time zone times are in, or use another one here") {
      try $0.timeZone($1)
    },
    SlashCommand("sync", "[URL]", help: "keep machines in step through git") { prompt, text in
      try prompt.call(["sync"] + SlashWords.split(text))
    },
  ]
}
