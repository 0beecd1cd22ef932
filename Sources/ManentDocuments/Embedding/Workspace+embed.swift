import ManentPlugins
public import ManentWorkspace

extension Workspace {
  /// The vectors of texts by the workspace's embedder, one after another.
  ///
  /// - Returns: the embedder's name, how long a vector is, and the numbers of all.
  public func embed(_ texts: [String]) throws -> (embedder: String, dimensions: Int, vectors: [Float]) {
    let embedder = try requireEmbedder().embedder
    let vectors = try embedder.embed(texts.map { Array($0.utf8)[...] }, purpose: .document)
    return (embedder.name, embedder.dimensions, vectors)
  }
}
