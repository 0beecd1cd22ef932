/// A command with what the user gave it: checked, so that reading cannot fail.
package struct Invocation: Sendable {
  /// The command and the ones above it.
  package let path: CommandPath
  /// The environment that the command line was read in.
  package let environment: [String: String]
  /// The texts in effect, by the key of each parameter that the command takes; a flag has `true` or `false` or nothing.
  package let values: [String: [String]]

  /// An invocation from parts that were checked already.
  package init(path: CommandPath, environment: [String: String], values: [String: [String]]) {
    self.path = path
    self.environment = environment
    self.values = values
  }

  /// Whether the flag is set, for a command that need not declare it.
  package func isSet(_ flag: Flag) -> Bool { values[flag.declaration.key]?.last == "true" }

  /// Whether the flag is set.
  package subscript(flag: Flag) -> Bool { value(flag, false) }
  /// The value from the command line, else from the environment, else the default, else none.
  package subscript<Value>(option: Option<Value>) -> Value? {
    decoded(Value.self, option).last ?? option.defaultValue
  }
  /// The values of all uses, in their order.
  package subscript<Value>(option: RepeatedOption<Value>) -> [Value] { decoded(Value.self, option) }
  /// The value that was given.
  package subscript<Value>(argument: Argument<Value>) -> Value {
    guard let value = decoded(Value.self, argument).first else {
      preconditionFailure("'\(path.name)' does not declare \(argument.placeholder)")
    }
    return value
  }
  /// The value that was given, if any.
  package subscript<Value>(argument: OptionalArgument<Value>) -> Value? { decoded(Value.self, argument).first }
  /// The values that were given, in their order.
  package subscript<Value>(arguments: Arguments<Value>) -> [Value] { decoded(Value.self, arguments) }

  /// The value of the option, or `fallback` when there is none.
  package func value<Value>(_ option: Option<Value>, _ fallback: Value) -> Value { self[option] ?? fallback }
  /// Whether the flag is set, or `fallback` when neither it nor its opposite was given.
  package func value(_ flag: Flag, _ fallback: Bool) -> Bool { texts(flag).last.map { $0 == "true" } ?? fallback }

  /// An error that says what is wrong with the use of this command, for what the declarations cannot express.
  package func misuse(_ explanation: String) -> UsageError { UsageError(.other(explanation), command: path.name) }

  private func decoded<Value: ArgumentValue>(_ type: Value.Type, _ parameter: some Parameter) -> [Value] {
    texts(parameter).compactMap(Value.init(argument:))
  }

  /// What was given; a parameter that the command does not declare is a mistake in the command.
  private func texts(_ parameter: some Parameter) -> [String] {
    let key = parameter.declaration.key
    assert(values[key] != nil, "'\(path.name)' does not declare \(key)")
    return values[key] ?? []
  }
}
