/// The distinct words and character n-grams of a text with how often each occurs.
struct FeatureCounts {
  /// A distinct word of a script with spaces, or a character n-gram of one without.
  struct Feature {
    var count: Int32
    /// Where its first occurrence lies in the folded bytes.
    var start: Int32
    var end: Int32
    /// Its length in characters.
    var characters: Int32
    var script: WordScript
  }

  /// The features in the order of their first occurrence.
  private(set) var features: [Feature] = []
  private var numbering: HashNumbering

  /// The hash of a feature.
  func hash(_ index: Int) -> UInt64 { numbering.hashes[index] }

  init(of text: FoldedText) {
    numbering = HashNumbering(capacity: min(text.words.count, 4_096))
    text.bytes.withUnsafeBufferPointer { bytes in
      for word in text.words {
        if word.script == .spaced {
          add(bytes, word.range, characters: Int(word.characters), script: .spaced)
        } else {
          addGrams(bytes, word)
        }
      }
    }
  }

  private mutating func addGrams(_ bytes: UnsafeBufferPointer<UInt8>, _ word: FoldedWord) {
    var start = Int(word.start)
    while start < word.end {
      var end = start
      for characters in 1...HashedEmbedder.longestGram(of: word.script) where end < word.end {
        end += UTF8Reading.length(startingWith: bytes[end])
        if HashedEmbedder.gramWeight(characters, in: word.script) > 0 {
          add(bytes, start..<min(end, Int(word.end)), characters: characters, script: word.script)
        }
      }
      start += UTF8Reading.length(startingWith: bytes[start])
    }
  }

  @inline(__always)
  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, characters: Int, script: WordScript
  ) {
    // A word and an n-gram of the same letters are different features: the kind says which.
    var hash = Hash64(kind: script.rawValue)
    for index in range { hash.combine(bytes[index]) }
    let (number, isNew) = numbering.number(of: hash.value)
    if isNew {
      features.append(
        Feature(
          count: 1, start: Int32(truncatingIfNeeded: range.lowerBound),
          end: Int32(truncatingIfNeeded: range.upperBound),
          characters: Int32(truncatingIfNeeded: characters), script: script))
    } else {
      features[number].count += 1
    }
  }
}
