/// The facts about a parameter, whatever the type of its value.
package struct ParameterDeclaration: Sendable {
  /// How the parameter is given.
  package enum Form: Sendable, Equatable {
    /// Present or not: `--json`; a negatable one is also taken as `--no-json`.
    case flag(isNegatable: Bool)
    /// With a value, the last use counts: `--model NAME`.
    case option
    /// With a value, every use counts: `--tag A --tag B`.
    case repeatedOption
    /// By its place, between so many and so many times.
    case positional(minimum: Int, maximum: Int)
  }

  /// How it is given.
  package var form: Form
  /// The long name without dashes; empty for a positional one.
  package var long = ""
  /// The one-letter name.
  package var short: Character?
  /// What stands for the value in help: `NAME`.
  package var placeholder = ""
  /// What it does, for help.
  package var help: String
  /// The value when nothing is given, as it would be typed.
  package var defaultText: String?
  /// The environment variable that is read when nothing is given.
  package var environment: String?
  /// The only values that are accepted, when they can be listed.
  package var choices: [String]?
  /// What a shell offers for the value.
  package var completion = Completion.none
  /// What the value has to be, as in "expected a whole number".
  package var kind = ""
  /// Whether a text is such a value.
  package var accepts: @Sendable (String) -> Bool = { _ in true }

  /// What the values are stored under: unique among all that a command takes.
  package var key: String { isPositional ? placeholder : dashed }
  /// The long name as typed: `--json`.
  package var dashed: String { "--" + long }
  /// Whether it is given by its place.
  package var isPositional: Bool {
    if case .positional = form { true } else { false }
  }
  /// Whether a value follows its name.
  package var takesValue: Bool { form == .option || form == .repeatedOption }
  /// The name of the opposite, as typed: `--no-stream`.
  var negated: String? { form == .flag(isNegatable: true) ? "--no-" + long : nil }
  /// All names as typed: `-j`, `--json`, `--no-json`.
  package var names: [String] {
    guard !isPositional else { return [] }
    return (short.map { ["-\($0)"] } ?? []) + [dashed] + (negated.map { [$0] } ?? [])
  }
  /// The least and the most times that a positional one is given.
  package var bounds: ClosedRange<Int> {
    if case .positional(let minimum, let maximum) = form { minimum...maximum } else { 0...0 }
  }
}

extension ParameterDeclaration {
  /// The facts that follow from the type of the value.
  package init<Value: ArgumentValue>(
    _ type: Value.Type, _ form: Form, long: String = "", short: Character? = nil, placeholder: String, help: String,
    choices: [String]? = nil, completion: Completion
  ) {
    self.init(form: form, long: long, short: short, placeholder: placeholder, help: help)
    let choices = choices ?? Value.choices
    self.choices = choices
    self.completion = if case .none = completion, let choices { .choices(choices) } else { completion }
    kind = Value.kind
    accepts = { text in choices?.contains(text) ?? true && Value(argument: text) != nil }
  }
}
