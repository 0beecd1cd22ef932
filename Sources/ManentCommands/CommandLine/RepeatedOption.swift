/// A parameter with a name and a value, of which every use counts: `--tag work --tag urgent`.
struct RepeatedOption<Value: ArgumentValue>: Parameter {
  /// The long name without dashes.
  let long: String
  /// The one-letter name.
  let short: Character?
  /// What stands for the value in help.
  let placeholder: String
  /// The only values that are accepted; those of an enumeration are known without.
  let choices: [String]?
  /// What a shell offers for the value.
  let completion: Completion
  /// What it does.
  let help: String

  /// An option from its parts.
  init(
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

  var declaration: ParameterDeclaration {
    ParameterDeclaration(
      Value.self, .repeatedOption, long: long, short: short, placeholder: placeholder, help: help, choices: choices,
      completion: completion)
  }
}
