import ManentCatalog
import ManentCore
import ManentExchange
import ManentWorkspace

/// `manent export`: gives chats out.
enum ExportCommand {
  static let chats = Arguments<String>("CHAT", completion: .chat, help: "ids, or 'last'")
  static let all = Flag("all", short: "a", help: "all chats")
  static let format = Option<ExportFormat>("format", short: "f", value: "FORMAT", default: .json, help: "the form")
  static let output = Option<Path>(
    "output", short: "o", value: "FILE", completion: .file, help: "write to a file instead")

  static var command: Command {
    Command(
      "export", group: "Data", summary: "give chats out as JSON, JSON Lines or Markdown",
      discussion: """
        The same chats give the same bytes, on every machine and at any time. Chats come in the order in which they began; 'json' is one \
        value, 'jsonl' one chat a line, 'markdown' a text to read.
        """,
      examples: [
        Example("manent export --all -o chats.json", "all of them into a file"),
        Example("manent export last --format markdown", "one to read"),
        Example("manent export --all --format jsonl | jq -r .title", "a chat a line"),
      ],
      parameters: [chats, all, format, output], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let references = invocation[chats]
    guard references.isEmpty == invocation[all] else {
      throw invocation.misuse("name the chats, or say '--all'")
    }
    let workspace = try session.workspace()
    let chosen: [Chat]
    if invocation[all] {
      chosen = try workspace.chats().map { try workspace.chat(at: $0.path) }
    } else {
      var seen: Set<String> = []
      chosen = try references.map { try workspace.chat(matching: $0) }.filter { seen.insert($0.path).inserted }
    }
    let format = invocation.value(format, .json)
    guard let output = invocation[output], output.string != "-" else {
      return try Exporter(of: workspace).export(chosen, as: format, write: session.terminal.write)
    }
    let file = try AtomicFile(at: output.absolute(from: Platform.currentFolder))
    do {
      try Exporter(of: workspace).export(chosen, as: format, write: file.write)
      try file.commit()
    } catch {
      file.discard()
      throw error
    }
    session.terminal.report("manent: exported \(chosen.count) chats to \(output)")
  }
}

extension ExportFormat: ArgumentValue {}
