import ManentCommandLine
import ManentCore
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// A template with the values that the user gives for its variables.
enum TemplateChoice {
  /// The template of that name, filled; who is there to ask is asked for what is missing.
  ///
  /// - Parameters:
  ///   - name: the template.
  ///   - words: values, each `name=value`.
  ///   - workspace: where it is.
  ///   - session: who may be asked.
  static func filled(
    _ name: String, with words: [String], in workspace: Workspace, _ session: Session
  ) throws -> ChatTemplate {
    let template = try workspace.template(named: name)
    var values: [String: String] = [:]
    for word in words {
      guard let mark = word.firstIndex(of: "="), mark > word.startIndex else {
        throw session.invocation.misuse("'\(word)' is no value of a variable; say NAME=VALUE")
      }
      values[String(word[..<mark])] = String(word[word.index(after: mark)...])
    }
    return try template.filled(with: values) { try answer(to: $0, session) }
  }

  private static func answer(to variable: ChatTemplate.Variable, _ session: Session) throws -> String? {
    guard session.canAsk, !session.wantsJSON else { return nil }
    let description = variable.description.map { " (\($0))" } ?? ""
    while true {
      session.terminal.reportPiece(Terminal.inertLine("\(variable.name)\(description)") + ": ")
      guard let line = try session.readAnswer() else { return nil }
      if line.contains(where: { !$0.isWhitespace }) { return line }
    }
  }
}
