extension CommandLineParser {
  /// The invocation, when all that was given fits together.
  mutating func invocation() throws(UsageError) -> Invocation {
    let positionals = path.command.positionals
    try assign(to: positionals)
    for option in scope.declarations where values[option.key] == nil {
      guard let name = option.environment, let value = environment[name], !value.isEmpty else { continue }
      try check(value, of: option, named: "$" + name)
      values[option.key] = [value]
    }
    for parameter in scope.declarations + positionals { values[parameter.key, default: []] += [] }
    return Invocation(path: path, environment: environment, values: values)
  }

  /// Deals the words out: each parameter takes as many as it may while those after it still get what they need.
  private mutating func assign(to positionals: [ParameterDeclaration]) throws(UsageError) {
    var left = words[...]
    var reserved = positionals.reduce(0) { $0 + $1.bounds.lowerBound }
    for parameter in positionals {
      let bounds = parameter.bounds
      reserved -= bounds.lowerBound
      let count = min(bounds.upperBound, max(bounds.lowerBound, left.count - reserved))
      guard count <= left.count else { throw error(.missingArgument(parameter.placeholder)) }
      for word in left.prefix(count) {
        try check(word, of: parameter, named: parameter.placeholder)
        values[parameter.key, default: []].append(word)
      }
      left = left.dropFirst(count)
    }
    if let word = left.first { throw error(.unexpectedArgument(word)) }
  }
}
