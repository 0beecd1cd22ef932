import ManentCatalog
import ManentCore
import ManentPlugins
import ManentRecords
public import ManentWorkspace

/// What came of making the index anew.
public struct IndexReport: Sendable, Equatable {
  /// Who has embedded, as the settings name it.
  public var embedder: String
  /// How many documents there are.
  public var documents: Int
  /// How many passages they have.
  public var chunks: Int
  /// How many files of other embedders were removed.
  public var removed: Int
}

extension Workspace {
  /// Makes the vectors of all documents anew by the embedder that the settings name, and removes those of others,
  /// each in a commit. Nothing is removed before all is made.
  ///
  /// - Throws: `EmbeddingFailure`, `PluginError` and what else keeps the embedder from its work: nobody stands in for
  ///   it here.
  public func rebuildIndex() throws -> IndexReport {
    try requireWritable()
    try recoverInterruptedWork()
    if BuiltInEmbedders.all.allSatisfy({ $0.name != settings.embedder }) {
      choose(ChosenEmbedder(embedder: try pluginEmbedder(knowing: nil)))
    }
    documentMemory.rebuildsSegments = true
    defer { documentMemory.rebuildsSegments = false }
    try locked(.documents) { try resetIndexCache() }
    try refreshDocuments(committing: [], message: "index: embed anew by \(settings.embedder)")
    let removed = try locked(.documents) { try removeOtherEmbedders() }
    return IndexReport(
      embedder: settings.embedder, documents: try catalog().documents().count { $0.problem == nil },
      chunks: try catalog().passageCount(), removed: removed)
  }

  /// Removes the segments of all embedders but the chosen one; says how many there were.
  private func removeOtherEmbedders() throws -> Int {
    let index = indexBase / WorkspaceLayout.index
    guard try Files.status(index)?.kind == .folder else { return 0 }
    var files: [String] = []
    for name in try Files.list(index).sorted() where name != "text" && name != embedder.name {
      // What is no folder of ours, links among it, is left alone.
      guard try Files.status(index / name)?.kind == .folder else { continue }
      for shard in try Files.list(index / name).sorted()
      where try Files.status(index / name / shard)?.kind == .folder {
        files += try Files.list(index / name / shard).filter { $0.hasSuffix(".seg") }.sorted().map {
          "\(WorkspaceLayout.index)/\(name)/\(shard)/\($0)"
        }
      }
    }
    guard !files.isEmpty else { return 0 }
    try catalog().transaction { try catalog().addPending(settings.isIndexVersioned ? files : [], owner: mark()) }
    let paths = try removeIndexFiles(files)
    for folder in Set(files.map { (indexBase / $0).parent.parent }) { Files.removeEmptyFolder(folder) }
    commitWhatHappened(paths, message: "index: remove the vectors of other embedders")
    return files.count
  }
}
