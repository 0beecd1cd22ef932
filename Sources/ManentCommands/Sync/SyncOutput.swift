import ManentFormats
import ManentWorkspace

/// What a sync did, for people and for scripts.
enum SyncOutput {
  /// The report as JSON: `pulled`, `pushed`, `merged`, `kept_both`, `clashes`, `removed_chats`, `remote`, `url`,
  /// `branch`.
  static func json(_ report: SyncReport) -> JSON {
    [
      "pulled": .number(JSONNumber(report.pulled)), "pushed": .number(JSONNumber(report.pushed)),
      "merged": .array(report.merged.map(JSON.string)),
      "kept_both": .array(report.keptBoth.map { ["path": .string($0.path), "copy": .string($0.copy)] }),
      "clashes": .array(
        report.clashes.map { clash in
          [
            "path": .string(clash.path), "key": .string(clash.key), "value": clash.value.map(JSON.string) ?? .null,
            "device": .string(clash.device),
          ]
        }),
      "removed_chats": .array(report.removedChats.map(JSON.string)),
      "remote": .string(report.remote), "url": .string(report.url), "branch": .string(report.branch),
    ]
  }

  /// The report as lines.
  static func lines(_ report: SyncReport) -> [String] {
    report.keptBoth.map { "kept both: \($0.path), and the earlier version as \($0.copy)" }
      + report.clashes.map { clash in
        "\(clash.path): '\(clash.key)' was set on both sides; \(clash.device) had "
          + (clash.value.map { "set it to \($0)" } ?? "removed it") + ", earlier"
      } + [summary(report)]
  }

  /// The report in one line.
  static func summary(_ report: SyncReport) -> String {
    let place = "\(report.remote) (\(report.url))"
    if report.isQuiet { return "in step with \(place)" }
    func commits(_ count: Int) -> String { count == 1 ? "1 commit" : "\(count) commits" }
    let parts = [
      report.pulled > 0 ? "pulled \(commits(report.pulled))" : "",
      report.pushed > 0 ? "pushed \(commits(report.pushed))" : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ") + "; in step with \(place)"
  }
}
