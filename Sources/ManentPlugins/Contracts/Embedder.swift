/// Whoever turns text into vectors: a part of Manent or a plugin, by the same contract.
public protocol Embedder: Sendable {
  /// The name that settings and the index folder know it by.
  var name: String { get }
  /// The length of its vectors.
  var dimensions: Int { get }
  /// 16 bytes that change whenever the same text would get another vector.
  var fingerprint: [UInt8] { get }

  /// The vectors of texts (valid UTF-8), one after another: `texts.count × dimensions` numbers, each vector of unit
  /// length.
  func embed(_ texts: [ArraySlice<UInt8>], purpose: EmbeddingPurpose) throws -> [Float]
}

/// What a vector is for.
public enum EmbeddingPurpose: String, Sendable {
  /// A passage that is to be found.
  case document
  /// A question that looks for passages.
  case query
}
