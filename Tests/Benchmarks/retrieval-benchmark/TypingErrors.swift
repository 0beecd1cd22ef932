/// Spoils questions as hasty fingers do: half of the words of more than four letters have two neighbouring letters
/// swapped or one letter dropped. The same seed gives the same errors.
struct TypingErrors {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  /// The text with errors.
  mutating func spoil(_ text: String) -> String {
    var spoilt: [Character] = []
    var word: [Character] = []
    for character in text {
      if character.isLetter {
        word.append(character)
      } else {
        spoilt += spoil(word)
        spoilt.append(character)
        word = []
      }
    }
    return String(spoilt + spoil(word))
  }

  private mutating func spoil(_ word: [Character]) -> [Character] {
    guard word.count > 4, Bool.random(using: &generator) else { return word }
    var word = word
    if Bool.random(using: &generator) {
      let position = Int.random(in: 0..<word.count - 1, using: &generator)
      word.swapAt(position, position + 1)
    } else {
      word.remove(at: Int.random(in: 0..<word.count, using: &generator))
    }
    return word
  }
}

/// Steele, Lea and Flood's SplitMix64 (2014): the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
  /// What the next number comes from.
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
