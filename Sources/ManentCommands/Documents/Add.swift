import ManentCore
import ManentFormats
import ManentWorkspace

/// `manent add`: copies documents in.
enum AddCommand {
  static let paths = Arguments<String>(
    "PATH", minimum: 1, completion: .file, help: "files and folders; '-' is standard input")
  static let name = Option<String>(
    "as", value: "NAME", help: "what to call the document, or the folder that the documents go to")

  static var command: Command {
    Command(
      "add", group: "Documents", summary: "copy documents in and index them",
      discussion: """
        Plain text, Markdown, HTML, source code, CSV and JSON. A file keeps its name, a folder becomes a folder. What was added before \
        and has not changed is left alone; nothing is embedded twice. All of it is one commit that happens whole or not at all.

        Files of a folder that are no text are passed over with a notice.
        """,
      examples: [
        Example("manent add notes/ paper.md", "a folder and a file"),
        Example("pbpaste | manent add - --as clip.md", "from a pipe"),
      ],
      parameters: [paths, name, GlobalOptions.allowsSecrets, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let sources = try sources(of: invocation)
    let workspace = try session.workspace()
    workspace.allowsSecrets = invocation[GlobalOptions.allowsSecrets]
    let report = try workspace.add(sources)
    session.finishProgress()
    try show(report, in: session)
    if report.failed.contains(where: \.isSecret) { throw SilentExit(code: .refused) }
    if !report.failed.isEmpty { throw SilentExit(code: .failed) }
  }

  private static func sources(of invocation: Invocation) throws -> [DocumentSource] {
    let given = invocation[paths]
    let name = invocation[name]
    if given.contains("-") {
      guard given.count == 1, let name else {
        throw invocation.misuse("standard input needs a name, and nothing beside it; say 'manent add - --as NAME'")
      }
      return [DocumentSource(.bytes(try StandardInput.readToEnd()), name: name, isExplicit: true)]
    }
    if name != nil, given.count > 1 { throw invocation.misuse("'--as' names one path; give one") }
    return try given.flatMap { path in
      try DocumentSource.expand(Path(path).absolute(from: Platform.currentFolder), as: name)
    }
  }

  private static func show(_ report: AddReport, in session: Session) throws {
    for refusal in report.skipped {
      session.terminal.report("manent: passed over " + Terminal.inertLine("\(refusal.path): \(refusal.error)"))
    }
    for refusal in report.failed {
      session.terminal.report("manent: cannot add " + Terminal.inertLine("\(refusal.path): \(refusal.error)"))
    }
    if session.wantsJSON {
      func list(_ refusals: [AddReport.Refusal]) -> JSON {
        .array(refusals.map { ["path": .string($0.path), "error": .string($0.error)] })
      }
      return try session.print([
        "added": .array(report.added.map(JSON.string)), "unchanged": .array(report.unchanged.map(JSON.string)),
        "updated": .array(report.updated.map(JSON.string)), "failed": list(report.failed),
        "chunks": .number(JSONNumber(report.chunks)), "embedded": .number(JSONNumber(report.embedded)),
        "skipped": list(report.skipped),
      ])
    }
    let names = report.added.map { ("added", $0) } + report.updated.map { ("updated", $0) }
    if names.count <= 20 { for (verb, name) in names { try session.say("\(verb) \(Terminal.inertLine(name))") } }
    var counts = [
      "\(report.added.count) added", "\(report.updated.count) updated", "\(report.unchanged.count) unchanged",
    ]
    if !report.skipped.isEmpty { counts.append("\(report.skipped.count) passed over") }
    if !report.failed.isEmpty { counts.append("\(report.failed.count) failed") }
    try session.say(
      counts.joined(separator: ", ") + "; \(report.chunks.counted("passage")), \(report.embedded) embedded")
  }
}
