import ManentCore
import ManentFormats
import ManentSync
import ManentWorkspace

/// What a sync did, for people and for scripts.
enum SyncOutput {
  /// The report as JSON: `pulled`, `pushed`, `merged`, `kept_both`, `kept_changes`, `clashes`, `edits`, `removed_chats`,
  /// `purged_elsewhere`, `uncommitted`, `kept_back`, `remote`, `url`, `branch`.
  static func json(_ report: SyncReport) -> JSON {
    [
      "pulled": .number(JSONNumber(report.pulled)), "pushed": .number(JSONNumber(report.pushed)),
      "merged": .array(report.merged.map(JSON.string)),
      "kept_both": .array(report.keptBoth.map { ["path": .string($0.path), "copy": .string($0.copy)] }),
      "kept_changes": .array(
        report.keptChanges.map { change in
          [
            "path": .string(change.path), "removed_by": .string(change.removedBy),
            "changed_by": .string(change.changedBy), "renamed_to": change.renamedTo.map(JSON.string) ?? .null,
          ]
        }),
      "clashes": .array(
        report.clashes.map { clash in
          [
            "path": .string(clash.path), "key": .string(clash.key), "value": clash.value.map(JSON.string) ?? .null,
            "device": .string(clash.device),
          ]
        }),
      "edits": .array(
        report.edits.map { edit in
          [
            "path": .string(edit.path), "message": .string(edit.message),
            "line": edit.line.map(JSON.string) ?? .null, "device": .string(edit.device),
            "commit": .string("\(edit.commit)"),
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
      "uncommitted": .array(report.uncommitted.map(JSON.string)),
      "kept_back": .array(report.keptBack.map(JSON.string)),
      "remote": .string(report.remote), "url": .string(report.url), "branch": .string(report.branch),
    ]
  }

  /// So many things of one sort are told one by one.
  private static let fewLines = 10

  /// The report as lines.
  static func lines(_ report: SyncReport) -> [String] {
    few(report.keptBoth.map { "kept both: \($0.path), and the earlier version as \($0.copy)" }, "documents kept twice")
      + few(report.keptChanges.map(\.sentence), "files that stay")
      + few(
        report.clashes.map { clash in
          "\(clash.path): '\(clash.key)' was set on both sides; \(clash.device) had "
            + (clash.value.map { "set it to \($0)" } ?? "removed it") + ", earlier"
        }, "settings")
      + few(report.edits.map(line), "edits of messages")
      + few(report.foreignPurges.map(line), "purged chats")
      + (report.hasReplaced
        ? [
          "the remote's branch holds nothing any more of what was purged; its old objects stay there until its own "
            + "'git gc' (a hosting service may have to be asked)"
        ] : [])
      + few(report.uncommitted.map { "not committed, and so not pushed: \($0)" }, "files that are not committed")
      + [summary(report)]
  }

  private static func line(_ edit: MergeReport.Edit) -> String {
    // A line without an id is known by all of its text.
    let message = edit.message.count <= 64 ? "message \(edit.message)" : "a line without an id"
    return "\(message) was changed by hand on both sides: the later change counts; what \(edit.device) had "
      + (edit.line == nil ? "done, to remove it" : "made of it")
      + ", is in 'git show \("\(edit.commit)".prefix(12)) -- \(edit.path)'"
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
    if report.isQuiet { return end + left(report) }
    func commits(_ count: Int) -> String { count == 1 ? "1 commit" : "\(count) commits" }
    let parts = [
      report.pulled > 0 ? "pulled \(commits(report.pulled))" : "",
      report.pushed > 0 ? "pushed \(commits(report.pushed))" : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ") + "; " + end + left(report)
  }

  /// What the summary has to add where the user commits by hand and has not yet.
  private static func left(_ report: SyncReport) -> String {
    let count = report.uncommitted.count
    let broken = report.keptBack.count
    guard count > 0 else {
      return broken == 0 ? "" : ", but for the settings of \(broken.counted("chat")), which are broken"
    }
    return ", but for \(count) \(count == 1 ? "file" : "files") not committed: "
      + "history.commit is manual, so commit with git, then sync again"
  }
}
