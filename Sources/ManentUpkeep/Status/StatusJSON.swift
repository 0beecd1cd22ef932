import ManentCore
public import ManentFormats
import ManentHistory

/// The state of a workspace as a value.
public enum StatusJSON {
  /// What is there and how large it is.
  public static func value(_ status: WorkspaceStatus) -> JSON {
    func number(_ value: Int) -> JSON { .number(JSONNumber(value)) }
    return [
      "workspace": .string(status.name),
      "documents": ["count": number(status.documents.count), "bytes": number(status.documents.bytes)],
      "index": [
        "embedder": .string(status.embedder), "segments": number(status.segments.count),
        "chunks": number(status.chunks),
        "bytes": number(status.segments.bytes),
      ],
      "chats": [
        "count": number(status.chats.count), "messages": number(status.messages), "bytes": number(status.chats.bytes),
      ],
      "history": [
        "commits": number(status.history.count), "bytes": number(status.history.bytes),
        "detached": .bool(status.isDetached),
      ],
      "storage": [
        "total_bytes": number(status.totalBytes), "cache_bytes": number(status.cacheBytes),
        "warn_bytes": number(status.warnBytes.bytes),
        "alerts": .array(status.alerts.map(JSON.string)),
      ],
      "sync": [
        "remote": status.upstream.map { .string($0.name) } ?? .null, "ahead": number(status.upstream?.ahead ?? 0),
        "behind": number(status.upstream?.behind ?? 0),
      ],
    ]
  }
}
