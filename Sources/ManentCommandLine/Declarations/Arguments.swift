/// A parameter that is given any number of times, by its place.
package struct Arguments<Value: ArgumentValue>: Parameter {
  /// What stands for the value in help.
  package let placeholder: String
  /// How many there have to be at least.
  package let minimum: Int
  /// The only values that are accepted; those of an enumeration are known without.
  package let choices: [String]?
  /// What a shell offers for the value.
  package let completion: Completion
  /// What it is.
  package let help: String

  /// A positional argument from its parts.
  package init(
    _ placeholder: String, minimum: Int = 0, choices: [String]? = nil, completion: Completion = .none, help: String
  ) {
    self.placeholder = placeholder
    self.minimum = minimum
    self.choices = choices
    self.completion = completion
    self.help = help
  }

  package var declaration: ParameterDeclaration {
    ParameterDeclaration(
      Value.self, .positional(minimum: minimum, maximum: .max), placeholder: placeholder, help: help, choices: choices,
      completion: completion)
  }
}
