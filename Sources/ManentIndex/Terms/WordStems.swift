/// The terms of single words as the passages of some languages have them. One thread uses it at a time.
public final class WordStems {
  private let languages: [TextLanguage]
  private let stemmer = Stemmer()

  /// Stems as English has them, and as some other languages do.
  public init(_ languages: [TextLanguage] = []) { self.languages = [.english] + languages }

  /// The different stems of a word; of several words those of each; nothing of a script without spaces.
  /// - Parameter word: UTF-8 as it is written.
  public func stems(of word: some Collection<UInt8>) -> [String] {
    var stems: [String] = []
    FoldedText(Array(word), for: .terms).forEachWord { word, folded, written in
      guard word.script == .spaced else { return }
      for language in languages {
        stemmer.stem(folded, written: written, language)
        let stem = String(decoding: stemmer.term, as: UTF8.self)
        if !stems.contains(stem) { stems.append(stem) }
      }
    }
    return stems
  }
}
