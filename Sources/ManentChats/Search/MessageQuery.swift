import ManentCatalog
public import ManentCore
import ManentIndex
public import ManentRecords

/// What somebody looks for in chats: words, all of which a message must hold, and where to look.
///
/// `word`, `"a phrase"`, `begin*`, `-not` (also `-"not this"`), `role:user`, `tag:work`, `chat:9f2c41aa`,
/// `before:2026-11-01`, `after:30d`, `document:notes/**` (what an answer was made from). Any other colon, bracket or
/// mark is punctuation: there is no text that is no query.
public struct MessageQuery: Sendable {
  /// Something that a message must hold.
  struct Clause: Sendable {
    /// As the user wrote it.
    var text: String
    /// The words, folded.
    var words: [String]
    /// The terms of each word, with blanks between them.
    var terms: [String]
    /// Whether they must follow each other just so.
    var isPhrase = false
    /// Whether the last one is only the beginning of a word.
    var isPrefix = false
  }

  private(set) var wanted: [Clause] = []
  private(set) var unwanted: [Clause] = []
  private(set) var roles: Set<Message.Role> = []
  private(set) var tags: Set<String> = []
  /// Parts of ids or titles.
  private(set) var chats: [String] = []
  private(set) var documents: [String] = []
  private(set) var since: Timestamp?
  private(set) var until: Timestamp?

  /// Whether nothing is said of what to look for.
  public var isEmpty: Bool {
    wanted.isEmpty && unwanted.isEmpty && roles.isEmpty && tags.isEmpty && chats.isEmpty && documents.isEmpty
      && since == nil && until == nil
  }

  /// Whether it says where to look in chats, which means nothing in documents.
  public var hasFilters: Bool {
    !(roles.isEmpty && tags.isEmpty && chats.isEmpty && documents.isEmpty) || since != nil || until != nil
  }

  /// The words that are looked for, as a question to the documents.
  public var text: String { wanted.map(\.text).joined(separator: " ") }

  /// A query from text.
  ///
  /// - Parameters:
  ///   - text: as the user typed it.
  ///   - now: what times are counted back from.
  ///   - calendar: the zone that days begin in.
  /// - Throws: `WorkspaceError.Code.badQuery` for a filter whose value means nothing.
  public init(_ text: String, now: Timestamp = .now, calendar: LocalCalendar = .machine) throws(WorkspaceError) {
    var rest = text[...]
    while let piece = Self.next(&rest) { try add(piece, now, calendar) }
  }

  /// A piece of a query between blanks.
  private struct Piece {
    var text: String
    var key: String?
    var isQuoted = false
    var isNegative = false
  }

  private static func next(_ rest: inout Substring) -> Piece? {
    rest = rest.drop(while: \.isWhitespace)
    guard !rest.isEmpty else { return nil }
    var piece = Piece(text: "")
    if rest.first == "-", rest.dropFirst().first.map({ !$0.isWhitespace && $0 != "-" }) ?? false {
      piece.isNegative = true
      rest = rest.dropFirst()
    }
    let name = rest.prefix { $0.isLetter }
    if keys.contains(name.lowercased()), rest.dropFirst(name.count).first == ":" {
      piece.key = name.lowercased()
      rest = rest.dropFirst(name.count + 1)
    }
    if let quote = rest.first, let end = quotes[quote] {
      piece.isQuoted = true
      rest = rest.dropFirst()
      let text = rest.prefix { $0 != end }
      piece.text = String(text)
      rest = rest.dropFirst(text.count + 1)
    } else {
      let text = rest.prefix { !$0.isWhitespace }
      piece.text = String(text)
      rest = rest.dropFirst(text.count)
    }
    return piece
  }

  private static let keys: Set<String> = ["role", "tag", "chat", "before", "after", "since", "until", "document"]
  private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "„": "“", "«": "»"]

  private mutating func add(_ piece: Piece, _ now: Timestamp, _ calendar: LocalCalendar) throws(WorkspaceError) {
    func moment() throws(WorkspaceError) -> Timestamp {
      guard let point = TimePoint(piece.text) else { throw Self.bad(piece, "give \(TimePoint.grammar)") }
      return point.moment(now: now, calendar: calendar)
    }
    switch piece.key {
    case "role":
      guard let role = Message.Role(rawValue: piece.text.lowercased()) else {
        throw Self.bad(piece, "the roles are \(Message.Role.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      roles.insert(role)
    case "tag": tags.insert(piece.text.hasPrefix("#") ? String(piece.text.dropFirst()) : piece.text)
    case "chat": chats.append(piece.text)
    case "document": documents.append(piece.text)
    case "before", "until":
      let moment = try moment()
      until = min(until ?? moment, moment)
    case "after", "since":
      let moment = try moment()
      since = max(since ?? moment, moment)
    default:
      let isPrefix = !piece.isQuoted && piece.text.hasSuffix("*")
      let words = TextWord.words(of: piece.text)
      guard !words.isEmpty else { return }
      let bytes = Array(piece.text.utf8)
      // Stems depend on accents, which a folded word has lost.
      let terms = words.indices.map { index in
        let end = index + 1 < words.count ? words[index + 1].start : bytes.count
        return Terms.indexText(String(decoding: bytes[words[index].start..<end], as: UTF8.self))
      }
      let clause = Clause(
        text: isPrefix ? String(piece.text.dropLast()) : piece.text, words: words.map(\.folded), terms: terms,
        isPhrase: piece.isQuoted || words.count > 1, isPrefix: isPrefix)
      if piece.isNegative { unwanted.append(clause) } else { wanted.append(clause) }
    }
  }

  private static func bad(_ piece: Piece, _ advice: String) -> WorkspaceError {
    WorkspaceError(.badQuery, "'\(piece.key ?? ""):\(piece.text)'", "not understood", advice: advice)
  }
}

extension MessageQuery.Clause {
  /// What FTS5 is to match; terms are letters and digits alone, so that no mark of its language is in them.
  var expression: String {
    var parts = terms
    guard isPrefix, let last = words.last else { return "\"\(parts.joined(separator: " "))\"" }
    // The stem of what stands there may be no beginning of the word's stem: both are looked for, and the text decides.
    let stem = parts.removeLast()
    let lead = parts.isEmpty ? "" : "\"\(parts.joined(separator: " "))\" AND "
    return "(\(lead)(\"\(last)\" * OR \"\(stem)\" *))"
  }

  /// Whether the text itself must be looked at, since its terms alone do not decide.
  var needsText: Bool { isPhrase || isPrefix }

  /// Whether the words of a text hold it.
  func holds(in text: [TextWord]) -> Bool {
    guard needsText else { return true }
    guard words.count == 1, !text.contains(where: \.isRun) else { return holdsPhrase(in: text) }
    return text.contains { isPrefix ? $0.folded.hasPrefix(words[0]) : $0.folded == words[0] }
  }

  private func holdsPhrase(in text: [TextWord]) -> Bool {
    text.indices.contains { start in
      guard start + words.count <= text.count else { return false }
      return words.indices.allSatisfy { place in
        let (word, found) = (words[place], text[start + place])
        if found.isRun { return found.folded.range(of: word) != nil }
        return place == words.count - 1 && isPrefix ? found.folded.hasPrefix(word) : found.folded == word
      }
    }
  }
}
