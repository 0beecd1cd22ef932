import ManentCore
public import ManentFormats

extension RetentionPlan {
  /// The plan as a value: what `retention plan --json` prints and `retention apply --plan` reads.
  public var json: JSON {
    [
      "keep": .array(
        keep.map {
          ["chat": .string($0.chat), "title": .string($0.title), "reasons": .array($0.reasons.map(JSON.string))]
        }),
      "forget": .array(
        forget.map {
          [
            "chat": .string($0.chat), "title": .string($0.title), "reason": .string($0.reason),
            "bytes": JSON($0.bytes),
          ]
        }),
      "purge": .array(
        purge.map { ["chat": .string($0.id), "forgotten_at": .string($0.since.description)] }),
      "purge_doubt": purgeDoubt.map(JSON.string) ?? .null,
      "documents": .array(
        documents.map {
          [
            "document": .string($0.name), "bytes": JSON($0.bytes), "added_at": .string($0.added.description),
            "cited_at": $0.cited.map { .string($0.description) } ?? .null,
          ]
        }),
      "bytes": JSON(bytes), "workspace": .string(workspace), "root": .string(root.string),
      "head": head.map(JSON.string) ?? .null, "digest": .string(digest), "made_at": .string(madeAt.description),
    ]
  }

  /// Reads a plan; `nil` for a value that is none.
  public init?(_ json: JSON) {
    guard let workspace = json["workspace"]?.string, let root = json["root"]?.string,
      let digest = json["digest"]?.string, let madeAt = json["made_at"]?.string.flatMap({ Timestamp($0) }),
      let keep = Self.all(json["keep"], { Kept($0) }), let forget = Self.all(json["forget"], { Going($0) }),
      let purge = Self.all(json["purge"], { ForgottenChat($0) }),
      let documents = Self.all(json["documents"], { DocumentUse($0) })
    else { return nil }
    self.init(
      workspace: workspace, root: Path(root), head: json["head"]?.string, digest: digest, madeAt: madeAt, keep: keep,
      forget: forget, purge: purge, documents: documents, purgeDoubt: json["purge_doubt"]?.string)
  }

  /// The plans in a file: one plan, or those of several workspaces under `workspaces`; `nil` when there is none.
  public static func all(in json: JSON) -> [RetentionPlan]? {
    guard json["workspaces"] != nil else { return RetentionPlan(json).map { [$0] } }
    return all(json["workspaces"], { RetentionPlan($0) })
  }

  /// The elements of a list, or `nil` when one of them is none.
  private static func all<Element>(_ json: JSON?, _ read: (JSON) -> Element?) -> [Element]? {
    guard let list = json?.array else { return nil }
    let elements = list.compactMap(read)
    return elements.count == list.count ? elements : nil
  }
}

extension RetentionPlan.Kept {
  fileprivate init?(_ json: JSON) {
    guard let chat = json["chat"]?.string else { return nil }
    self.init(
      chat: chat, title: json["title"]?.string ?? "", reasons: json["reasons"]?.array?.compactMap(\.string) ?? [])
  }
}

extension RetentionPlan.Going {
  fileprivate init?(_ json: JSON) {
    guard let chat = json["chat"]?.string, let bytes = json["bytes"]?.int else { return nil }
    self.init(
      chat: chat, title: json["title"]?.string ?? "", reason: json["reason"]?.string ?? "", bytes: max(0, bytes))
  }
}

extension ForgottenChat {
  fileprivate init?(_ json: JSON) {
    guard let chat = json["chat"]?.string, let since = json["forgotten_at"]?.string.flatMap({ Timestamp($0) }) else {
      return nil
    }
    self.init(id: chat, since: since)
  }
}

extension DocumentUse {
  fileprivate init?(_ json: JSON) {
    guard let name = json["document"]?.string, let bytes = json["bytes"]?.int,
      let added = json["added_at"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    self.init(
      name: name, bytes: max(0, bytes), added: added, cited: json["cited_at"]?.string.flatMap { Timestamp($0) })
  }
}
