import ManentChats
import ManentCommandLine
import ManentCore
import ManentExchange
import ManentFormats
import ManentTerminal
import ManentWorkspace

/// `manent import`: takes chats in.
enum ImportCommand {
  static let path = Argument<Path>("PATH", completion: .file, help: "a file, or a folder; '-' is standard input")
  static let format = Option<ImportFormat>(
    "from", value: "PROGRAM", help: "what PATH is from; found by looking when this is left out")
  static let rehearsal = Flag("dry-run", help: "say what would happen, and change nothing")
  static let tags = RepeatedOption<String>("tag", value: "TAG", help: "a tag for the chats that are new")
  static let removes = Flag(
    "remove-source", help: "of 'legacy': remove the old folders, after seeing that all of it is in the workspace")
  static let yes = Flag("yes", short: "y", help: "do not ask before removing")

  static var command: Command {
    Command(
      "import", group: "Data", summary: "take chats in from an export or another program",
      discussion: """
        Taken are Manent's own exports ('manent': json and jsonl), lists of messages as OpenAI's interface has them ('openai'), the data \
        export of ChatGPT as a zip or conversations.json ('chatgpt'), the logs.db of llm ('llm'), and folders with data/session_*, \
        faiss_index/session_* and chat_history ('legacy'), whose documents are joined by content.

        A chat that is here already gets the messages that it lacks: a second import of the same does nothing. Where the source gives an \
        id that is here to something else, both are kept. Chats that were forgotten here stay so.
        """,
      examples: [
        Example("manent import chats.json", "what 'manent export' has written"),
        Example("manent import ~/Downloads/chatgpt.zip --tag chatgpt", "all conversations with ChatGPT"),
        Example("manent -w work export --all | manent -w home import -", "what another workspace has"),
        Example("manent import \"$(llm logs path)\" --dry-run", "what llm has logged, as a rehearsal"),
        Example("manent import old-project --remove-source", "the old layout, then without the old folders"),
      ],
      parameters: [path, format, rehearsal, tags, removes, yes, GlobalOptions.allowsSecrets, GlobalOptions.json],
      run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    try invocation.refuseAddress(invocation[path].string, advice: "say 'curl -L -o FILE ADDRESS' and import FILE")
    let input = try invocation[path].string == "-" ? receivedInput(invocation) : nil
    // What is left of it below the folder for temporary files is no reason to call the import a failure.
    defer { if let input { try? Files.removeTree(input.parent) } }
    let path = input ?? invocation[path].absolute(from: Platform.currentFolder)
    guard try Files.statusFollowingLinks(path) != nil else {
      throw FileError("import", path, code: FileError.notFoundCode)
    }
    let isRehearsal = invocation[rehearsal]
    if invocation[removes], isRehearsal { throw invocation.misuse("'--dry-run' removes nothing") }
    let workspace = try session.workspace()
    workspace.allowsSecrets = invocation[GlobalOptions.allowsSecrets]
    let importer = Importer(into: workspace)
    let options = Importer.Options(
      format: invocation[format], tags: invocation[tags], isRehearsal: isRehearsal)
    let summary: ImportSummary
    do {
      summary = try importer.run(path, options)
    } catch {
      guard let input else { throw error }
      throw Self.named(error, input)
    }
    session.finishProgress()
    tell(summary, in: session)
    var freed: Int?
    if invocation[removes] { freed = try remove(path, summary, importer, session) }
    if session.wantsJSON {
      try session.print(json(summary, freed))
    } else {
      try say(summary, isRehearsal, in: session)
      if let freed { try session.say("removed the old folders: \(ByteCount(freed))") }
    }
    if !summary.isComplete { throw SilentExit(code: .failed) }
  }

  /// What comes on standard input as a file of its own, since a source is looked at more than once.
  private static func receivedInput(_ invocation: Invocation) throws -> Path {
    if invocation[removes] { throw invocation.misuse("'--remove-source' is for a folder") }
    let folder = try Files.makeTemporaryFolder(prefix: "manent-import-", environment: invocation.environment)
    do {
      let file = folder / "standard input"
      try Files.writeNew(try StandardInput.readToEnd(), to: file, mode: 0o600, sync: false)
      return file
    } catch {
      // The folder holds nothing that anybody misses; the error tells what matters.
      try? Files.removeTree(folder)
      throw error
    }
  }

  /// An error about what came on standard input, which the user knows by that name alone.
  private static func named(_ error: any Error, _ input: Path) -> any Error {
    func named(_ text: String) -> String {
      let paths = [(try? Files.resolvingLinks(input))?.string, input.string].compactMap(\.self)
      return paths.reduce(text) { $0.replacing($1, with: "standard input") }
    }
    switch error {
    case var error as ImportError:
      error.subject = named(error.subject)
      error.problem = named(error.problem)
      return error
    case let error as FileError where named(error.path.string) != error.path.string:
      return FileError(error.operation, Path(named(error.path.string)), code: error.code)
    default: return error
    }
  }

  private static func remove(
    _ path: Path, _ summary: ImportSummary, _ importer: Importer, _ session: Session
  ) throws -> Int {
    guard summary.format == .legacy else {
      throw session.invocation.misuse(
        "'--remove-source' is for the legacy layout; this is '\(summary.format.rawValue)'")
    }
    if !session.invocation[yes] {
      guard session.terminal.readsFromTerminal, session.terminal.reportsToTerminal else {
        session.terminal.report(
          "manent: the old folders were not removed; say '--yes' to remove them without being asked")
        throw SilentExit(code: .refused)
      }
      session.terminal.reportPiece("Remove the old folders in \(Terminal.inert(path.string))? [y/N] ")
      let answer = try session.readAnswer()?.lowercased() ?? ""
      guard ["y", "yes"].contains(answer) else { throw SilentExit(code: .refused) }
    }
    return try importer.removeSource(path)
  }

  private static func tell(_ summary: ImportSummary, in session: Session) {
    for notice in summary.notices.prefix(20) { session.terminal.report("manent: " + Terminal.inert(notice)) }
    if summary.chats.keptBoth > 0 {
      session.terminal.report(
        "manent: \(summary.chats.keptBoth.counted("chat or message has", "chats or messages have")) the id of another one "
          + "here and \(summary.chats.keptBoth == 1 ? "says" : "say") something else; both are kept")
    }
    let failures = summary.chats.failed + (summary.legacy?.failed ?? [])
    for failure in failures.prefix(100) {
      session.terminal.report("manent: not imported: " + Terminal.inert("\(failure.chat): \(failure.error)"))
    }
    let rest = failures.count - 100
    if rest > 0 { session.terminal.report("manent: not imported: \(rest) more") }
  }

  private static func say(_ summary: ImportSummary, _ isRehearsal: Bool, in session: Session) throws {
    let chats = summary.chats
    var parts = [
      "\(chats.added.counted("chat")) \(isRehearsal ? "would be " : "")added", "\(chats.extended) extended",
      "\(chats.unchanged) unchanged",
    ]
    if chats.forgotten > 0 { parts.append("\(chats.forgotten) were forgotten here and stay so") }
    if !chats.failed.isEmpty { parts.append("\(chats.failed.count) failed") }
    try session.say(
      "\(summary.format.rawValue): " + parts.joined(separator: ", ") + "; \(chats.messages.counted("message"))")
    guard let legacy = summary.legacy else { return }
    try session.say(
      "documents: \(legacy.copies.counted("copy is", "copies are")) \(legacy.documents.counted("document")), \(legacy.added) of them new; "
        + "\(ByteCount(legacy.duplicateBytes)) of \(ByteCount(legacy.bytes)) were duplicates")
    try session.say(
      "embeddings: \(legacy.duplicateEmbeddings) of \(legacy.embeddings) were duplicates; indexes: "
        + "\(ByteCount(legacy.indexBytes)) are not needed any more, "
        + "\(ByteCount(legacy.duplicateIndexBytes)) of that were duplicates")
  }

  private static func json(_ summary: ImportSummary, _ freed: Int?) -> JSON {
    func list(_ failures: [ImportSummary.Failure]) -> JSON {
      .array(failures.map { ["chat": .string($0.chat), "error": .string($0.error)] })
    }
    let chats = summary.chats
    var object: JSONObject = [
      "format": .string(summary.format.rawValue), "added": JSON(chats.added), "extended": JSON(chats.extended),
      "unchanged": JSON(chats.unchanged), "kept_both": JSON(chats.keptBoth), "forgotten": JSON(chats.forgotten),
      "messages": JSON(chats.messages),
      "failed": list(chats.failed),
    ]
    if let legacy = summary.legacy {
      object["documents"] = [
        "copies": JSON(legacy.copies), "count": JSON(legacy.documents), "added": JSON(legacy.added),
        "bytes": JSON(legacy.bytes), "duplicate_bytes": JSON(legacy.duplicateBytes),
        "embeddings": JSON(legacy.embeddings), "duplicate_embeddings": JSON(legacy.duplicateEmbeddings),
        "index_bytes": JSON(legacy.indexBytes), "duplicate_index_bytes": JSON(legacy.duplicateIndexBytes),
        "failed": list(legacy.failed),
      ]
    }
    if let freed { object["removed_bytes"] = JSON(freed) }
    object["notices"] = .array(summary.notices.map(JSON.string))
    return .object(object)
  }
}

extension ImportFormat: ArgumentValue {}
