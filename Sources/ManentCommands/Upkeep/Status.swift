import ManentCommandLine
import ManentCore
import ManentHistory
import ManentTerminal
import ManentUpkeep
import ManentWorkspace

/// `manent status`: says what is there and how large it is.
enum StatusCommand {
  static var command: Command {
    Command(
      "status", group: "Upkeep", summary: "say what is there, and how large",
      discussion: """
        Messages count as long as 'manent show' shows them: not those that were cleared, or that another answer replaces; \
        'manent stats' counts the same.
        """,
      examples: [
        Example("manent status", "for people"),
        Example("manent status --json | jq .storage.total_bytes", "for scripts"),
      ],
      parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let status = try workspace.status()
    if session.wantsJSON { return try session.print(StatusJSON.value(status)) }
    session.finishProgress()
    var table = Table(["", "count", "size"], rightAligned: [1, 2])
    table.add(["documents", String(status.documents.count), ByteCount(status.documents.bytes).description])
    table.add([
      "index segments (\(status.chunks.counted("passage")))", String(status.segments.count),
      ByteCount(status.segments.bytes).description,
    ])
    table.add([
      "chats (\(status.messages.counted("message")))", String(status.chats.count),
      ByteCount(status.chats.bytes).description,
    ])
    table.add(["commits", String(status.history.count), ByteCount(status.history.bytes).description])
    table.add(["this machine's cache", "", ByteCount(status.cacheBytes).description])
    table.add(["all", "", ByteCount(status.totalBytes).description])
    try session.sayProse("\(status.name) in \(status.root), embedded by \(status.embedder)\n")
    try session.terminal.write(table.text)
    if let upstream = status.upstream {
      try session.sayProse("\nfollows \(upstream.name): \(upstream.ahead) ahead, \(upstream.behind) behind")
    }
    if status.isDetached {
      try session.sayProse("\non no branch: HEAD is detached. \(workspace.detachedAdvice)")
    }
    for alert in status.alerts { session.terminal.report("manent: \(alert)") }
  }
}
