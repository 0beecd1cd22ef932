extension HashedEmbedder {
  /// The kind that begins the hash of a run of characters, apart from those of words (`WordScript`).
  private static let runKind: UInt8 = 0x80

  /// Adds the features of all runs of ``runs`` characters in `<word>`, together as heavy as ``runsWeight`` times the
  /// word.
  static func addRuns(of word: UnsafeBufferPointer<UInt8>, weight: Float, to sums: inout FeatureSums) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count + 2) { bytes in
      bytes[0] = UInt8(ascii: "<")
      for index in word.indices { bytes[index + 1] = word[index] }
      bytes[word.count + 1] = UInt8(ascii: ">")
      let characters = bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      let count = runs.reduce(0) { $0 + max(0, characters - $1 + 1) } - (runs.contains(characters) ? 1 : 0)
      guard count > 0 else { return }
      let each = Int64(
        (weight * runsWeight / Float(count).squareRoot() * FeatureSums.unit).rounded(.toNearestOrEven))
      var start = 0
      for first in 0...(characters - runs.lowerBound) {
        var hash = Hash64(kind: runKind)
        var end = start
        for length in 1...min(runs.upperBound, characters - first) {
          repeat {
            hash.combine(bytes[end])
            end += 1
          } while end < bytes.count && bytes[end] & 0xC0 == 0x80
          // The whole of `<word>` would say what the word itself says.
          if length >= runs.lowerBound, length < characters { sums.add(hash.value, weight: each) }
        }
        start += UTF8Reading.length(startingWith: bytes[start])
      }
    }
  }
}
