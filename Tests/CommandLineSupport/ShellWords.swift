/// Takes a line of shell apart, as far as the examples of commands need it.
package enum ShellWords {
  /// The commands of a line with their words; redirections are left out, variables stay as they are.
  package static func commands(in line: String) -> [[String]] {
    let (line, inner) = substitutions(in: line)
    var commands: [[String]] = [[]]
    var word: String?
    var quote: Character?
    var skipsWord = false
    func endWord() {
      if let word, !skipsWord { commands[commands.count - 1].append(word) }
      if word != nil { skipsWord = false }
      word = nil
    }
    var characters = line.makeIterator()
    while let character = characters.next() {
      switch (quote, character) {
      case (character, _): quote = nil
      case ("'", _): word?.append(character)
      case (_, "\\"): word = (word ?? "") + (characters.next().map { String($0) } ?? "")
      case (.some, _): word?.append(character)
      case (nil, "'"), (nil, "\""):
        quote = character
        word = word ?? ""
      case (nil, " "): endWord()
      case (nil, "|"), (nil, ";"), (nil, "&"):
        endWord()
        commands.append([])
      case (nil, ">"), (nil, "<"):
        endWord()
        skipsWord = true
      default: word = (word ?? "") + String(character)
      }
    }
    endWord()
    return commands.filter { !$0.isEmpty } + inner.flatMap { Self.commands(in: $0) }
  }

  /// A line without what stands in `$(…)` and `<(…)`, and those parts.
  private static func substitutions(in line: String) -> (line: String, inner: [String]) {
    var (rest, inner) = (line, [String]())
    while let start = ["$(", "<("].compactMap({ rest.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }),
      let end = rest[start.upperBound...].firstIndex(of: ")")
    {
      inner.append(String(rest[start.upperBound..<end]))
      rest.replaceSubrange(start.lowerBound...end, with: "_")
    }
    return (rest, inner)
  }
}
