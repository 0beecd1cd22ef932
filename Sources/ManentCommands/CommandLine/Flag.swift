/// A parameter that is present or not: `--json`.
struct Flag: Parameter {
  /// The long name without dashes.
  let long: String
  /// The one-letter name.
  let short: Character?
  /// What it does.
  let help: String
  /// Whether `--no-…` is its opposite.
  let isNegatable: Bool

  /// A flag; of a negatable one the last use counts.
  init(_ long: String, short: Character? = nil, help: String, isNegatable: Bool = false) {
    self.long = long
    self.short = short
    self.help = help
    self.isNegatable = isNegatable
  }

  var declaration: ParameterDeclaration {
    ParameterDeclaration(form: .flag(isNegatable: isNegatable), long: long, short: short, help: help)
  }
}
