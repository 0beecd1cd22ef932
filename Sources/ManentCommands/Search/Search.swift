import ManentFormats
import ManentPlugins
import ManentWorkspace

/// `manent search`: looks into the documents.
enum SearchCommand {
  static let query = Arguments<String>("QUERY", minimum: 1, help: "what to look for")
  static let place = Option<Place>("in", value: "WHERE", default: .documents, help: "what to look into")
  static let count = Option<Int>("top-k", short: "k", value: "N", default: 10, help: "how many passages to show")
  static let documents = Option<String>(
    "documents", value: "GLOB", completion: .document, help: "only documents whose name matches ('notes/**', '*.md')")

  enum Place: String, CaseIterable, ArgumentValue {
    case documents
  }

  static var command: Command {
    Command(
      "search", group: "Documents", summary: "find passages in the documents",
      discussion:
        "Words (BM25) and vectors are joined into one ranking; misspelled words and word parts are found too.",
      examples: [
        Example("manent search \"boundary layer on a flat plate\"", "the ten best passages"),
        Example(
          "manent search -k 3 --documents 'notes/**' deadline --json | jq .results", "three, from one folder, as JSON"),
      ],
      parameters: [query, place, count, documents, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let text = invocation[query].joined(separator: " ")
    let limit = invocation.value(count, 10)
    guard (1...1000).contains(limit) else { throw invocation.misuse("'--top-k' must be from 1 to 1000") }
    let found = try session.workspace().find(text, limit: limit, documents: invocation[documents]).passages
    if session.wantsJSON {
      return try session.print(["query": .string(text), "results": .array(found.map(PassageJSON.result))])
    }
    if found.isEmpty { return try session.say("nothing found") }
    for passage in found {
      let place = passage.page.map { "page \($0)" } ?? "line \(passage.line)"
      let score = String(Int((passage.score * 100).rounded()))
      try session.say(
        "\(passage.document), \(place), bytes \(passage.range.lowerBound)–\(passage.range.upperBound)  (\(score) %)")
      let excerpt = passage.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      try session.say("  " + excerpt.prefix(240) + (excerpt.count > 240 ? " …" : "") + "\n")
    }
  }
}
