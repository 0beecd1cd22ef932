import ManentWorkspace

/// What documents keep of one open workspace.
final class DocumentMemory: WorkspaceMemory {
  /// The embedder, once it is known.
  var embedder: Workspace.ChosenEmbedder?
  /// The plugins that extract text.
  let extractors: ExtractorDirectory
  /// Whether vectors are made anew even where there are some.
  var rebuildsSegments = false
  /// The documents that the user was told are kept out.
  var toldWithheld: Set<String> = []
  /// The posting lists that were opened.
  let runCache = RunCache()

  init(of workspace: Workspace) {
    extractors = ExtractorDirectory(environment: workspace.surroundings.environment)
  }

  func forgetCatalog() {}
}

extension Workspace {
  /// What documents keep of this workspace.
  var documentMemory: DocumentMemory { memory(DocumentMemory.self) }
}
