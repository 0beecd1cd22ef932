import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentHistory
import ManentPlugins
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// How large the workspace is, and what of it.
  public func status() throws -> WorkspaceStatus {
    try refreshDocuments()
    try refreshChats(thoroughly: true)
    let documents = try catalog().documentFigures()
    let chats = try catalog().chatFigures()
    let index = try Self.size(of: indexBase / WorkspaceLayout.index)
    let history = try History.open(containing: root, environment: surroundings.environment)
    return WorkspaceStatus(
      name: name, root: root,
      documents: .init(count: documents.count, bytes: documents.bytes),
      embedder: settings.embedder,
      segments: .init(
        count: try Self.size(of: segmentBase / WorkspaceLayout.index / embedder.name).count, bytes: index.bytes),
      chunks: try catalog().passageCount(), chats: .init(count: chats.chats, bytes: chats.bytes),
      messages: chats.messages,
      history: .init(count: try history?.commitCount() ?? 0, bytes: try history?.storedBytes() ?? 0),
      upstream: try history?.upstream(), isDetached: try history?.isDetached() ?? false,
      // An index that is not versioned lies there too, and counts once.
      cacheBytes: try [cacheFolder, stateFolder].reduce(0) { try $0 + Self.size(of: $1).bytes }
        - (indexBase == root ? 0 : index.bytes),
      warnBytes: settings.warnBytes)
  }

  /// How many files there are in a folder and in those in it, and their bytes. One that is missing holds nothing.
  private static func size(of folder: Path) throws -> WorkspaceStatus.Part {
    guard let status = try Files.status(folder) else { return .init(count: 0, bytes: 0) }
    guard status.kind == .folder else { return .init(count: 1, bytes: status.size) }
    return try Files.list(folder).reduce(into: .init(count: 0, bytes: 0)) { sum, name in
      let part = try size(of: folder / name)
      sum.count += part.count
      sum.bytes += part.bytes
    }
  }
}
