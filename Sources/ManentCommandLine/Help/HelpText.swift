/// The help of a command, in plain text.
package struct HelpText {
  /// The command.
  let path: CommandPath
  /// How many columns there are.
  let width: Int

  private typealias Row = (left: String, right: String)
  private typealias Table = (title: String, rows: [Row])

  /// The help of the command at the end of `path`, for a window of `width` columns.
  package static func render(_ path: CommandPath, width: Int = 80) -> String {
    HelpText(path: path, width: max(width, 40)).text
  }

  private var text: String {
    let command = path.command
    let seeMore = command.subcommands.isEmpty ? "" : "See '\(path.name) COMMAND --help' for more about a command."
    let paragraphs = [usage, filled(command.summary), filled(command.discussion)]
    let sections = tables([("Arguments", arguments)]) + tables(commands) + tables(options) + [examples, seeMore]
    return (paragraphs + sections).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var usage: String {
    let command = path.command
    let aliases = command.aliases.isEmpty ? "" : "\nAlso: " + command.aliases.joined(separator: ", ")
    return (["Usage:", path.name, "[OPTIONS]"] + command.usageOfWords).joined(separator: " ") + aliases
  }

  private var arguments: [Row] { path.command.positionals.map { ($0.placeholder, $0.help + $0.notes) } }

  /// The commands below this one by their groups.
  private var commands: [Table] {
    let commands = path.command.visibleSubcommands
    let groups = commands.map(\.group).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return groups.map { group in
      let rows = commands.filter { $0.group == group }.map { command in
        (command.name, command.summary + (path.command.defaultSubcommand == command.name ? " [default]" : ""))
      }
      return (group.isEmpty ? "Commands" : group, rows)
    }
  }

  /// The options of the command and those of the ones above it.
  private var options: [Table] {
    let own = Self.rows(path.command.options)
    if path.isRoot { return [("Global options", own + Self.builtIn)] }
    return [("Options", own), ("Global options", Self.rows(path.ancestors.flatMap(\.options)) + Self.builtIn)]
  }

  private static let builtIn: [Row] = [
    ("-h, --help", "Show the help of a command."), ("-V, --version", "Show the version."),
  ]

  private static func rows(_ options: [ParameterDeclaration]) -> [Row] {
    options.map { ($0.usage, $0.help + $0.notes) }
  }

  private var examples: String {
    let lines = path.command.examples.map { example in
      "  \(example.commandLine)\n" + Paragraphs.fill(example.explanation, width: width, indent: 6)
    }
    return lines.isEmpty ? "" : "Examples:\n" + lines.joined(separator: "\n")
  }

  private func filled(_ text: String) -> String { Paragraphs.fill(text, width: width) }

  /// Tables whose right columns begin at the same place.
  private func tables(_ tables: [Table]) -> [String] {
    let widest = min(28, width / 3 + 2)
    let left = tables.flatMap(\.rows).map(\.left.count).filter { $0 <= widest }.max() ?? widest
    return tables.filter { !$0.rows.isEmpty }.map { title, rows in
      title + ":\n" + Paragraphs.columns(rows, left: left, width: width)
    }
  }
}

extension Command {
  /// What follows the name and the options in the usage line.
  var usageOfWords: [String] {
    if !subcommands.isEmpty { return [run == nil && defaultSubcommand == nil ? "COMMAND" : "[COMMAND]"] }
    return positionals.map { parameter in
      let name = parameter.placeholder + (parameter.bounds.upperBound > 1 ? "..." : "")
      return parameter.bounds.lowerBound > 0 ? name : "[\(name)]"
    }
  }
}

extension ParameterDeclaration {
  /// The names and the value in the left column.
  var usage: String {
    let name = negated == nil ? long : "[no-]" + long
    return (short.map { "-\($0), " } ?? "    ") + "--" + name + (takesValue ? " " + placeholder : "")
  }

  /// What the right column says besides the help.
  var notes: String {
    var notes: [String] = []
    if form == .repeatedOption { notes.append("repeatable") }
    if let choices { notes.append("one of " + choices.joined(separator: ", ")) }
    if let defaultText { notes.append("default: " + defaultText) }
    if let environment { notes.append("environment: " + environment) }
    return notes.isEmpty ? "" : " [" + notes.joined(separator: "; ") + "]"
  }
}
