import ManentCore

extension ChatTemplate {
  /// The template with values in the places of its variables.
  ///
  /// - Parameters:
  ///   - values: values by the names of variables.
  ///   - ask: asked for the value of one that has neither a value nor a default; `nil` when there is nobody to ask.
  /// - Throws: `WorkspaceError.Code.badSetting` for a value that no variable takes, and for one that is missing.
  public func filled(
    with values: [String: String], asking ask: (Variable) throws -> String? = { _ in nil }
  ) throws -> ChatTemplate {
    for name in values.keys.sorted() where !variables.contains(where: { $0.name == name }) {
      let names = variables.map(\.name)
      let all = names.isEmpty ? "it has none" : "it has \(names.map { "'\($0)'" }.joined(separator: ", "))"
      throw WorkspaceError(
        .badSetting, "template '\(self.name)'", "there is no variable '\(name)'",
        advice: Nearest.match(for: name, in: names).map { "did you mean '\($0)'?" } ?? all)
    }
    var all: [String: String] = [:]
    for variable in variables {
      guard let value = try values[variable.name] ?? variable.preset ?? ask(variable) else {
        let description = variable.description.map { " (\($0))" } ?? ""
        throw WorkspaceError(
          .badSetting, "template '\(name)'", "the variable '\(variable.name)'\(description) has no value",
          advice: "say --var \(variable.name)=…")
      }
      all[variable.name] = value
    }
    var filled = self
    filled.instructions = instructions.map { Placeholder.filled($0, with: all) }
    filled.opening = opening.map { Placeholder.filled($0, with: all) }
    return filled
  }
}
