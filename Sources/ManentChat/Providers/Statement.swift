import ManentIndex

/// Tells a message that states something from one that asks.
enum Statement {
  /// Whether a message states something, such as "the PIN of the safe is 4711": no question mark, no word of a question
  /// at its beginning, and more after the verb that joins subject and statement.
  ///
  /// What somebody tells may be a secret, so that no word of it is repeated.
  static func isOne(_ message: String) -> Bool {
    guard !message.contains(where: { "?？؟".contains($0) }) else { return false }
    if message.contains(where: { ":=：".contains($0) }) { return true }
    if message.unicodeScalars.contains(where: { $0 == "是" }) {
      return !message.contains("什么") && !message.contains("吗")
    }
    if message.contains("คือ") || message.contains("เป็น") {
      return !message.contains("อะไร") && !message.contains("ไหน")
    }
    let words = message.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    guard let first = words.first, !asking.contains(first) else { return false }
    return words.dropFirst().dropLast().contains { joining.contains($0) }
  }

  /// Verbs that join a subject to what is said of it, in the languages that small talk knows.
  private static let joining: Set<Substring> = [
    "is", "are", "was", "were", "isn't", "am", "ist", "sind", "war", "lautet", "heißt", "bin", "es", "son", "era",
    "soy",
    "est", "sont", "était", "suis", "é", "são", "foi", "è", "sono", "adalah", "ialah", "merupakan",
  ]

  /// First words of questions.
  private static let asking: Set<Substring> = [
    "what", "what's", "which", "who", "whose", "whom", "when", "where", "why", "how", "is", "are", "was", "were", "am",
    "do", "does", "did", "can", "could", "will", "would", "should", "may", "must", "has", "have", "tell", "show",
    "find",
    "explain", "list", "was", "wer", "wem", "wen", "wessen", "wann", "wo", "wohin", "woher", "warum", "wie", "welche",
    "welcher", "welches", "ist", "sind", "kann", "darf", "muss", "hat", "gibt", "qué", "que", "quién", "quien",
    "cuándo",
    "cuando", "dónde", "donde", "cómo", "como", "cuál", "cual", "cuánto", "cuanto", "por", "es", "hay", "quel",
    "quelle",
    "quels", "quelles", "qui", "quand", "où", "pourquoi", "comment", "combien", "est", "sont", "qu'est", "qual", "quem",
    "quando", "onde", "porque", "quanto", "é", "che", "chi", "dove", "perché", "come", "quale", "è", "apa", "apakah",
    "siapa", "kapan", "mengapa", "kenapa", "bagaimana", "berapa", "mana",
  ]
}
