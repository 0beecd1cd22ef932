/// Messages that have no subject of their own and mean that of the question before.
enum FollowUp {
  /// Whether a message asks for more of the same: «Tell me more», «Why?», «Continue». Greetings and thanks do not.
  static func isOne(_ message: String) -> Bool {
    let words = message.lowercased().split { !$0.isLetter }.map(String.init)
    return words.contains(where: cues.contains) || (words.count <= 2 && words.contains(where: shortCues.contains))
  }

  /// What asks for more when next to nothing else is said: «And how?», «Go on».
  private static let shortCues: Set<String> = [
    "how", "when", "where", "who", "which", "on", "wie", "wann", "wo", "wer",
  ]

  private static let cues: Set<String> = [
    "more", "else", "further", "continue", "elaborate", "explain", "detail", "details", "why", "example", "examples",
    "mehr", "weiter", "warum", "wieso", "erkläre", "genauer",
  ]
}
