import ManentCore
import ManentTerminal
import ManentUpkeep

/// Storage figures for people.
struct StorageText {
  private let summary: StorageSummary
  private let width: Int
  private let hasBars: Bool

  /// Figures as text of a width; `hasBars` says whether a terminal shows them.
  init(_ summary: StorageSummary, width: Int, hasBars: Bool) {
    self.summary = summary
    self.width = min(width, 100)
    self.hasBars = hasBars
  }

  /// The lines.
  var lines: [String] {
    var lines: [String] = []
    if summary.workspaces.count == 1, let report = summary.workspaces.first {
      lines.append("\(report.workspace) in \(report.root)")
    } else {
      var table = Table(
        ["workspace", "size", "documents", "index", "chats", "git", "caches"], rightAligned: [1, 2, 3, 4, 5, 6])
      for report in summary.workspaces {
        table.add(
          [report.workspace, ByteCount(report.totalBytes).description]
            + StorageReport.Part.allCases.map { ByteCount(report.parts[$0] ?? 0).description })
      }
      lines += table.lines
    }
    lines += [""] + partLines + largestLines + duplicateLines + comparisonLines + cacheLines
    return lines
  }

  private var partLines: [String] {
    var table = Table(["part", "size", ""], rightAligned: [1])
    for part in StorageReport.Part.allCases {
      let bytes = summary.parts[part] ?? 0
      let bar = hasBars ? Bar.text(bytes, of: summary.totalBytes, width: max(10, min(50, width - 28))) : ""
      table.add([part.rawValue, ByteCount(bytes).description, bar])
    }
    table.add(["all", ByteCount(summary.totalBytes).description, ""])
    return table.lines
  }

  private var largestLines: [String] {
    guard !summary.largest.isEmpty else { return [] }
    let isOne = summary.workspaces.count == 1
    var table = Table(["largest", "size", isOne ? "" : "in", ""], rightAligned: [1])
    for entry in summary.largest {
      let item = entry.item
      let name = item.part == .chats ? "chat \(item.name.suffix(8))" : item.name
      table.add([name, ByteCount(item.bytes).description, isOne ? "" : entry.workspace, item.title])
    }
    return [""] + table.lines
  }

  private var duplicateLines: [String] {
    guard !summary.duplicates.isEmpty else { return [] }
    let extra = summary.duplicates.reduce(0) { $0 + $1.extraBytes }
    var lines = ["", "there more than once, \(ByteCount(extra)) too many:"]
    for duplicate in summary.duplicates.prefix(10) {
      let places = duplicate.places.prefix(4).map { "\($0.workspace)/\($0.document)" }.joined(separator: ", ")
      let more = duplicate.places.count > 4 ? " and \(duplicate.places.count - 4) more" : ""
      lines.append("  \(ByteCount(duplicate.bytes))  \(places)\(more)")
    }
    if summary.duplicates.count > 10 { lines.append("  and \(summary.duplicates.count - 10) more") }
    return lines
  }

  private var comparisonLines: [String] {
    let comparison = summary.comparison
    guard comparison.chats > 0, comparison.perUser.passages > 0 else { return [] }
    var table = Table(["documents and index", "size", "passages embedded"], rightAligned: [1, 2])
    for (name, session) in [
      ("as it is, once", comparison.perUser), ("once for each chat, at least", comparison.perChatAtLeast),
      ("once for each chat, at most", comparison.perChatAtMost),
    ] {
      table.add([name, ByteCount(session.bytes).description, String(session.passages)])
    }
    return [""] + table.lines
  }

  private var cacheLines: [String] {
    let cache = summary.cache
    guard cache.folder != nil, cache.entries > 0 || cache.passages > 0 || cache.texts > 0 else { return [] }
    return [
      "",
      "worked out once for all workspaces: \(ByteCount(cache.bytes)) of at most \(ByteCount(cache.limit))",
      "  not embedded again: \(cache.passages.counted("passage"))",
      "  not extracted again: \(cache.texts.counted("text"))",
    ]
  }
}
