import ManentCommandLine
import ManentCore

/// A command of the prompt.
///
/// One that has a counterpart on the command line runs that, so that both do the same.
struct SlashCommand: Sendable {
  /// What is typed behind the slash.
  let name: String
  /// What stands behind the name, for people.
  let arguments: String
  /// What it does, in one line.
  let help: String
  /// What the words behind the name can be.
  let completion: Completion
  /// The work; it is given what stands behind the name.
  let run: @Sendable (Prompt, String) throws -> Void

  /// A command from its parts.
  init(
    _ name: String, _ arguments: String = "", help: String, completion: Completion = .none,
    run: @escaping @Sendable (Prompt, String) throws -> Void
  ) {
    self.name = name
    self.arguments = arguments
    self.help = help
    self.completion = completion
    self.run = run
  }

  /// The name of the command that a text calls, and what stands behind it; `nil` for a message.
  ///
  /// A command is a word that begins with a slash and has no other: `/etc/hosts` begins a message, and so does a text
  /// behind a space.
  static func split(_ text: String) -> (name: String, rest: String)? {
    guard text.hasPrefix("/"), !text.contains("\n") else { return nil }
    let name = text.dropFirst().prefix { !$0.isWhitespace }
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "?" }) else { return nil }
    let rest = text.dropFirst(name.count + 1)
    return (String(name), rest.split(whereSeparator: \.isWhitespace).isEmpty ? "" : trimmed(rest))
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// The command of that name.
  static func find(_ name: String) throws(PromptError) -> SlashCommand {
    let meant = ["quit": "exit", "?": "help"][name] ?? name
    if let command = all.first(where: { $0.name == meant }) { return command }
    throw PromptError(
      "there is no command '/\(name)'" + (suggestion(for: name).map { "; did you mean '/\($0)'?" } ?? "")
        + " (/help lists them; a space in front makes it a message)")
  }

  private static func suggestion(for name: String) -> String? {
    let names = all.map(\.name)
    return names.first { $0.hasPrefix(name.lowercased()) } ?? Nearest.match(for: name, in: names)
  }
}
