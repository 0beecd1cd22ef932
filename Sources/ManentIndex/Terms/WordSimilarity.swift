/// How alike two different words are: the same word with a typing error, another form of it, or a part of a compound.
struct WordSimilarity {
  private var table = EditDistance()

  /// Similarity of a word with a typing error: one edit, or two in a word of eight letters or more.
  static let typingError: Float = 0.8
  /// Similarity of words that share their beginning: "conquest" and "conquered".
  static let sameBeginning: Float = 0.6
  /// Similarity of a word and a compound with it: "system" and "Regierungssystem".
  static let compound: Float = 0.5

  /// The shortest word that is compared.
  static let shortest = 4
  /// Letters that words share at least when they are alike in a part.
  private static let shortestPart = 5

  /// Edits that still make the same word.
  @inline(__always)
  static func editLimit(length: Int) -> Int { length >= 8 ? 2 : 1 }

  /// Whether two words may be alike; rules out nearly all that are not.
  @inline(__always)
  static func isPossible(_ first: ComparableWord.Outline, _ second: ComparableWord.Outline) -> Bool {
    let length = min(first.length, second.length)
    guard length >= shortest, !first.isNumber, !second.isNumber else { return false }
    let limit = editLimit(length: length)
    if abs(first.length - second.length) <= limit, (first.letters ^ second.letters).nonzeroBitCount <= 2 * limit {
      return true
    }
    guard length >= shortestPart else { return false }
    if first.first == second.first { return true }
    let (shorter, longer) =
      first.length < second.length ? (first.letters, second.letters) : (second.letters, first.letters)
    return shorter & ~longer == 0
  }

  /// 0 for unlike words, else one of the constants.
  mutating func similarity(_ first: borrowing ComparableWord, _ second: borrowing ComparableWord) -> Float {
    guard Self.isPossible(first.outline, second.outline) else { return 0 }
    let (shorter, longer) =
      first.characters.count <= second.characters.count
      ? (first.characters, second.characters) : (second.characters, first.characters)
    let limit = Self.editLimit(length: shorter.count)
    if table.distance(shorter, longer, limit: limit) <= limit { return Self.typingError }
    guard shorter.count >= Self.shortestPart else { return 0 }
    let shared = zip(shorter, longer).prefix { $0 == $1 }.count
    if shared >= Self.shortestPart, shared * 5 >= longer.count * 3 { return Self.sameBeginning }
    return Self.contains(longer, shorter) ? Self.compound : 0
  }

  private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    for start in 0...(text.count - part.count) where text[start] == part[0] {
      if (1..<part.count).allSatisfy({ text[start + $0] == part[$0] }) { return true }
    }
    return false
  }
}
