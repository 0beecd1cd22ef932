import ManentCore

/// The options that are accepted at a point of the command line: those of the commands named so far.
struct OptionScope {
  private(set) var declarations: [ParameterDeclaration] = []

  /// Adds those of one more command; they come before those of the commands above.
  mutating func add(_ command: Command) { declarations = command.options + declarations }

  /// The option with that long name, and whether it is the opposite that was named.
  func option(long name: String) -> (declaration: ParameterDeclaration, isNegated: Bool)? {
    if let declaration = declarations.first(where: { $0.long == name }) { return (declaration, false) }
    return declarations.first { $0.negated == "--" + name }.map { ($0, true) }
  }

  /// The option with that one-letter name.
  func option(short name: Character) -> ParameterDeclaration? { declarations.first { $0.short == name } }

  /// The option whose name is nearest to a misspelled one, as it would be typed.
  func nearest(to name: String) -> String? {
    let names = declarations.flatMap(\.names).filter { $0.hasPrefix("--") } + ["--help", "--version"]
    return Nearest.match(for: name, in: names.map { String($0.dropFirst(2)) }).map { "--" + $0 }
  }
}
