/// A parameter that may be given, by its place.
package struct OptionalArgument<Value: ArgumentValue>: Parameter {
  /// What stands for the value in help.
  package let placeholder: String
  /// The only values that are accepted; those of an enumeration are known without.
  package let choices: [String]?
  /// What a shell offers for the value.
  package let completion: Completion
  /// What it is.
  package let help: String

  /// A positional argument from its parts.
  package init(_ placeholder: String, choices: [String]? = nil, completion: Completion = .none, help: String) {
    self.placeholder = placeholder
    self.choices = choices
    self.completion = completion
    self.help = help
  }

  package var declaration: ParameterDeclaration {
    ParameterDeclaration(
      Value.self, .positional(minimum: 0, maximum: 1), placeholder: placeholder, help: help, choices: choices,
      completion: completion)
  }
}
