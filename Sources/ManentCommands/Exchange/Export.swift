import ManentChats
import ManentCommandLine
import ManentCore
import ManentExchange
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent export`: gives chats out.
enum ExportCommand {
  static let chats = Arguments<String>("CHAT", completion: .chat, help: "ids, or 'last'")
  static let all = Flag("all", short: "a", help: "all chats")
  static let format = Option<ExportFormat>(
    "format", short: "f", value: "FORMAT", help: "the form; else the one that the ending of the file tells, or json")
  static let output = Option<String>(
    "output", short: "o", value: "PATH", completion: .file, help: "write to a file, or a file for each chat to a folder"
  )
  static let tags = RepeatedOption<String>("tag", value: "TAG", help: "only chats that have this tag")
  static let since = Option<TimePoint>(
    "since", value: "TIME", help: "only chats with a message from then on: \(TimePoint.grammar)")
  static let until = Option<TimePoint>("until", value: "TIME", help: "only chats that began before then")
  static let schema = Flag("schema", help: "print the JSON Schema of '--format json' and nothing else")

  static var command: Command {
    Command(
      "export", group: "Data", summary: "give chats out as JSON, a web page, a table and more",
      discussion: """
        The same chats give the same bytes, on every machine and at any time. Chats come in the order in which they began; 'json' is one \
        value, 'jsonl' one chat a line, 'markdown' a text to read, 'html' a web page in one file that asks nothing of anybody, 'csv' a \
        row for each message, 'openai' lines for fine-tuning. 'manent import' takes 'json' and 'jsonl' back without a difference.

        Without --format the ending of the file tells the form: .json, .jsonl, .md, .html or .csv; another ending is refused, and \
        what has none is 'json'.

        A chat that cannot be read is told, the others are given out, and the exit status is 1.
        """,
      examples: [
        Example("manent export --all -o chats.json", "all of them into a file"),
        Example("manent export last -o chat.html", "one to read"),
        Example("manent export --tag work --since 2026-01-01 -f markdown -o notes/", "a file for each of some"),
        Example("manent export --all --format jsonl | jq -r .title", "a chat a line"),
      ],
      parameters: [chats, all, format, output, tags, since, until, GlobalOptions.utc, schema], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    if invocation[schema] { return try session.terminal.write(ExportSchema.text) }
    let times = TimeDisplay(invocation)
    let filter = ExportFilter(
      tags: Set(invocation[tags]), since: invocation[since].map(times.moment),
      until: invocation[until].map(times.moment))
    let references = invocation[chats]
    guard invocation[all] ? references.isEmpty : !references.isEmpty || !filter.isEmpty else {
      throw invocation.misuse("name the chats, or say '--all'")
    }
    let workspace = try session.workspace()
    let exporter = Exporter(of: workspace)
    let choices = try choose(references, filter, exporter, workspace)
    var report = try write(choices, exporter, session)
    session.finishProgress()
    if references.isEmpty {
      let known = Set(choices.map(\.path) + report.failures.map(\.path))
      report.failures += try workspace.unreadableChats().filter { !known.contains($0) }
        .map { .init(path: $0, error: "it cannot be read") }
    }
    if report.leftOut > 0 {
      session.terminal.report("manent: \(report.leftOut) chats have nothing that this form could hold")
    }
    for failure in report.failures {
      session.terminal.report("manent: not exported: " + Terminal.inert("\(failure.path): \(failure.error)"))
    }
    if !report.failures.isEmpty { throw SilentExit(code: .failed) }
  }

  private static func choose(
    _ references: [String], _ filter: ExportFilter, _ exporter: Exporter, _ workspace: Workspace
  ) throws -> [ExportChoice] {
    var seen: Set<String> = []
    let named = try references.map { try workspace.chat(matching: $0) }.filter { seen.insert($0.path).inserted }
    if filter.isEmpty, !references.isEmpty { return try named.map { try ExportChoice($0, of: workspace) } }
    let fitting = try exporter.chats(matching: filter)
    return references.isEmpty ? fitting : fitting.filter { seen.contains($0.path) }
  }

  private static func write(
    _ chats: [ExportChoice], _ exporter: Exporter, _ session: Session
  ) throws -> ExportReport {
    let format = try form(for: session.invocation)
    if session.invocation[output]?.isEmpty == true {
      throw session.invocation.misuse("'--output' needs a file or a folder")
    }
    guard let given = session.invocation[output], given != "-" else {
      let isJSON = ["json", "jsonl"].contains(format.fileExtension)
      return try exporter.export(chats, as: format) { try session.terminal.writeInert($0, isJSON: isJSON) }
    }
    let output = Path(given)
    let path = output.absolute(from: Platform.currentFolder)
    // A slash at the end says that a folder is meant.
    if given.hasSuffix("/") { try Files.makeFolders(path) }
    let report: ExportReport
    do {
      report =
        try Files.statusFollowingLinks(path)?.kind == .folder
        ? exporter.export(chats, as: format, toFolder: path) : exporter.export(chats, as: format, toFile: path)
    } catch let error as FileError where error.path == path {
      throw FileError(error.operation, output, code: error.code)
    }
    session.finishProgress()
    session.terminal.report("manent: exported \(report.chats.counted("chat")) to \(output)")
    return report
  }
}

extension ExportCommand {
  /// The form that was asked for: by name, else by the ending of the file.
  private static func form(for invocation: Invocation) throws -> ExportFormat {
    if let given = invocation[format] { return given }
    guard let given = invocation[output], given != "-", !given.hasSuffix("/") else { return .json }
    let path = Path(given).absolute(from: Platform.currentFolder)
    // A folder, a pipe and a device are not called after what is in them.
    if let kind = try Files.statusFollowingLinks(path)?.kind, kind != .file { return .json }
    let ending = path.fileExtension
    guard !ending.isEmpty else { return .json }
    guard let form = ExportFormat(fileExtension: ending) else {
      let forms = ExportFormat.allCases.map(\.rawValue).joined(separator: "|")
      throw invocation.misuse(
        "no form goes by the ending '.\(ending)' of '\(Terminal.inertLine(given))'; say which with '--format \(forms)'")
    }
    return form
  }
}

extension ExportFormat: ArgumentValue {}
