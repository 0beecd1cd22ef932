/// A text reduced to what counts when words are compared: letters and digits in lower case, without accents, cut into
/// words.
///
/// Everything that indexes, embeds or compares words begins here, so that all agree on what a word is. Bytes that are
/// not UTF-8 separate words, as punctuation does.
struct FoldedText {
  /// What the words are for.
  enum Use {
    /// The features of vectors, whose fingerprint promises that they never change.
    case vectors
    /// The terms of full text: characters stand for what they are compatible with, and the parts of an identifier, the
    /// whole of a word with a hyphen, an option and an emoji are words too.
    case terms
  }

  /// The folded words, one after another.
  private(set) var bytes: [UInt8] = []
  /// The words in the order of the text; parts of a word follow it.
  private(set) var words: [FoldedWord] = []
  /// The words with accents in small letters, as they are written, one after another; only for terms, whose stems they
  /// are cut to by these.
  private(set) var written: [UInt8] = []

  /// What is longer is no word of any language; more of it tells nothing.
  static let longestWord = 64

  private let use: Use
  /// Where the parts of the identifier at hand begin, in the folded bytes.
  private var borders: [Int32] = []
  /// The last two letters of it: 0 for a small one or a digit, 1 for a capital.
  private var isCapital = (last: false, before: false)
  /// Where the word at hand begins in ``written``, once it has an accent.
  private var accented: Int?
  /// Where the word before ended in the text, for one that a hyphen joins to it.
  private var ended: (word: FoldedWord, source: Int)?

  init(_ text: [UInt8], for use: Use) { self = text.withUnsafeBufferPointer { FoldedText($0, for: use) } }

