import ManentChat
import ManentCommandLine
import ManentCore

extension Prompt {
  /// `/edit`: lets the user write a message in an editor and sends it; an empty one is not sent.
  ///
  /// The text is in a folder of this user alone, which is removed afterwards.
  func edit(_ text: String) throws {
    guard request.isKept else {
      throw PromptError("an editor works on a file, and nothing of what is said here is to be kept on the disk")
    }
    let environment = session.invocation.environment
    let folder = try Files.makeTemporaryFolder(prefix: "manent-edit-", environment: environment)
    defer { try? Files.removeTree(folder) }
    let file = folder / "message.md"
    try Files.writeNew(Array(text.utf8), to: file, mode: 0o600, sync: false)
    let editor = UserEditor.command(environment)
    let status = try TerminalProgram.run(editor, on: file)
    guard status == 0 else { throw ChatError(.failed, "the editor '\(editor)' ended with status \(status)") }
    guard let written = String(validating: try Files.read(file, limit: 100_000_000), as: UTF8.self) else {
      throw ChatError(.badMessage, "the text from the editor is not UTF-8")
    }
    var message = written[...]
    while message.last?.isWhitespace == true { message.removeLast() }
    guard message.contains(where: { !$0.isWhitespace }) else { return try session.say("nothing is sent") }
    remember(String(message))
    for line in message.split(separator: "\n", omittingEmptySubsequences: false) { try session.say("> \(line)") }
    try say(String(message))
  }
}

/// The user's editor.
enum UserEditor {
  /// `VISUAL`, else `EDITOR`, else `vi`.
  static func command(_ environment: [String: String]) -> String {
    ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
  }
}
