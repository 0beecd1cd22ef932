/// Where sentences end in scripts that write no full stop and put spaces between clauses: Thai, Lao, Khmer, Burmese.
enum UnstoppedText {
  /// A break needs a sentence of about forty letters before it when a word follows that likes to begin one…
  private static let shortLength = 120
  /// …and of about a hundred otherwise.
  private static let longLength = 300

  /// Thai words that often begin a sentence: besides, however, but, he, she, they, when, after, later, since,
  /// therefore, in the year, during, while.
  private static let starters = [
    "นอกจาก", "อย่างไร", "แต่", "เขา", "เธอ", "พวกเขา", "เมื่อ", "หลังจาก", "ต่อมา", "เนื่องจาก", "ดังนั้น", "ในปี", "ในช่วง",
    "ในขณะ",
  ].map { Array($0.utf8) }

  /// Whether the space at `index` ends the sentence that begins at `start`.
  static func isBreak(_ text: TextBytes, at index: Int, start: Int) -> Bool {
    guard index - start >= shortLength else { return false }
    let next = text.scalar(at: index + 1).value
    let previous = text.scalar(before: index, from: start).value
    // ๆ repeats the word before it and has a space on both sides.
    guard Script.isUnstopped(previous), previous != 0x0E46, Script.isUnstopped(next), next != 0x0E46 else {
      return false
    }
    return index - start >= longLength || starters.contains { starts(text, at: index + 1, with: $0) }
  }

  private static func starts(_ text: TextBytes, at index: Int, with word: [UInt8]) -> Bool {
    word.indices.allSatisfy { text[index + $0] == word[$0] }
  }
}
