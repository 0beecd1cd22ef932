import ManentCatalog
import ManentChats
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentTerminal

/// `manent search`: looks into the documents and the chats.
enum SearchCommand {
  static let query = Arguments<String>("QUERY", minimum: 1, help: "what to look for")
  static let place = Option<Place>("in", value: "WHERE", default: .all, help: "what to look into")
  static let count = Option<Int>("top-k", short: "k", value: "N", default: 10, help: "how many to show, of each")
  static let order = Option<SearchOrder>(
    "sort", value: "ORDER", default: .best, help: "which messages come first; documents come best first")
  static let documents = Option<String>(
    "documents", value: "GLOB", completion: .document, help: "only documents whose name matches ('notes/**', '*.md')")

  enum Place: String, CaseIterable, ArgumentValue {
    case documents, chats, all
  }

  static var command: Command {
    Command(
      "search", group: "Documents", summary: "find passages in the documents, and messages in the chats",
      discussion: """
        In documents, words (BM25) and vectors are joined into one ranking; misspelled words and word parts are found too. In chats \
        every word must be there: 'word', '"a phrase"', 'begin*', '-not'. There, 'role:user', 'tag:work', 'chat:9f2c41aa' (a part of \
        its id or title), 'after:30d', 'before:2026-11-01' and 'document:notes/**' (what an answer was made from) say where to look; \
        a query with one of them looks into chats alone. A found chat is opened with 'manent show' and the id that is shown. A word in \
        more than 1,000 messages gives the best of the newest 1,000.
        """,
      examples: [
        Example("manent search \"boundary layer on a flat plate\"", "the best passages and messages"),
        Example("manent search --in chats '\"flat plate\" -wing role:user after:30d'", "what you said of late"),
        Example(
          "manent search -k 3 --documents 'notes/**' deadline --json | jq .results", "three, from one folder, as JSON"),
      ],
      parameters: [query, place, count, order, documents, GlobalOptions.utc, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let text = invocation[query].joined(separator: " ")
    let limit = invocation.value(count, 10)
    guard (1...1000).contains(limit) else { throw invocation.misuse("'--top-k' must be from 1 to 1000") }
    let times = TimeDisplay(invocation)
    let parsed = try MessageQuery(text, calendar: times.calendar)
    var place = invocation.value(place, .all)
    if place == .all, invocation[documents] != nil { place = .documents }
    if place == .all, parsed.hasFilters { place = .chats }
    let workspace = try session.workspace()
    let found = place == .chats ? nil : try workspace.find(text, limit: limit, documents: invocation[documents])
    let messages =
      place == .documents || parsed.isEmpty
      ? [] : try workspace.messages(matching: parsed, limit: limit, order: invocation.value(order, .best))
    session.finishProgress()
    if session.wantsJSON {
      let results = (found?.telling ?? []).map(PassageJSON.result) + messages.map(MessageJSON.result)
      return try session.print(["query": .string(text), "results": .array(results)])
    }
    if (found?.telling ?? []).isEmpty, messages.isEmpty { return try session.say("nothing found") }
    if let found { try show(found, session) }
    if place == .all, !messages.isEmpty { try session.say("In chats:\n") }
    for message in messages {
      let role = message.message.role.rawValue
      let heading =
        "\(message.chat.id.suffix(8))  \(times.text(message.message.createdAt))  \(role)  \(message.chat.title)"
      try session.sayLaid(session.looks.heading(heading) + session.looks.marked(message.excerpt) + "\n")
    }
  }

  private static func show(_ found: Finding, _ session: Session) throws {
    let sought = Excerpt.Sought(found.plan)
    for passage in found.telling {
      let place = passage.page.map { "page \($0)" } ?? "line \(passage.line)"
      let score = String(Int((passage.score * 100).rounded()))
      let heading =
        "\(passage.document), \(place), bytes \(passage.range.lowerBound)–\(passage.range.upperBound)  (\(score) %)"
      let excerpt = Excerpt(of: passage.text, sought)
      try session.sayLaid(session.looks.heading(heading) + session.looks.marked(excerpt) + "\n")
    }
  }
}

extension SearchOrder: ArgumentValue {}
