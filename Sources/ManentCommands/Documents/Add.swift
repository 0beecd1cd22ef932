import ManentChats
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentTerminal
import ManentWorkspace

/// `manent add`: copies documents in.
enum AddCommand {
  static let paths = Arguments<String>(
    "PATH", minimum: 1, completion: .file, help: "files and folders; '-' is standard input")
  static let name = Option<String>(
    "as", value: "NAME", help: "what to call the document, or the folder that the documents go to")

  static let excluded = RepeatedOption<String>(
    "exclude", value: "PATTERN", help: "leave out of folders what fits, as a line of .gitignore; '!PATTERN' takes it in"
  )

  static var command: Command {
    Command(
      "add", group: "Documents", summary: "copy documents in and index them",
      discussion: """
        Plain text, Markdown, HTML, source code, CSV and JSON. A file keeps its name, a folder becomes a folder. What was added before \
        and has not changed is left alone; nothing is embedded twice. All of it is one commit that happens whole or not at all.

        Of a folder, what its .gitignore and .manentignore leave out is left out, and so is what nobody reads: hidden files, node_modules, \
        copies that editors keep, minified code. These, files that are no text, links, and names that are not UTF-8 are passed over with a \
        notice. A file that is named itself is taken in any case.
        """,
      examples: [
        Example("manent add notes/ paper.md", "a folder and a file"),
        Example("manent add project/ --exclude '*.log' --exclude drafts/", "a folder without some of it"),
        Example("pbpaste | manent add - --as clip.md", "from a pipe"),
        Example("curl -L https://example.org/page.html | manent add - --as page.html", "from the web"),
      ],
      parameters: [paths, name, excluded, GlobalOptions.allowsSecrets, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let (sources, passedOver) = try sources(of: invocation)
    let workspace = try session.workspace()
    workspace.allowsSecrets = invocation[GlobalOptions.allowsSecrets]
    var report = try workspace.add(sources)
    report.skipped = passedOver + report.skipped
    session.finishProgress()
    try show(report, in: session)
    if report.failed.contains(where: \.isSecret) { throw SilentExit(code: .refused) }
    if !report.failed.isEmpty { throw SilentExit(code: .failed) }
  }

  private static func sources(
    of invocation: Invocation
  ) throws -> (sources: [DocumentSource], skipped: [AddReport.Refusal]) {
    let given = invocation[paths]
    let name = invocation[name]
    if given.contains("-") {
      guard given.count == 1, let name else {
        throw invocation.misuse("standard input needs a name, and nothing beside it; say 'manent add - --as NAME'")
      }
      return ([DocumentSource(.bytes(try StandardInput.readToEnd()), name: name, isExplicit: true)], [])
    }
    if name != nil, given.count > 1 { throw invocation.misuse("'--as' names one path; give one") }
    for path in given { try invocation.refuseAddress(path, advice: "say 'curl -L ADDRESS | manent add - --as NAME'") }
    let rules = IgnoreRules(invocation[excluded])
    var found: (sources: [DocumentSource], skipped: [AddReport.Refusal]) = ([], [])
    for path in given {
      let expanded = try DocumentSource.expand(
        Path(path).absolute(from: Platform.currentFolder), as: name, excluding: rules)
      found.sources += expanded.sources
      found.skipped += expanded.skipped
    }
    return found
  }

  /// Tells what was passed over: what has one reason in one line.
  private static func tellSkipped(_ skipped: [AddReport.Refusal], in session: Session) {
    var reasons: [String] = []
    var paths: [String: [String]] = [:]
    for refusal in skipped {
      if paths[refusal.error] == nil { reasons.append(refusal.error) }
      paths[refusal.error, default: []].append(refusal.path)
    }
    for reason in reasons.prefix(20) {
      let found = paths[reason] ?? []
      let names = found.count == 1 ? found : found.map { Path($0).name }
      let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
      session.terminal.report("manent: passed over " + Terminal.inertLine("\(shown): \(reason)"))
    }
    let rest = reasons.dropFirst(20).reduce(0) { $0 + (paths[$1]?.count ?? 0) }
    if rest > 0 { session.terminal.report("manent: passed over \(rest) more; '--json' lists them") }
  }

  private static func show(_ report: AddReport, in session: Session) throws {
    tellSkipped(report.skipped, in: session)
    for notice in report.notices.prefix(20) { session.terminal.report("manent: " + Terminal.inert(notice)) }
    if report.notices.count > 20 { session.terminal.report("manent: and \(report.notices.count - 20) more such files") }
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
        "skipped": list(report.skipped), "notices": .array(report.notices.map(JSON.string)),
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
