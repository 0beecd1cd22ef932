/// Decides whether a stop ends a sentence, from the word before it and what comes after it.
struct StopRules {
  let text: TextBytes
  let range: Range<Int>
  private(set) var unit: Range<Int>
  private var beginsSmall = false
  private var german: Bool?

  init(_ text: TextBytes, within range: Range<Int>) {
    self.text = text
    self.range = range
    unit = range
  }

  /// Tells the rules which unit the next stops are in.
  mutating func begin(_ unit: Range<Int>) {
    self.unit = unit
    beginsSmall = Script.isSmall(text.scalar(at: firstLetter(from: unit.lowerBound)).value)
  }

  /// Judges a full stop that needs no white space after it. Returns where the sentence ends, if it does, and how far
  /// to go on.
  func wideStop(at index: Int, length: Int) -> (end: Int?, width: Int) {
    // The full-width point of Japanese and Chinese papers also stands in numbers.
    if text.scalar(at: index).value == 0xFF0E, isDigit(text.scalar(at: index + length).value) { return (nil, length) }
    let run = closersEnd(stopsEnd(index))
    // 「…。」と言った: a small kana after the closing bracket carries the sentence on.
    let closed = text.scalar(before: run, from: index).value
    if !Script.isFullStop(closed), carriesOn(text.scalar(at: run).value) { return (nil, run - index) }
    return (min(run, unit.upperBound), run - index)
  }

  /// Judges `.`, `!`, `?` or `…`. Returns where the sentence ends, if it does, and how far to go on.
  mutating func latinStop(at index: Int) -> (end: Int?, width: Int) {
    let run = stopsEnd(index)
    let end = notesEnd(closersEnd(run))
    let width = end - index
    guard end < unit.upperBound else { return (unit.upperBound, width) }
    let after = text.scalar(at: end)
    guard text.blankWidth(at: end, to: unit.upperBound) > 0 else {
      // Chinese, Japanese and Thai go on without a space.
      let goesOn = Script.isEastAsian(after.value) && text[index] != UInt8(ascii: ".")
      return (goesOn && !carriesOn(after.value) ? end : nil, width)
    }
    let next = firstLetter(from: end)
    guard next < unit.upperBound else { return (unit.upperBound, width) }
    return (endsSentence(stop: index, run: run, end: end, next: next) ? end : nil, width)
  }

  private mutating func endsSentence(stop: Int, run: Int, end: Int, next: Int) -> Bool {
    let following = text.scalar(at: next).value
    if following == 0x2E || following == 0x2026 { return false }
    let word = wordBefore(stop)
    let isSmall = Script.isSmall(following)
    // "word ." with a space before the stop is how old collections mark an end.
    if word.isEmpty, run == stop + 1, stop > unit.lowerBound, isASCIIBlank(text[stop - 1]) { return true }
    if text[stop] == UInt8(ascii: "?") || text[stop] == UInt8(ascii: "!") {
      return !isSmall || (end == run && (text[stop] == UInt8(ascii: "?") || beginsSmall))
    }
    if isSmall, !(beginsSmall && end == run && run == stop + 1) { return false }
    // "…" and "..." end a sentence when a capital follows; no abbreviation is written so.
    guard run == stop + 1, text[stop] == UInt8(ascii: ".") else { return true }
    return !isAbbreviation(word, next: next, following: following)
  }

  private mutating func isAbbreviation(_ word: Range<Int>, next: Int, following: UInt32) -> Bool {
    guard !word.isEmpty else { return false }
    let startsUnit = word.lowerBound == unit.lowerBound
    if isNumber(word) {
      if startsUnit { return true }
      let standsAlone = isASCIIBlank(text[word.lowerBound - 1]) || Script.isOpener(UInt32(text[word.lowerBound - 1]))
      return word.count <= 2 && standsAlone && isGermanOrdinal(next)
    }
    let letters = scalarCount(word)
    if letters == 1, startsUnit { return true }
    // Thai writes no full stop but for abbreviations: กม., พ.ศ., ดร.
    if letters <= 4, Script.isUnstopped(text.scalar(before: word.upperBound, from: word.lowerBound).value) {
      return true
    }
    if KnownWords.titles.contains(text, word) { return true }
    if KnownWords.beforeNumbers.contains(text, word), isDigit(following) { return true }
    let isShort = letters == 1 || isDotted(word) || KnownWords.endings.contains(text, word)
    if isShort { return beginsPair(word, next) || !KnownWords.starters.contains(text, wordAt(next)) }
    // Ludwig XIV. and other rulers count as ordinals do.
    return isRoman(word) && isGermanOrdinal(next)
  }

  /// Two single small letters in a row are one abbreviation (`z. B.`, `u. a.`, `e. g.`), whatever follows the first.
  private func beginsPair(_ word: Range<Int>, _ next: Int) -> Bool {
    guard word.count == 1, text[word.lowerBound] >= 0x61, text[word.lowerBound] <= 0x7A else { return false }
    return text[next + 1] == UInt8(ascii: ".")
  }

  private mutating func isGermanOrdinal(_ next: Int) -> Bool {
    guard isGerman() else { return false }
    return !KnownWords.starters.contains(text, wordAt(next))
  }

  /// Whether the text reads as German: looked up once, when an ordinal asks.
  private mutating func isGerman() -> Bool {
    if let german { return german }
    var count = 0
    var index = range.lowerBound
    // A page is enough to tell a language.
    let end = min(range.upperBound, index + 4096)
    while index < end, count < 2 {
      let word = wordAt(index)
      if KnownWords.german.contains(text, word) { count += 1 }
      index = max(word.upperBound, index) + 1
    }
    german = count >= 2
    return count >= 2
  }
}
