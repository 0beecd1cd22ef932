public import ManentPlugins

/// The parts of Manent that obey the contracts of plugins.
public enum BuiltIn {
  /// The embedders, by name.
  public static let embedders: [any Embedder] = [HashedEmbedding()]

  /// The extractors, in the order in which they are asked.
  public static let extractors: [any Extractor] = [HTMLExtractor(), TextExtractor()]

  /// The embedder of that name.
  static func embedder(named name: String) throws(WorkspaceError) -> any Embedder {
    if let embedder = embedders.first(where: { $0.name == name }) { return embedder }
    throw WorkspaceError(
      .unsupported, "embedder '\(name)'", "not known to this program",
      advice: "set 'embedder' in workspace.yaml to \(embedders.map(\.name).joined(separator: " or "))")
  }
}
