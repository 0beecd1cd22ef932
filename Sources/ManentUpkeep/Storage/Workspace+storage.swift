import ManentCatalog
import ManentCore
import ManentDocuments
public import ManentWorkspace

extension Workspace {
  /// What the workspace takes on the disk.
  ///
  /// Every message is read, for what each chat's answers were made from.
  ///
  /// - Parameter count: how many of the largest items are named.
  public func storage(largest count: Int = 10) throws -> StorageReport {
    let status = try status()
    let (documents, chats) = (try catalog().documents(), try catalog().chats())
    let items =
      documents.map { StorageReport.Item(part: .documents, name: $0.name, title: "", bytes: $0.stamp.size) }
      + chats.map { StorageReport.Item(part: .chats, name: $0.id, title: $0.title, bytes: $0.bytes) }
    return StorageReport(
      workspace: name, root: root,
      parts: [
        .documents: status.documents.bytes, .index: status.segments.bytes, .chats: status.chats.bytes,
        .git: status.history.bytes, .caches: status.cacheBytes,
      ],
      largest: Array(items.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }.prefix(max(0, count))),
      documents: documents.map { .init(blob: $0.blob, name: $0.name, bytes: $0.stamp.size) },
      comparison: try comparison(documents, chats), cache: try cacheFigures(), alerts: status.alerts)
  }

  private func cacheFigures() throws -> StorageReport.MachineCacheFigures {
    let saving = try cacheSaving()
    var figures = StorageReport.MachineCacheFigures(passages: saving.passages, texts: saving.texts)
    guard let cache = machineCache else { return figures }
    let size = try cache.size()
    (figures.folder, figures.limit) = (cache.folder, cache.limit)
    (figures.entries, figures.bytes) = (size.entries, size.bytes)
    return figures
  }

  private func comparison(_ documents: [DocumentRow], _ chats: [ChatRow]) throws -> StorageReport.Comparison {
    let passages = try catalog().passageCounts()
    var costs: [String: StorageReport.Session] = [:]
    var result = StorageReport.Comparison()
    var indexed: Set<BlobID> = []
    for document in documents {
      let index = try [segmentPath(document.blob), textPath(document.blob)]
        .reduce(0) { try $0 + (Files.status($1)?.size ?? 0) }
      let own = StorageReport.Session(bytes: document.stamp.size + index, passages: passages[document.id] ?? 0)
      costs[document.name] = own
      // Two documents of one content share their part of the index, here as in a session of a chat's own.
      let isFirst = indexed.insert(document.blob).inserted
      result.perUser.bytes += document.stamp.size + (isFirst ? index : 0)
      result.perUser.passages += isFirst ? own.passages : 0
    }
    result.chats = chats.count
    result.perChatAtMost = .init(
      bytes: result.perUser.bytes * chats.count, passages: result.perUser.passages * chats.count)
    for facts in try messageFacts(of: chats, includingCleared: true) {
      for name in Set(facts.flatMap(\.cited)) {
        guard let cost = costs[name] else { continue }
        result.perChatAtLeast.bytes += cost.bytes
        result.perChatAtLeast.passages += cost.passages
      }
    }
    return result
  }
}
