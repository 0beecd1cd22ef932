/// A parameter that is present or not: `--json`.
package struct Flag: Parameter {
  /// The long name without dashes.
  package let long: String
  /// The one-letter name.
  package let short: Character?
  /// What it does.
  package let help: String
  /// Whether `--no-…` is its opposite.
  let isNegatable: Bool

  /// A flag; of a negatable one the last use counts.
  package init(_ long: String, short: Character? = nil, help: String, isNegatable: Bool = false) {
    self.long = long
    self.short = short
    self.help = help
    self.isNegatable = isNegatable
  }

  package var declaration: ParameterDeclaration {
    ParameterDeclaration(form: .flag(isNegatable: isNegatable), long: long, short: short, help: help)
  }
}
