import ManentFormats
import ManentSync
import ManentWorkspace

/// What a sync did, for people and for scripts.
enum SyncOutput {
  /// The report as JSON: `pulled`, `pushed`, `merged`, `kept_both`, `clashes`, `removed_chats`, `purged_elsewhere`,
  /// `remote`, `url`, `branch`.
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
      "purged_elsewhere": .array(
        report.foreignPurges.map { purge in
          [
            "chat": .string(purge.chat), "title": purge.title.map(JSON.string) ?? .null,
            "device": purge.device.map(JSON.string) ?? .null,
          ]
        }),
      "remote": .string(report.remote), "url": .string(report.url), "branch": .string(report.branch),
    ]
  }

  /// So many things of one sort are told one by one.
  private static let fewLines = 10

  /// The report as lines.
  static func lines(_ report: SyncReport) -> [String] {
    few(report.keptBoth.map { "kept both: \($0.path), and the earlier version as \($0.copy)" }, "documents kept twice")
      + few(
        report.clashes.map { clash in
          "\(clash.path): '\(clash.key)' was set on both sides; \(clash.device) had "
            + (clash.value.map { "set it to \($0)" } ?? "removed it") + ", earlier"
        }, "settings")
      + few(report.foreignPurges.map(line), "purged chats")
      + (report.hasReplaced
        ? [
          "the remote's branch holds nothing any more of what was purged; its old objects stay there until its own "
            + "'git gc' (a hosting service may have to be asked)"
        ] : [])
      + [summary(report)]
  }

  private static func line(_ purge: Workspace.ForeignPurge) -> String {
    "\(purge.device ?? "another machine") has purged \(purge.title.map { "'\($0)' (\(purge.chat))" } ?? purge.chat): "
      + "forgotten here, and kept; 'manent purge \(purge.chat)' agrees, 'manent restore \(purge.chat)' brings it back"
  }

  /// The first of many lines, and how many there are.
  private static func few(_ lines: [String], _ what: String) -> [String] {
    guard lines.count > fewLines else { return lines }
    return lines.prefix(fewLines) + ["… and \(lines.count - fewLines) more \(what); --json names all"]
  }

  /// The report in one line.
  static func summary(_ report: SyncReport) -> String {
    let place = "\(report.remote) (\(report.url))"
    // What is fetched from is not what is pushed to, so that nobody can say that the two are in step.
    let end =
      report.pushURL.map { "\(place) holds nothing new, and \($0), where is pushed to, holds all that is here" }
      ?? "in step with \(place)"
    if report.isQuiet { return end }
    func commits(_ count: Int) -> String { count == 1 ? "1 commit" : "\(count) commits" }
    let parts = [
      report.pulled > 0 ? "pulled \(commits(report.pulled))" : "",
      report.pushed > 0 ? "pushed \(commits(report.pushed))" : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ") + "; " + end
  }
}
