/// A text reduced to what counts when words are compared: letters and digits in lower case, without accents, cut into
/// words.
///
/// Everything that indexes, embeds or compares words begins here, so that all agree on what a word is. Bytes that are
/// not UTF-8 separate words, as punctuation does.
struct FoldedText {
  /// The folded words, one after another.
  private(set) var bytes: [UInt8] = []
  /// The words in the order of the text.
  private(set) var words: [FoldedWord] = []

  /// What is longer is no word of any language; more of it tells nothing.
  static let longestWord = 64

  init(_ text: [UInt8], for use: Use) { self = text.withUnsafeBufferPointer { FoldedText($0, for: use) } }

  /// What the words are for.
  enum Use {
    /// The features of vectors, whose fingerprint promises that they never change.
    case vectors
    /// The terms of full text.
    case terms
  }

  init(_ text: UnsafeBufferPointer<UInt8>, for use: Use = .vectors) {
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
          if word?.script != .spaced { begin(&word, .spaced, at: position) }
          if word.map({ $0.characters < Self.longestWord }) ?? false {
            bytes.append(folded)
            word?.characters += 1
          }
        } else if word != nil {
          finish(&word)
        }
        position += 1
      } else {
        let (scalar, length) = UTF8Reading.scalar(in: text, at: position)
        fold(scalar, at: position, &word)
        position += length
      }
    }
    finish(&word)
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { FoldedText($0) }
  }

  /// One character beyond ASCII.
  private mutating func fold(_ scalar: UInt32, at position: Int, _ word: inout FoldedWord?) {
    switch Folding.kind(of: scalar) {
    case .ignored: return
    case .separator: finish(&word)
    case .mark:
      if word != nil { append(scalar, &word) }
    case .letter(let script):
      if word?.script != script { begin(&word, script, at: position) }
      append(scalar, &word)
    }
  }

  private mutating func append(_ scalar: UInt32, _ word: inout FoldedWord?) {
    guard let current = word, current.script != .spaced || current.characters < Self.longestWord else { return }
    Folding.append(scalar, to: &bytes)
    word?.characters += 1
  }

  private mutating func begin(_ word: inout FoldedWord?, _ script: WordScript, at position: Int) {
    finish(&word)
    let start = Int32(truncatingIfNeeded: bytes.count)
    word = FoldedWord(
      start: start, end: start, source: Int32(truncatingIfNeeded: position), characters: 0, script: script)
  }

  private mutating func finish(_ word: inout FoldedWord?) {
    guard var finished = word else { return }
    finished.end = Int32(truncatingIfNeeded: bytes.count)
    if finished.end > finished.start { words.append(finished) }
    word = nil
  }
}
