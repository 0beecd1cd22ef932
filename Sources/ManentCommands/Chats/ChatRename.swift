import ManentChats
import ManentCommandLine
import ManentFormats
import ManentRecords

/// `manent rename`: gives a chat another title.
enum RenameCommand {
  static let chat = Argument<String>(
    "CHAT", completion: .chat, help: ChatReference.help)
  static let title = Arguments<String>("TITLE", minimum: 1, help: "the new title")

  static var command: Command {
    Command(
      "rename", group: "Chats", summary: "give a chat another title",
      discussion: "The chat's folder keeps its name, so that links and other machines still find it.",
      examples: [Example("manent rename last \"Attention, explained\"", "rename the latest one")],
      parameters: [chat, title, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let renamed = try workspace.rename(
      workspace.chat(matching: invocation[chat]), to: invocation[title].joined(separator: " "))
    if session.wantsJSON {
      return try session.print(["id": .string(renamed.id), "title": .string(renamed.settings.title)])
    }
    try session.say("renamed \(renamed.id) to '\(renamed.settings.title)'")
  }
}
