public import ManentPlugins

/// The parts of Manent that obey the contracts of plugins.
public enum BuiltIn {
  /// The embedders, by name.
  public static let embedders: [any Embedder] = [HashedEmbedding()]

  /// The extractors, in the order in which they are asked.
  public static let extractors: [any Extractor] = [HTMLExtractor(), SubtitleExtractor(), TextExtractor()]
}
