/// The manual page of a command, for `man`, made from the same declaration as its help.
package struct ManPage {
  private let path: CommandPath
  private let version: String

  /// The page of the command at the end of `path`, in the language of `man(7)`.
  package static func render(_ path: CommandPath, version: String) -> String {
    ManPage(path: path, version: version).text
  }

  /// What the page's file is called: `manent-documents-list.1`.
  package static func fileName(of path: CommandPath) -> String { name(of: path) + ".1" }

  private static func name(of path: CommandPath) -> String { path.commands.map(\.name).joined(separator: "-") }

  private var text: String {
    let command = path.command
    let root = path.root.name
    var lines = [
      ".TH \"\(Self.name(of: path).uppercased())\" 1 \"\" \"\(root) \(version)\" \"\(root)\"", ".SH NAME",
      "\(Self.escaped(Self.name(of: path))) \\- \(Self.escaped(command.summary))", ".SH SYNOPSIS",
      ".B \(Self.escaped(path.name))", Self.escaped((["[OPTIONS]"] + command.usageOfWords).joined(separator: " ")),
    ]
    if !command.aliases.isEmpty { lines += [".PP", "Also: \(Self.escaped(command.aliases.joined(separator: ", ")))"] }
    if !command.discussion.isEmpty { lines += [".SH DESCRIPTION"] + Self.paragraphs(command.discussion) }
    let commands = command.visibleSubcommands.map { ($0.name, $0.summary) }
    lines += Self.section("COMMANDS", commands)
    lines += Self.section("ARGUMENTS", command.positionals.map { ($0.placeholder, $0.help + $0.notes) })
    lines += Self.section("OPTIONS", Self.rows(command.options))
    let global = path.isRoot ? [] : Self.rows(path.ancestors.flatMap(\.options))
    lines += Self.section(
      "GLOBAL OPTIONS",
      global + [("-h, --help", "Show the help of a command."), ("-V, --version", "Show the version.")])
    if !command.examples.isEmpty {
      lines.append(".SH EXAMPLES")
      for example in command.examples {
        lines += [".TP", ".B \(Self.escaped(example.commandLine))", Self.escaped(example.explanation)]
      }
    }
    lines += [".SH \"SEE ALSO\""] + [Self.escaped(seeAlso)]
    return lines.joined(separator: "\n") + "\n"
  }

  private var seeAlso: String {
    let below = path.command.visibleSubcommands.map { Self.name(of: path.descending(to: $0)) }
    let above = path.isRoot ? [] : [path.commands.dropLast().map(\.name).joined(separator: "-")]
    let pages = above + below
    return pages.isEmpty ? "git(1)" : pages.map { "\($0)(1)" }.joined(separator: ", ")
  }

  private static func rows(_ options: [ParameterDeclaration]) -> [(String, String)] {
    options.map { option in (option.usage.drop { $0 == " " }.description, option.help + option.notes) }
  }

  private static func section(_ title: String, _ rows: [(String, String)]) -> [String] {
    guard !rows.isEmpty else { return [] }
    return [".SH \"\(title)\""] + rows.flatMap { [".TP", ".B \(escaped($0.0))", escaped($0.1)] }
  }

  /// Paragraphs of prose; indented lines stay as they are.
  private static func paragraphs(_ text: String) -> [String] {
    var lines: [String] = []
    var isKept = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if isKept { lines.append(".EE") }
        isKept = false
        lines.append(".PP")
      } else if line.first == " ", !isKept {
        isKept = true
        lines += [".EX", escaped(String(line))]
      } else {
        lines.append(escaped(String(line)))
      }
    }
    return lines + (isKept ? [".EE"] : [])
  }

  /// Text in which nothing means anything to `man`: no backslash, no dash that may be made a hyphen, and no mark of a
  /// request at the beginning of a line.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\"": escaped += "\\(dq"
      case "\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }
}

extension CommandPath {
  /// This path and those of all commands below it that people are told of.
  package var withAllBelow: [CommandPath] {
    [self] + command.visibleSubcommands.flatMap { descending(to: $0).withAllBelow }
  }
}
