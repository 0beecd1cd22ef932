/// Words as a shell would take them: separated by white space, with quotes and backslashes.
enum SlashWords {
  /// The words of a text; a quote that is not closed reaches to the end.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }

  /// A word as it has to be typed to be taken for one.
  static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { !$0.isWhitespace && !"\"'\\".contains($0) }
    return isPlain ? word : word.map { $0.isWhitespace || "\"'\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
