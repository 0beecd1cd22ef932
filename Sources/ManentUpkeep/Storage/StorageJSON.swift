import ManentCore
public import ManentFormats

/// Storage figures as a value.
public enum StorageJSON {
  /// The figures as `manent storage --json` prints them.
  public static func value(_ summary: StorageSummary) -> JSON {
    [
      "total_bytes": JSON(summary.totalBytes), "parts": parts(summary.parts),
      "workspaces": .array(
        summary.workspaces.map { report in
          [
            "workspace": .string(report.workspace), "path": .string(report.root.string),
            "total_bytes": JSON(report.totalBytes), "parts": parts(report.parts),
            "comparison": comparison(report.comparison), "alerts": .array(report.alerts.map(JSON.string)),
          ]
        }),
      "largest": .array(
        summary.largest.map { entry in
          [
            "workspace": .string(entry.workspace), "part": .string(entry.item.part.rawValue),
            "name": .string(entry.item.name), "title": .string(entry.item.title), "bytes": JSON(entry.item.bytes),
          ]
        }),
      "duplicates": .array(
        summary.duplicates.map { duplicate in
          [
            "blob": .string(duplicate.blob.description), "bytes": JSON(duplicate.bytes),
            "extra_bytes": JSON(duplicate.extraBytes),
            "places": .array(
              duplicate.places.map { ["workspace": .string($0.workspace), "document": .string($0.document)] }),
          ]
        }),
      "machine_cache": cache(summary.cache),
      "comparison": comparison(summary.comparison), "alerts": .array(summary.alerts.map(JSON.string)),
    ]
  }

  private static func parts(_ parts: [StorageReport.Part: Int]) -> JSON {
    .object(JSONObject(StorageReport.Part.allCases.map { ($0.rawValue, JSON(parts[$0] ?? 0)) }))
  }

  private static func cache(_ cache: StorageReport.MachineCacheFigures) -> JSON {
    [
      "path": cache.folder.map { .string($0.string) } ?? .null, "entries": JSON(cache.entries),
      "bytes": JSON(cache.bytes), "limit_bytes": JSON(cache.limit), "passages_not_embedded": JSON(cache.passages),
      "texts_not_extracted": JSON(cache.texts),
    ]
  }

  private static func comparison(_ comparison: StorageReport.Comparison) -> JSON {
    func session(_ session: StorageReport.Session) -> JSON {
      ["bytes": JSON(session.bytes), "passages": JSON(session.passages)]
    }
    return [
      "chats": JSON(comparison.chats), "one_session_per_user": session(comparison.perUser),
      "one_session_per_chat": [
        "at_least": session(comparison.perChatAtLeast), "at_most": session(comparison.perChatAtMost),
      ],
    ]
  }
}
