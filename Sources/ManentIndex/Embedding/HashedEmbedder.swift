/// Turns text into vectors without a model: `hashed-1024-v1`.
///
/// The steps, and where each comes from:
/// 1. The text is folded and cut into words (`FoldedText`).
/// 2. Each distinct word counts 1 + ln(how often), the logarithmic term frequency of SMART (Salton and Buckley 1988).
/// 3. A word gives itself as a feature, and all runs of 3 to 5 characters of `<word>`, as fastText does (Bojanowski et
///    al., "Enriching Word Vectors with Subword Information", 2017). The runs of a word together weigh little more than
///    the word itself, however many they are. Misspelt, inflected and compound words so stay near to what they were
///    meant to be.
/// 4. Scripts without spaces give runs of 1 and 2 characters (Chinese, Japanese, Korean), or of 2 to 4 (Thai, Lao,
///    Khmer, Burmese).
/// 5. Short and common words weigh less: a document is embedded on its own, so there are no counts of a collection to
///    tell what is rare, but words are the shorter the more common they are (Zipf 1935).
/// 6. Features are hashed into 1,024 dimensions with a sign (`FeatureSums`), and the vector is scaled to length 1.
///
/// A question is embedded in the same way, its words weighted by how rare they are in the collection
/// (``QueryPlan/embedding()``). Equal text gives equal bytes on every machine.
public struct HashedEmbedder: Sendable {
  /// The name in settings and in the path of the index.
  public static let name = "hashed-1024-v1"
  /// Numbers in a vector.
  public static let dimensions = 1024

  /// An embedder; it has no state.
  public init() {}

  /// The vector of a text: length 1, or all zero for a text without words.
  /// - Parameter text: UTF-8; bytes that are not are taken for punctuation.
  public func embed(_ text: UnsafeBufferPointer<UInt8>) -> [Float] {
    embed(FoldedText(text)) { _, _ in 1 }
  }

  /// The vector of a text.
  public func embed(_ text: String) -> [Float] {
    embed(FoldedText(text)) { _, _ in 1 }
  }

  /// The vector of a text whose words have weights of their own.
  /// - Parameter weight: how much a word counts, or a character n-gram of a script without spaces.
  func embed(_ text: FoldedText, weight: (UnsafeBufferPointer<UInt8>, WordScript) -> Float) -> [Float] {
    let counts = FeatureCounts(of: text)
    var sums = FeatureSums(dimensions: Self.dimensions)
    text.bytes.withUnsafeBufferPointer { bytes in
      for (index, feature) in counts.features.enumerated() {
        let characters = UnsafeBufferPointer(rebasing: bytes[Int(feature.start)..<Int(feature.end)])
        var total = Self.frequency(feature.count) * weight(characters, feature.script)
        if feature.script == .spaced {
          total *= Self.wordWeight(characters, length: Int(feature.characters))
          sums.add(counts.hash(index), weight: Self.whole(total))
          Self.addRuns(of: characters, weight: total, to: &sums)
        } else {
          total *= Self.gramWeight(Int(feature.characters), in: feature.script)
          sums.add(counts.hash(index), weight: Self.whole(total))
        }
      }
    }
    return sums.unitVector()
  }

  // MARK: Weights

  /// 1 + ln(count), with the logarithm's straight line between powers of two, which needs no mathematical library.
  static func frequency(_ count: Int32) -> Float {
    let count = Float(max(1, count))
    return 1 + (Float(count.exponent) + count.significand - 1) * 0.693_147_2
  }

  /// Full weight from six characters on, and for numbers; common words a fifth of that.
  static func wordWeight(_ word: UnsafeBufferPointer<UInt8>, length: Int) -> Float {
    if let first = word.first, first &- 0x30 < 10 { return 1 }
    let weight = min(1, Float(length) / 6)
    return CommonWords.contains(word) ? weight / 5 : weight
  }

  /// What the runs of a word weigh together, against the word itself, in the sense of vector length.
  static let runsWeight: Float = 1.2

  /// The lengths of the runs of characters in a word.
  static let runs = 3...5

  /// Characters in the longest n-gram of a script without spaces.
  static func longestGram(of script: WordScript) -> Int { script == .paired ? 2 : 4 }

  /// The weight of an n-gram of a script without spaces; 0 for one that is not used.
  @inline(__always)
  static func gramWeight(_ characters: Int, in script: WordScript) -> Float {
    switch (script, characters) {
    case (.paired, 1): 0.5
    case (.paired, 2), (.tripled, 3), (.tripled, 4): 1
    case (.tripled, 2): 0.3
    default: 0
    }
  }

  @inline(__always)
  private static func whole(_ weight: Float) -> Int64 {
    Int64((weight * FeatureSums.unit).rounded(.toNearestOrEven))
  }
}
