/// A word of a text in its folded form, and where it stands.
public struct TextWord: Sendable, Equatable {
  /// In lower case and without accents; a run of a script without spaces is one word.
  public let folded: String
  /// Whether the script puts no spaces between words, so that a run may be a whole sentence.
  public let isRun: Bool
  /// Where it begins in the text's UTF-8.
  public let start: Int
  /// Whether it says nothing about a subject: "what", "the", "please"; false for a run.
  public let isCommon: Bool

  /// The words of a text, in order.
  public static func words(of text: String) -> [TextWord] {
    let folded = FoldedText(text)
    return folded.bytes.withUnsafeBufferPointer { bytes in
      folded.words.map { word in
        let characters = UnsafeBufferPointer(rebasing: bytes[word.range])
        return TextWord(
          folded: String(decoding: characters, as: UTF8.self), isRun: word.script != .spaced, start: Int(word.source),
          isCommon: word.script == .spaced && CommonWords.contains(characters))
      }
    }
  }
}
