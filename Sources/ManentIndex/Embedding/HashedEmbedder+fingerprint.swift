extension HashedEmbedder {
  /// 16 bytes that change when any step changes, written into each segment: vectors of different fingerprints are never
  /// compared.
  ///
  /// A test computes them from vectors of every word, character and weight that has a rule of its own, so that no
  /// step can change and leave them as they are.
  public static let fingerprint: [UInt8] = [
    94, 191, 54, 62, 105, 137, 33, 58, 218, 47, 235, 249, 211, 67, 54, 159,
  ]
}
