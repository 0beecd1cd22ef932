public import ManentCore
package import ManentFormats

/// The settings below `retention:` in `workspace.yaml`.
public struct RetentionSettings: Sendable, Equatable {
  /// What to keep of the chats whose template has no rules of its own.
  public var rules = RetentionRules()
  /// What to keep of the chats of a template, by its name; in the place of ``rules``.
  public var templates: [String: RetentionRules] = [:]
  /// How long a chat stays forgotten before it is purged; `nil` is for ever.
  public var purgeAfter: CalendarSpan?
  /// How long no answer may have cited a document before it is proposed for removal; `nil` is never.
  public var unusedDocuments: CalendarSpan?

  /// Settings that say nothing: everything stays.
  public init() {}

  /// Whether they say nothing.
  public var isEmpty: Bool { self == RetentionSettings() }

  /// Reads the settings.
  ///
  /// - Parameters:
  ///   - mapping: what stands under `retention`.
  ///   - hasParts: whether rules of templates and of documents may be among them.
  package init(_ mapping: YAMLMapping, hasParts: Bool = true) throws(YAMLError) {
    try mapping.rejectUnknownKeys(
      known: RetentionRules.keys + ["purge_after"] + (hasParts ? ["templates", "documents"] : []))
    rules = try RetentionRules(mapping)
    purgeAfter = try RetentionRules.span("purge_after", in: mapping)
    guard hasParts else { return }
    if let templates = try mapping.mapping("templates") {
      for name in templates.keys {
        guard let own = try templates.mapping(name) else {
          throw templates.error(for: name, "'\(name)' must be a mapping of rules; {} keeps every chat of the template")
        }
        try own.rejectUnknownKeys(known: RetentionRules.keys)
        self.templates[name] = try RetentionRules(own)
      }
    }
    if let documents = try mapping.mapping("documents") {
      try documents.rejectUnknownKeys(known: ["unused"])
      unusedDocuments = try RetentionRules.span("unused", in: documents)
    }
  }
}
