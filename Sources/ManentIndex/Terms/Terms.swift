/// Text as full text sees it: words become terms that FTS5 stores and looks up.
///
/// Words are folded (`FoldedText`) and cut to their stems (`Stemmer`) by the language of the text they are in; scripts without spaces give
/// overlapping pairs or triples of characters (`WordScript`; character n-grams do as well as words there and need
/// no dictionary: McNamee and Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval", 2004).
/// A question goes through the same steps, so that the tokenizer of FTS5 has nothing left to decide.
public enum Terms {
  /// What the FTS5 table's `tokenize` is to be: a term holds only `a` to `z`, digits and bytes beyond ASCII, and this
  /// tokenizer parts exactly at everything else.
  public static let tokenizer = "ascii"

  /// The term that tells of a passage's language; no text has one, since a term of a text holds no `_`.
  static func mark(of language: TextLanguage) -> String { "_" + language.code }

  /// The terms of some words one after another, as passages of each language that an index has hold them; different ones.
  public static func phrases(_ words: String, in vocabulary: some Vocabulary) throws -> [[String]] {
    let folded = FoldedText(Array(words.utf8), for: .terms)
    return try ([.english] + languages(in: vocabulary)).reduce(into: []) { phrases, language in
      let phrase = indexText(folded, language).split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      if !phrase.isEmpty, !phrases.contains(phrase) { phrases.append(phrase) }
    }
  }

  /// The languages other than English that the passages of an index are in, those of the most passages first.
  static func languages(in vocabulary: some Vocabulary) throws -> [TextLanguage] {
    let marks = try vocabulary.terms(from: "_", to: "`").sorted { $0.chunks > $1.chunks }
    return marks.compactMap { mark in TextLanguage.latin.first { Self.mark(of: $0) == mark.term } }
  }

  /// The terms of a text in Latin letters as English has them, with a space between them, as FTS5 is to be given it.
  /// - Parameter text: UTF-8; bytes that are not are taken for punctuation.
  public static func indexText(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    indexText(FoldedText(text, for: .terms), .english)
  }

  private static func indexText(_ text: FoldedText, _ language: TextLanguage) -> [UInt8] {
    var index: [UInt8] = []
    index.reserveCapacity(text.bytes.count + text.bytes.count / 8)
    forEach(in: text, language) { term, _ in
      if !index.isEmpty { index.append(0x20) }
      index.append(contentsOf: term)
    }
    return index
  }

  /// The terms of a passage and of what it is found by beside its words, with a space between them.
  ///
  /// They are cut by the language of the passage. Where that is another than English its mark (``mark(of:)``) is one more
  /// term, so that the index knows the languages that a question is to be cut by.
  /// - Parameters:
  ///   - text: the passage in UTF-8.
  ///   - trail: the name of its document and what stands above it.
  public static func indexText(_ text: UnsafeBufferPointer<UInt8>, trail: String) -> [UInt8] {
    var above = trail
    let folded = FoldedText(text, for: .terms)
    let language = LanguageGuess.language(of: folded)
    var index =
      above.withUTF8 { indexText(FoldedText($0, for: .terms), language) } + [0x20] + indexText(folded, language)
    if language != .english { index += [0x20] + mark(of: language).utf8 }
    // A word of Chinese, Japanese or Korean may be one character, which no pair is.
    folded.bytes.withUnsafeBufferPointer { bytes in
      for word in folded.words where word.script == .paired && word.characters > 1 {
        forEachGram(in: UnsafeBufferPointer(rebasing: bytes[word.range]), of: 1) { character in
          index.append(0x20)
          index.append(contentsOf: character)
        }
      }
    }
    return index
  }

  /// The terms of a text, with a space between them, as FTS5 is to be given it.
  public static func indexText(_ text: String) -> String {
    var text = text
    return String(decoding: text.withUTF8 { indexText($0) }, as: UTF8.self)
  }

  /// Calls a closure with the bytes of each term and the word that it came from.
  ///
  /// - Parameter language: that of the text, which decides how words in Latin letters are cut.
  static func forEach(
    in text: FoldedText, _ language: TextLanguage = .english, _ body: (UnsafeBufferPointer<UInt8>, FoldedWord) -> Void
  ) {
    let stemmer = Stemmer()
    text.forEachWord { word, folded, written in
      if word.script == .spaced {
        stemmer.stem(folded, written: written, language)
        stemmer.term.withUnsafeBufferPointer { body($0, word) }
      } else {
        forEachGram(in: folded, of: word.script.gram) { body($0, word) }
      }
    }
  }

  /// Calls a closure with each run of so many characters; once with all of a text that has no more.
  static func forEachGram(
    in text: UnsafeBufferPointer<UInt8>, of size: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var end = 0
    for _ in 0..<size where end < text.count { end += UTF8Reading.length(startingWith: text[end]) }
    var start = 0
    while true {
      body(UnsafeBufferPointer(rebasing: text[start..<min(end, text.count)]))
      guard end < text.count else { return }
      start += UTF8Reading.length(startingWith: text[start])
      end += UTF8Reading.length(startingWith: text[end])
    }
  }
}
