/// A parameter with a name and a value, of which the last use counts: `--model NAME`.
package struct Option<Value: ArgumentValue>: Parameter {
  /// The long name without dashes.
  package let long: String
  /// The one-letter name.
  package let short: Character?
  /// What stands for the value in help.
  package let placeholder: String
  /// The value when neither the command line nor the environment has one.
  let defaultValue: Value?
  /// The environment variable that is read when the command line has none; an empty one counts as unset.
  package let environment: String?
  /// The only values that are accepted; those of an enumeration are known without.
  package let choices: [String]?
  /// What a shell offers for the value.
  package let completion: Completion
  /// What it does.
  package let help: String

  /// An option from its parts.
  package init(
    _ long: String, short: Character? = nil, value placeholder: String, default defaultValue: Value? = nil,
    environment: String? = nil, choices: [String]? = nil, completion: Completion = .none, help: String
  ) {
    self.long = long
    self.short = short
    self.placeholder = placeholder
    self.defaultValue = defaultValue
    self.environment = environment
    self.choices = choices
    self.completion = completion
    self.help = help
  }

  package var declaration: ParameterDeclaration {
    var declaration = ParameterDeclaration(
      Value.self, .option, long: long, short: short, placeholder: placeholder, help: help, choices: choices,
      completion: completion)
    declaration.defaultText = defaultValue?.argumentText
    declaration.environment = environment
    return declaration
  }
}
