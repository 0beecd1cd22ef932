public import ManentPlugins

/// The embedders that need no plugin.
public enum BuiltInEmbedders {
  /// All of them.
  public static let all: [any Embedder] = [HashedEmbedding()]

  /// Their names.
  public static var names: [String] { all.map(\.name) }
}
