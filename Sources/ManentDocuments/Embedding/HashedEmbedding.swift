import ManentIndex
import ManentPlugins

/// The built-in embedder by the contract of plugins.
struct HashedEmbedding: Embedder {
  private let embedder = HashedEmbedder()

  var name: String { HashedEmbedder.name }
  var dimensions: Int { HashedEmbedder.dimensions }
  var fingerprint: [UInt8] { HashedEmbedder.fingerprint }

  func embed(_ texts: [ArraySlice<UInt8>], purpose: EmbeddingPurpose) throws -> [Float] {
    var vectors: [Float] = []
    vectors.reserveCapacity(texts.count * dimensions)
    for text in texts { vectors += text.withUnsafeBufferPointer { embedder.embed($0) } }
    return vectors
  }
}
