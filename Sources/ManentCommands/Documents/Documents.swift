import ManentCatalog
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentTerminal

/// `manent documents`: the documents of a workspace.
enum DocumentsCommand {
  static var command: Command {
    Command(
      "documents", group: "Documents", summary: "list, show and remove documents",
      examples: [
        Example("manent documents", "list them"),
        Example("manent documents show guide.md", "read one"),
        Example("manent documents remove old.txt", "take one out"),
      ],
      subcommands: [DocumentsList.command, DocumentsShow.command, DocumentsRemove.command], defaultSubcommand: "list")
  }
}

/// `manent documents list`.
enum DocumentsList {
  static var command: Command {
    Command(
      "list", summary: "list the documents",
      examples: [Example("manent documents list --json", "as JSON")], parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let documents = try session.workspace().documents()
    if session.wantsJSON { return try session.print(.array(documents.map(json))) }
    if documents.isEmpty { return try session.say("no documents yet; 'manent add PATH' copies some in") }
    var table = Table(["name", "size", "kind"], rightAligned: [1])
    for document in documents {
      table.add([
        document.name, ByteCount(document.stamp.size).description,
        document.problem.map { "! \($0)" } ?? document.format,
      ])
    }
    try session.terminal.write(table.text)
  }

  private static func json(_ document: DocumentRow) -> JSON {
    var object: JSONObject = ["name": .string(document.name)]
    if document.problem == nil {
      object["blob"] = .string(document.blob.description)
      object["format"] = .string(document.format)
    }
    object["bytes"] = .number(JSONNumber(document.stamp.size))
    if let problem = document.problem { object["problem"] = .string(problem) }
    return .object(object)
  }
}

/// `manent documents show`.
enum DocumentsShow {
  static let name = Argument<String>("NAME", completion: .document, help: "the document's name")

  static var command: Command {
    Command(
      "show", summary: "print a document's text",
      discussion: "With --json also its passages: the bytes of the text that each covers.",
      examples: [Example("manent documents show guide.md", "read the guide")], parameters: [name, GlobalOptions.json],
      run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let document = try session.workspace().document(named: invocation[name])
    let text = String(decoding: document.text, as: UTF8.self)
    guard session.wantsJSON else {
      let shown = session.terminal.writesToTerminal ? Terminal.inert(text) : text
      return try session.terminal.write(shown.hasSuffix("\n") ? shown : shown + "\n")
    }
    let passages = document.passages.map { passage -> JSON in
      [
        "start": .number(JSONNumber(passage.range.lowerBound)), "end": .number(JSONNumber(passage.range.upperBound)),
        "page": passage.page.map { .number(JSONNumber($0)) } ?? .null,
      ]
    }
    try session.print([
      "name": .string(document.row.name), "blob": .string(document.row.blob.description),
      "format": .string(document.row.format), "bytes": .number(JSONNumber(document.row.stamp.size)),
      "passages": .array(passages), "text": .string(text),
    ])
  }
}

/// `manent documents remove`.
enum DocumentsRemove {
  static let names = Arguments<String>("NAME", minimum: 1, completion: .document, help: "the documents' names")

  static var command: Command {
    Command(
      "remove", aliases: ["rm"], summary: "take documents out of the workspace",
      discussion: "The files, their part of the index and their rows go in one commit; git's history still has them.",
      examples: [Example("manent documents remove old.txt notes/draft.md", "take two out")],
      parameters: [names, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let removed = Array(Set(invocation[names])).sorted()
    try session.workspace().removeDocuments(removed)
    if session.wantsJSON { return try session.print(["removed": .array(removed.map(JSON.string))]) }
    for name in removed { try session.say("removed \(Terminal.inertLine(name))") }
  }
}
