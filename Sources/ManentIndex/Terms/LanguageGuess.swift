/// The language of a text in Latin letters, by its function words (Grefenstette, "Comparing two language identification
/// schemes", 1995: from some ten words on they tell as well as character trigrams do).
///
/// The same text always has the same guess: the terms of a passage are made by it when it is indexed and once more when
/// it is read.
struct LanguageGuess {
  /// The words that were met. Each counts once: a name or a domain that comes often is no language.
  private var seen: [Int] = []
  private var weights = [Int](repeating: 0, count: TextLanguage.allCases.count)

  /// What a language's words must tell, at least: one that is its own alone, and one that it shares with one other. On
  /// 4,000 English passages of several collections no other language came this far.
  private static let least = FunctionWords.whole * 3 / 2

  /// The language of a text; English where that is not plain.
  static func language(of text: FoldedText) -> TextLanguage {
    var guess = LanguageGuess()
    text.bytes.withUnsafeBufferPointer { bytes in
      for word in text.words where word.script == .spaced {
        guess.note(UnsafeBufferPointer(rebasing: bytes[word.range]))
      }
    }
    return guess.language
  }

  @inline(__always)
  private mutating func note(_ word: UnsafeBufferPointer<UInt8>) {
    // Letters by themselves are options, cells and lists.
    guard word.count > 1, let entry = FunctionWords.entry(of: word), !seen.contains(entry.number) else { return }
    seen.append(entry.number)
    var languages = entry.languages
    while languages != 0 {
      weights[languages.trailingZeroBitCount] += entry.weight
      languages &= languages - 1
    }
  }

  private var language: TextLanguage {
    var best = TextLanguage.english
    for language in TextLanguage.latin where weights[Int(language.rawValue)] > weights[Int(best.rawValue)] {
      best = language
    }
    return weights[Int(best.rawValue)] >= Self.least ? best : .english
  }
}
