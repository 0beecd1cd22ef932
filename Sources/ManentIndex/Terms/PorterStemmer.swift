/// Cuts English words to their stems: "connected", "connection" and "connecting" all become "connect".
///
/// M. F. Porter (1980), "An algorithm for suffix stripping", with the three changes that the author made to his
/// reference program: `logi` becomes `log`, `bli` becomes `ble`, words of one or two letters stay. Words of other
/// languages lose an ending here and there, but those of the question and of the document lose the same.
struct PorterStemmer {
  /// The word being cut; after ``stem(_:)`` its stem.
  private(set) var word: [UInt8] = []
  /// The length of the word without the suffix that was last looked for.
  private var stemLength = 0

  /// Makes ``word`` the stem of a folded word; one with anything but `a` to `z` stays as it is.
  mutating func stem(_ folded: UnsafeBufferPointer<UInt8>) {
    word.removeAll(keepingCapacity: true)
    word.append(contentsOf: folded)
    guard word.count > 2, word.allSatisfy({ $0 &- 0x61 < 26 }) else { return }
    removePlural()
    removePastAndProgressive()
    if hasSuffix("y"), hasVowel(upTo: stemLength) { replaceSuffix(with: "i") }
    applyFirst(Self.doubleSuffixes, measure: 1)
    applyFirst(Self.adjectiveSuffixes, measure: 1)
    removeNounSuffix()
    tidy()
  }

  // MARK: Steps

  /// Step 1a: caresses, ponies, cats.
  private mutating func removePlural() {
    if hasSuffix("sses") || hasSuffix("ies") {
      word.removeLast(2)
    } else if !hasSuffix("ss"), hasSuffix("s") {
      word.removeLast()
    }
  }

  /// Step 1b: agreed, plastered, motoring.
  private mutating func removePastAndProgressive() {
    if hasSuffix("eed") {
      if measure(stemLength) > 0 { word.removeLast() }
      return
    }
    guard hasSuffix("ed") || hasSuffix("ing"), hasVowel(upTo: stemLength) else { return }
    word.removeLast(word.count - stemLength)
    if hasSuffix("at") || hasSuffix("bl") || hasSuffix("iz") {
      word.append(UInt8(ascii: "e"))
    } else if endsInDoubleConsonant, let last = word.last, !"lsz".utf8.contains(last) {
      word.removeLast()
    } else if measure(word.count) == 1, endsInShortSyllable(word.count) {
      word.append(UInt8(ascii: "e"))
    }
  }

  /// Steps 2 and 3: the suffix that fits, if enough is left before it.
  private mutating func applyFirst(_ rules: [(suffix: StaticString, replacement: StaticString)], measure least: Int) {
    for rule in rules where hasSuffix(rule.suffix) {
      if measure(stemLength) >= least { replaceSuffix(with: rule.replacement) }
      return
    }
  }

  /// Step 4: revival, adjustable, adoption.
  private mutating func removeNounSuffix() {
    for suffix in Self.nounSuffixes where hasSuffix(suffix) {
      if measure(stemLength) > 1 { word.removeLast(word.count - stemLength) }
      return
    }
    if hasSuffix("ion"), stemLength > 0, "st".utf8.contains(word[stemLength - 1]), measure(stemLength) > 1 {
      word.removeLast(3)
    }
  }

  /// Step 5: probate, controll.
  private mutating func tidy() {
    if hasSuffix("e") {
      let measure = measure(stemLength)
      if measure > 1 || measure == 1 && !endsInShortSyllable(stemLength) { word.removeLast() }
    }
    if hasSuffix("ll"), measure(word.count) > 1 { word.removeLast() }
  }

  // MARK: Conditions

  private mutating func hasSuffix(_ suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    guard length <= word.count else { return false }
    let start = word.count - length
    for index in 0..<length where word[start + index] != suffix.utf8Start[index] { return false }
    stemLength = start
    return true
  }

  private mutating func replaceSuffix(with replacement: StaticString) {
    word.removeLast(word.count - stemLength)
    for index in 0..<replacement.utf8CodeUnitCount { word.append(replacement.utf8Start[index]) }
  }

  private func isConsonant(_ index: Int) -> Bool {
    switch word[index] {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: false  // a e i o u
    case 0x79: index == 0 || !isConsonant(index - 1)  // y
    default: true
    }
  }

  private func hasVowel(upTo end: Int) -> Bool {
    (0..<end).contains { !isConsonant($0) }
  }

  /// How many times a vowel is followed by a consonant.
  private func measure(_ end: Int) -> Int {
    var count = 0
    var afterVowel = false
    for index in 0..<end {
      let consonant = isConsonant(index)
      if consonant, afterVowel { count += 1 }
      afterVowel = !consonant
    }
    return count
  }

  private var endsInDoubleConsonant: Bool {
    word.count > 1 && word[word.count - 1] == word[word.count - 2] && isConsonant(word.count - 1)
  }

  /// Consonant, vowel, consonant other than w, x and y: hop, fil.
  private func endsInShortSyllable(_ end: Int) -> Bool {
    guard end > 2, isConsonant(end - 1), !isConsonant(end - 2), isConsonant(end - 3) else { return false }
    return !"wxy".utf8.contains(word[end - 1])
  }

  // MARK: Suffixes, the longer before the shorter they end with

  private static let doubleSuffixes: [(suffix: StaticString, replacement: StaticString)] = [
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
    ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
    ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
    ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
  ]

  private static let adjectiveSuffixes: [(suffix: StaticString, replacement: StaticString)] = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
  ]

  private static let nounSuffixes: [StaticString] = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
  ]
}
