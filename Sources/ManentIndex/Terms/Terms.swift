/// Text as full text sees it: words become terms that FTS5 stores and looks up.
///
/// Words are folded (`FoldedText`) and cut to their stems (`Stemmer`); scripts without spaces give
/// overlapping pairs or triples of characters (`WordScript`; character n-grams do as well as words there and need
/// no dictionary: McNamee and Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval", 2004).
/// A question goes through the same steps, so that the tokenizer of FTS5 has nothing left to decide.
public enum Terms {
  /// What the FTS5 table's `tokenize` is to be: a term holds only `a` to `z`, digits and bytes beyond ASCII, and this
  /// tokenizer parts exactly at everything else.
  public static let tokenizer = "ascii"

  /// The terms of a text, with a space between them, as FTS5 is to be given it.
  /// - Parameter text: UTF-8; bytes that are not are taken for punctuation.
  public static func indexText(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var index: [UInt8] = []
    index.reserveCapacity(text.count + text.count / 8)
    let folded = FoldedText(text, for: .terms)
    forEach(in: folded) { term, _ in
      if !index.isEmpty { index.append(0x20) }
      index.append(contentsOf: term)
    }
    return index
  }

  /// The terms of a passage and of what it is found by beside its words, with a space between them.
  /// - Parameters:
  ///   - text: the passage in UTF-8.
  ///   - trail: the name of its document and what stands above it.
  public static func indexText(_ text: UnsafeBufferPointer<UInt8>, trail: String) -> [UInt8] {
    var above = trail
    var index = above.withUTF8 { indexText($0) } + [0x20] + indexText(text)
    // A word of Chinese, Japanese or Korean may be one character, which no pair is.
    let folded = FoldedText(text, for: .terms)
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
  static func forEach(in text: FoldedText, _ body: (UnsafeBufferPointer<UInt8>, FoldedWord) -> Void) {
    let stemmer = Stemmer()
    text.bytes.withUnsafeBufferPointer { bytes in
      for word in text.words {
        let characters = UnsafeBufferPointer(rebasing: bytes[word.range])
        if word.script == .spaced {
          stemmer.stem(characters)
          stemmer.word.withUnsafeBufferPointer { body($0, word) }
        } else {
          forEachGram(in: characters, of: word.script.gram) { body($0, word) }
        }
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
