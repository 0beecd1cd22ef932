import ManentCore
public import ManentFormats

/// A setting by its name: keys from the outermost mapping inwards, with dots between them, as in `chat.window`.
public struct SettingKey: Sendable, Hashable, CustomStringConvertible {
  /// The keys, the outermost first.
  public let parts: [String]

  /// A setting from its name; `nil` when a part of it is empty.
  public init?(_ name: String) {
    parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
  }

  /// The name.
  public var description: String { parts.joined(separator: ".") }

  /// The settings of a workspace with their defaults; null where there is none.
  public static let workspace: [(name: String, preset: JSON)] = {
    let settings = WorkspaceSettings(name: "")
    return [
      ("name", .null), ("private", .bool(settings.isPrivate)), ("provider", .string(settings.provider)),
      ("model", .null),
      ("observers", .array([])), ("embedder", .string(settings.embedder)),
      ("chat.window", JSON(settings.window)), ("chat.tokens", .null), ("chat.timeout", "never"),
      ("retrieval.top_k", JSON(settings.topK)),
      ("index.versioned", .bool(settings.isIndexVersioned)), ("history.commit", .string(settings.commit.rawValue)),
      ("history.secrets", .string(settings.secrets.rawValue)),
    ] + rules(below: "retention") + [
      ("retention.purge_after", .null), ("retention.templates", [:]), ("retention.documents.unused", .null),
      ("limits.warn_bytes", JSON(settings.warnBytes.bytes)),
      ("limits.max_document_bytes", JSON(settings.maxDocumentBytes.bytes)),
    ]
  }()

  /// The settings of a machine with their defaults; null where there is none.
  public static let machine: [(name: String, preset: JSON)] =
    [("device", .null), ("private", false), ("purges", "ask"), ("endpoints", [:]), ("plugins", [:])]
    + rules(below: "retention.default")
    + [
      ("retention.default.purge_after", .null), ("retention.default.templates", [:]),
      ("retention.default.documents.unused", .null),
    ] + rules(below: "retention.bounds") + [("retention.bounds.purge_after", .null)]

  private static func rules(below key: String) -> [(name: String, preset: JSON)] {
    RetentionRules.keys.map { ("\(key).\($0)", .null) }
  }
}
