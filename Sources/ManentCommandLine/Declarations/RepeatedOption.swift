/// A parameter with a name and a value, of which every use counts: `--tag work --tag urgent`.
package struct RepeatedOption<Value: ArgumentValue>: Parameter {
  /// The long name without dashes.
  package let long: String
  /// The one-letter name.
  package let short: Character?
  /// What stands for the value in help.
  package let placeholder: String
  /// The only values that are accepted; those of an enumeration are known without.
  package let choices: [String]?
  /// What a shell offers for the value.
  package let completion: Completion
  /// What it does.
  package let help: String

  /// An option from its parts.
  package init(
    _ long: String, short: Character? = nil, value placeholder: String, choices: [String]? = nil,
    completion: Completion = .none, help: String
  ) {
    self.long = long
    self.short = short
    self.placeholder = placeholder
    self.choices = choices
    self.completion = completion
    self.help = help
  }

  package var declaration: ParameterDeclaration {
    ParameterDeclaration(
      Value.self, .repeatedOption, long: long, short: short, placeholder: placeholder, help: help, choices: choices,
      completion: completion)
  }
}