  init(_ text: UnsafeBufferPointer<UInt8>, for use: Use = .vectors) {
    self.use = use
    // Offsets are 32 bits wide; documents end long before (`max_document_bytes`).
    let text = UnsafeBufferPointer(rebasing: text.prefix(Int(Int32.max) / 2))
    bytes.reserveCapacity(text.count)
    words.reserveCapacity(text.count / 5 + 1)
    var word: FoldedWord?
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        if let folded = Folding.ascii(byte) {
          if word?.script != .spaced { begin(&word, .spaced, at: position, in: text) }
          if word.map({ $0.characters < Self.longestWord }) ?? false {
            if use == .terms { noteCase(byte, word) }
            bytes.append(folded)
            if accented != nil { written.append(folded) }
            word?.characters += 1
          }
        } else if word != nil {
          finish(&word, at: position, in: text)
        }
        position += 1
      } else {
        var (scalar, length) = UTF8Reading.scalar(in: text, at: position)
        if use == .terms, let syllable = CompatibleForm.syllable(in: text, at: position) { (scalar, length) = syllable }
        fold(scalar, at: position, &word, in: text)
        position += length
      }
    }
    finish(&word, at: text.count, in: text)
  }

  /// Calls a closure with each word, its folded letters, and the letters with their accents (the folded ones where there
  /// are none).
  @inline(__always)
  func forEachWord(
    _ body: (FoldedWord, _ folded: UnsafeBufferPointer<UInt8>, _ written: UnsafeBufferPointer<UInt8>) -> Void
  ) {
    bytes.withUnsafeBufferPointer { bytes in
      written.withUnsafeBufferPointer { written in
        for word in words {
          let folded = UnsafeBufferPointer(rebasing: bytes[word.range])
          guard !word.written.isEmpty else {
            body(word, folded, folded)
            continue
          }
          let range = Int(word.written.lowerBound)..<Int(word.written.upperBound)
          body(word, folded, UnsafeBufferPointer(rebasing: written[range]))
        }
      }
    }
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { FoldedText($0) }
  }

  /// One character beyond ASCII.
  private mutating func fold(
    _ scalar: UInt32, at position: Int, _ word: inout FoldedWord?, in text: UnsafeBufferPointer<UInt8>
  ) {
    if use == .terms, foldForTerms(scalar, at: position, &word, in: text) { return }
    switch Folding.kind(of: scalar) {
    case .ignored:
      if use == .terms, let word, word.script == .spaced, AccentedLetter.isAccent(scalar) {
        beginWritten(word)
        AccentedLetter.join(scalar, toLastOf: &written)
      }
    case .separator: finish(&word, at: position, in: text)
    case .mark:
      if word != nil { append(scalar, &word) }
    case .letter(let script):
      if word?.script != script { begin(&word, script, at: position, in: text) }
      append(scalar, &word)
    }
  }

  /// A character that full text takes for others; `false` for the rest.
  private mutating func foldForTerms(
    _ scalar: UInt32, at position: Int, _ word: inout FoldedWord?, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch scalar {
    case 0x640: return true  // Arabic tatweel
    case 0x3099, 0x309A, 0xFF9E, 0xFF9F:
      guard word?.script == .paired, bytes.count >= 3 else { return true }
      let last = bytes.suffix(3)
      let kana = last.reduce(0) { $0 << 6 | UInt32($1 & 0x3F) } & 0xFFFF
      bytes.removeLast(3)
      UTF8Reading.append(CompatibleForm.voiced(kana, half: scalar == 0x309A || scalar == 0xFF9F), to: &bytes)
      return true
    case 0x1F3FB...0x1F3FF: return true  // skin tones
    case 0x2600...0x27BF, 0x1F000...0x1FAFF:
      // An emoji is a word.
      finish(&word, at: position, in: text)
      begin(&word, .spaced, at: position, in: text)
      append(scalar, &word)
      finish(&word, at: position, in: text)
      return true
    default: break
    }
    guard let form = CompatibleForm.of(scalar) else { return false }
    for part in form.unicodeScalars {
      if let folded = part.isASCII ? UInt8(exactly: part.value) : nil {
        if word?.script != .spaced { begin(&word, .spaced, at: position, in: text) }
        if word.map({ $0.characters < Self.longestWord }) ?? false {
          bytes.append(folded)
          if accented != nil { written.append(folded) }
          word?.characters += 1
        }
      } else if case .letter(let script) = Folding.kind(of: part.value) {
        if word?.script != script { begin(&word, script, at: position, in: text) }
        append(part.value, &word)
      }
    }
    return true
  }

  private mutating func append(_ scalar: UInt32, _ word: inout FoldedWord?) {
    guard let current = word, current.script != .spaced || current.characters < Self.longestWord else { return }
    let start = bytes.count
    Folding.append(scalar, to: &bytes)
    word?.characters += 1
    guard use == .terms, current.script == .spaced else { return }
    let length = written.count
    UTF8Reading.append(AccentedLetter.small(scalar), to: &written)
    if accented == nil {
      // A letter that is folded to itself is no accent.
      let isPlain = written[length...].elementsEqual(bytes[start...])
      written.removeSubrange(length...)
      guard !isPlain else { return }
      accented = length
      written.append(contentsOf: bytes[Int(current.start)..<start])
      UTF8Reading.append(AccentedLetter.small(scalar), to: &written)
    }
  }

  /// Has ``written`` hold the word at hand as far as it has come.
  private mutating func beginWritten(_ word: FoldedWord) {
    guard accented == nil else { return }
    accented = written.count
    written.append(contentsOf: bytes[Int(word.start)...])
  }

  private mutating func begin(
    _ word: inout FoldedWord?, _ script: WordScript, at position: Int, in text: UnsafeBufferPointer<UInt8>
  ) {
    finish(&word, at: position, in: text)
    let start = Int32(truncatingIfNeeded: bytes.count)
    word = FoldedWord(
      start: start, end: start, source: Int32(truncatingIfNeeded: position), characters: 0, script: script)
    borders.removeAll(keepingCapacity: true)
    isCapital = (false, false)
  }

  private mutating func finish(_ word: inout FoldedWord?, at position: Int, in text: UnsafeBufferPointer<UInt8>) {
    guard var finished = word else { return }
    finished.end = Int32(truncatingIfNeeded: bytes.count)
    if let accented {
      finished.written = Int32(truncatingIfNeeded: accented)..<Int32(truncatingIfNeeded: written.count)
      self.accented = nil
    }
    word = nil
    guard finished.end > finished.start else { return }
    words.append(finished)
    guard use == .terms, finished.script == .spaced else { return }
    addParts(of: finished)
    addJoined(finished, in: text)
    ended = (finished, position)
    addOption(finished, in: text)
  }

  // MARK: Identifiers, hyphens, options

  /// Notes where a part of an identifier begins: `userName`, `HTTPServer`.
  @inline(__always)
  private mutating func noteCase(_ byte: UInt8, _ word: FoldedWord?) {
    let capital = byte &- 0x41 < 26
    if let word, word.characters > 0 {
      let here = Int32(truncatingIfNeeded: bytes.count)
      if capital, !isCapital.last { borders.append(here) }
      if !capital, byte &- 0x61 < 26, isCapital.last, isCapital.before, word.characters > 1 { borders.append(here - 1) }
    }
    isCapital = (capital, isCapital.last)
  }

  private mutating func addParts(of word: FoldedWord) {
    guard !borders.isEmpty else { return }
    var start = word.start
    for border in borders + [word.end] where border > start {
      if start > word.start || border < word.end {
        words.append(
          FoldedWord(start: start, end: border, source: word.source, characters: border - start, script: .spaced))
      }
      start = border
    }
  }

  /// The whole of two words that a hyphen joins, or that the end of a line has parted.
  private mutating func addJoined(_ word: FoldedWord, in text: UnsafeBufferPointer<UInt8>) {
    guard let (before, end) = ended, before.end == word.start, Self.isHyphen(text, from: end, to: Int(word.source)),
      before.characters + word.characters < Self.longestWord, bytes[Int(word.start)] &- 0x30 >= 10,
      !Self.inverted.contains(where: { bytes[word.range].elementsEqual($0) })
    else { return }
    words.append(
      FoldedWord(
        start: before.start, end: word.end, source: before.source, characters: before.characters + word.characters,
        script: .spaced))
  }

  /// The French pronouns that follow their verb with a hyphen: "reçoit-il" is two words.
  private static let inverted = ["il", "elle", "ils", "elles", "nous", "vous", "je", "tu"].map { Array($0.utf8) }

  private static func isHyphen(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Bool {
    guard start < end else { return false }
    let length: Int
    switch text[start] {
    case UInt8(ascii: "-"): length = 1
    case 0xE2 where start + 2 < end && text[start + 1] == 0x80 && text[start + 2] == 0x90: length = 3
    default: return false
    }
    guard start + length < end else { return true }
    guard text[start + length] == 0x0A || text[start + length] == 0x0D else { return false }
    return text[start + length..<end].allSatisfy { isASCIIBlank($0) }
  }

  /// `-z`: the letter with its hyphen, small or capital, is a word of its own.
  private mutating func addOption(_ word: FoldedWord, in text: UnsafeBufferPointer<UInt8>) {
    let source = Int(word.source)
    guard word.characters == 1, source >= 1, text[source - 1] == UInt8(ascii: "-"), isASCIILetter(text[source]) else {
      return
    }
    if source >= 2 {
      let before = text[source - 2]
      guard isASCIIBlank(before) || "([{'\"`,|/".utf8.contains(before) else { return }
    }
    let start = Int32(truncatingIfNeeded: bytes.count)
    UTF8Reading.append(Self.optionMark, to: &bytes)
    if text[source] &- 0x41 < 26 { UTF8Reading.append(Self.optionMark, to: &bytes) }
    bytes.append(text[source] | 0x20)
    let end = Int32(truncatingIfNeeded: bytes.count)
    words.append(FoldedWord(start: start, end: end, source: word.source, characters: 2, script: .spaced))
    ended = nil
  }

  /// What the hyphen of an option is in a term, which holds no ASCII but letters and digits; a capital has two.
  static let optionMark: UInt32 = 0x2212
}
