import ManentChat
import ManentCommandLine
import ManentFormats
import ManentWorkspace

/// `manent retry`: asks again.
enum RetryCommand {
  static let chat = OptionalArgument<String>("CHAT", completion: .chat, help: ChatReference.defaultHelp)

  static var command: Command {
    Command(
      "retry", group: "Chats", summary: "ask for the last message again",
      discussion: """
        The new answer stands in for the old one, which is neither shown nor sent any more. A message that was never \
        answered, or whose answer failed or was stopped, is answered now.
        """,
      examples: [
        Example("manent retry", "the last message of the latest chat"),
        Example("manent retry 9f2c41aa --documents 'notes/**'", "from other documents"),
      ],
      parameters: [
        chat, ChatCommand.provider, ChatCommand.model, ChatCommand.count, ChatCommand.documents,
        ChatCommand.noDocuments, ChatCommand.noStream, GlobalOptions.noMarkdown, GlobalOptions.json,
      ], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    try ChatCommand.checkCount(invocation)
    var request = RetryRequest()
    request.chat = invocation[chat] ?? "last"
    request.provider = invocation[ChatCommand.provider]
    request.model = invocation[ChatCommand.model]
    request.topK = invocation[ChatCommand.count]
    request.documents = invocation[ChatCommand.documents]
    request.usesDocuments = !invocation[ChatCommand.noDocuments]
    let workspace = try session.workspace()
    guard try !workspace.isPrivate(environment: invocation.environment) else {
      throw ChatError(
        .nothingToRetry, "nothing of what is said is kept ('private: true'), so nothing can be asked again")
    }
    let printer = AnswerPrinter(session, streams: !invocation[ChatCommand.noStream] && !session.wantsJSON)
    let result = try Conversation(in: workspace, providers: session.providers).retry(
      request, began: session.tell, emit: printer.emit, answered: printer.complete)
    if session.wantsJSON { return try session.print(ChatCommand.json(result, in: workspace)) }
    try printer.finish(result)
  }
}
