import ManentCore

extension CommandLineParser {
  /// What the options that every command has ask for.
  enum Request { case help, version }

  /// Takes a token that looks like an option, with its value.
  mutating func takeOptions(_ token: String) throws(UsageError) -> Request? {
    token.hasPrefix("--") ? try takeLong(token) : try takeShort(token)
  }

  private mutating func takeLong(_ token: String) throws(UsageError) -> Request? {
    let parts = token.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    let attached = parts.count > 1 ? String(parts[1]) : nil
    while true {
      if let (option, isNegated) = scope.option(long: name) {
        let shown = "--" + name
        if option.takesValue {
          let value = if let attached { attached } else { try nextValue(of: option, named: shown) }
          try store(value, in: option, named: shown)
        } else {
          guard attached == nil else { throw error(.unexpectedValue(option: shown)) }
          values[option.key, default: []].append(isNegated ? "false" : "true")
        }
        return nil
      }
      if name == "help" || name == "version" {
        guard attached == nil else { throw error(.unexpectedValue(option: "--" + name)) }
        return name == "help" ? .help : .version
      }
      try descendToDefault(orUnknown: "--" + name, in: "--" + name)
    }
  }

  private mutating func takeShort(_ token: String) throws(UsageError) -> Request? {
    var letters = token.dropFirst()
    while let letter = letters.popFirst() {
      let shown = "-\(letter)"
      if let option = scope.option(short: letter) {
        guard option.takesValue else {
          values[option.key, default: []].append("true")
          continue
        }
        let attached = letters.first == "=" ? letters.dropFirst() : letters
        let value = letters.isEmpty ? try nextValue(of: option, named: shown) : String(attached)
        try store(value, in: option, named: shown)
        return nil
      }
      if letter == "h" { return .help }
      if letter == "V" { return .version }
      try descendToDefault(orUnknown: shown, in: token)
      letters.insert(letter, at: letters.startIndex)
    }
    return nil
  }

  /// Goes on with the command that is meant when none is named, as the option may be one of that; else gives up.
  private mutating func descendToDefault(orUnknown name: String, in token: String) throws(UsageError) {
    if let command = path.command.defaultCommand { return descend(to: command) }
    let isOption = { (command: Command) in command.options.contains { $0.names.contains(name) } }
    if path.command.visibleSubcommands.contains(where: isOption) { throw error(.misplacedOption(name)) }
    // A long name may have been meant where one dash was typed: `-json`.
    let word = String(token.drop { $0 == "-" })
    let nearest = word.count > 1 ? scope.nearest(to: word) : nil
    throw error(.unknownOption(nearest == nil ? name : token), suggestion: nearest)
  }

  /// The token after an option, which has to be there and must not look like another option.
  private mutating func nextValue(of option: ParameterDeclaration, named name: String) throws(UsageError) -> String {
    guard let next = rest.first, !Self.looksLikeOption(next) else {
      throw error(.missingValue(option: name, placeholder: option.placeholder, next: rest.first))
    }
    return rest.removeFirst()
  }

  private mutating func store(_ value: String, in option: ParameterDeclaration, named name: String) throws(UsageError) {
    try check(value, of: option, named: "'\(name)'")
    values[option.key, default: []].append(value)
  }

  /// Refuses a value that is not of the kind that the parameter takes.
  func check(_ value: String, of parameter: ParameterDeclaration, named name: String) throws(UsageError) {
    guard !parameter.accepts(value) else { return }
    let expected = parameter.choices.map { "one of " + $0.joined(separator: ", ") } ?? parameter.kind
    throw error(
      .invalidValue(value, parameter: name, expected: expected),
      suggestion: parameter.choices.flatMap { Nearest.match(for: value, in: $0) })
  }
}
