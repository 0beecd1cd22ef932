import ManentCore

/// A command line that cannot be understood.
package struct UsageError: ManentError, Equatable {
  /// What is wrong.
  package enum Problem: Sendable, Equatable {
    /// No option has that name.
    case unknownOption(String)
    /// The option belongs to a command, but stands before the name of it.
    case misplacedOption(String)
    /// No command has that name.
    case unknownCommand(String)
    /// No command has that name, but one does what it means elsewhere; `hint` tells which.
    case otherWord(String, hint: String)
    /// A noun stands alone; these are its verbs.
    case missingCommand([String])
    /// The option ends the line or is followed by another one; the second text stands for the value in help.
    case missingValue(option: String, placeholder: String, next: String?)
    /// A flag was given a value.
    case unexpectedValue(option: String)
    /// The value is not of the kind that the parameter (`'--top-k'`, `CHAT`, `$SAMPLE_MODEL`) takes.
    case invalidValue(String, parameter: String, expected: String)
    /// A required argument is missing.
    case missingArgument(String)
    /// There is one argument too many.
    case unexpectedArgument(String)
    /// What only the command itself can know.
    case other(String)
  }

  /// What is wrong.
  package var problem: Problem
  /// The command that was asked for, as typed: `manent documents list`.
  package var command: String
  /// What was probably meant.
  package var suggestion: String?

  /// An error from its facts.
  package init(_ problem: Problem, command: String, suggestion: String? = nil) {
    self.problem = problem
    self.command = command
    self.suggestion = suggestion
  }

  /// One line: what is wrong, what was probably meant and where to read more.
  package var description: String {
    let meant = suggestion.map { "; did you mean \(Self.quoted($0))?" } ?? ""
    return sentence + meant + " (see '\(command) --help')"
  }

  private var sentence: String {
    let quoted = Self.quoted
    return switch problem {
    case .unknownOption(let name): "unknown option \(quoted(name)) for '\(command)'"
    case .misplacedOption(let name): "option \(quoted(name)) belongs after the name of a command"
    case .unknownCommand(let name): "unknown command \(quoted(name)) for '\(command)'"
    case .otherWord(let name, let hint): "unknown command \(quoted(name)) for '\(command)'; \(hint)"
    case .missingCommand(let names): "'\(command)' needs a command: \(names.joined(separator: ", "))"
    case .missingValue(let option, let placeholder, nil):
      "option '\(option)' for '\(command)' needs a value: \(placeholder)"
    case .missingValue(let option, let placeholder, let next?):
      "option '\(option)' for '\(command)' needs a value: \(placeholder) "
        + "(one that begins with '-' is written \(quoted(Self.attached(option, next))))"
    case .unexpectedValue(let option): "option '\(option)' for '\(command)' takes no value"
    case .invalidValue(let value, let parameter, let expected):
      "invalid value \(quoted(value)) for \(parameter); expected \(expected)"
    case .missingArgument(let placeholder): "'\(command)' needs \(placeholder)"
    case .unexpectedArgument(let word): "unexpected argument \(quoted(word)) for '\(command)'"
    case .other(let explanation): explanation
    }
  }

  private static func attached(_ option: String, _ value: String) -> String {
    option.hasPrefix("--") ? "\(option)=\(value)" : option + value
  }

  /// What the user typed, in quotes, on one line and no longer than a line.
  package static func quoted(_ text: String) -> String {
    let limit = 60
    let shown = text.count > limit ? text.prefix(limit - 1) + "…" : text[...]
    var escaped = ""
    for scalar in shown.unicodeScalars {
      escaped += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return "'\(escaped)'"
  }
}
