import ManentCatalog
import ManentCore
import ManentFormats
import ManentIndex
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Of how many matches, the newest ones, the best are chosen: what this costs is bounded, however common a word is.
  private static let ranked = 1000
  /// Bytes beyond which a message is not read for a search.
  private static let longestLine = 4 << 20

  /// The messages of all chats that fit a query. What was cleared, replaced, forgotten or purged is not among them.
  ///
  /// Of more than 1,000 matches, the best of the newest 1,000 are given.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - limit: at most how many.
  ///   - order: which come first.
  public func messages(matching query: MessageQuery, limit: Int, order: SearchOrder = .best) throws -> [FoundMessage] {
    try refreshChats(thoroughly: false)
    var (found, stale) = try catalog().reading { try findMessages(query, limit: limit, order: order) }
    if !stale.isEmpty {
      try reload(stale)
      (found, _) = try catalog().reading { try findMessages(query, limit: limit, order: order) }
    }
    return found
  }

  /// The folders of the chats that a query finds, by their titles or by one of their messages.
  public func chats(matching query: MessageQuery) throws -> Set<String> {
    var (found, stale) = try findChats(query)
    if !stale.isEmpty {
      try reload(stale)
      (found, _) = try findChats(query)
    }
    return found
  }

  /// Reads chats anew that were edited by hand since anything looked at all chats.
  private func reload(_ stale: Set<String>) throws {
    try catalog().transaction { for chat in stale.sorted() { try reloadChat(chat) } }
  }

  /// - Returns: the folders of the chats that fit, and of those whose files are not as the catalog knows them.
  private func findChats(_ query: MessageQuery) throws -> (found: Set<String>, stale: Set<String>) {
    let rows = try chats()
    return try catalog().reading {
      var stale: Set<String> = []
      let words = query.wanted.flatMap(\.words)
      var found: Set<String> = []
      if !words.isEmpty, !query.hasFilters {
        found = Set(
          rows.lazy.filter { row in words.allSatisfy { row.title.lowercased().range(of: $0) != nil } }.map(\.path))
      }
      guard let search = try search(for: query) else { return (found, stale) }
      let scorer = MessageScorer(query)
      let globs = query.documents.map { Glob($0) }
      var cleared: [String: String?] = [:]
      try catalog().messages(search) { place in
        try Interruption.check()
        guard !found.contains(place.chat), place.range.count <= Self.longestLine else { return true }
        guard let message = try Self.message(at: place, in: root) else {
          stale.insert(place.chat)
          return true
        }
        guard try isShown(message, of: place.chat, &cleared), scorer.score(message.content) != nil,
          globs.allSatisfy({ glob in message.sources.contains { glob.matches($0.document) } })
        else { return true }
        found.insert(place.chat)
        return found.count < rows.count
      }
      return (found, stale)
    }
  }

  /// A message that fits, and how well.
  private typealias Candidate = (place: MessagePlace, message: Message, score: Double)

  /// The outcome of reading a place that the catalog names.
  private enum Reading {
    case fits(Candidate)
    case other
    /// Something else stands there by now.
    case stale(chat: String)
  }

  /// - Returns: the messages, and the folders of the chats whose files are not as the catalog knows them.
  private func findMessages(
    _ query: MessageQuery, limit: Int, order: SearchOrder
  ) throws -> (found: [FoundMessage], stale: Set<String>) {
    guard let search = try search(for: query), limit > 0 else { return ([], []) }
    var stale: Set<String> = []
    let isRanked = order == .best && !query.wanted.isEmpty
    let most = isRanked ? Self.ranked : limit
    let (root, scorer, globs) = (root, MessageScorer(query), query.documents.map { Glob($0) })
    var cleared: [String: String?] = [:]
    var candidates: [Candidate] = []
    var waiting: [MessagePlace] = []
    /// Reads the messages that wait, all processors at once.
    func read() throws {
      try Interruption.check()
      var found: [Candidate] = []
      for reading in try Parallel.map(waiting, { try Self.reading(at: $0, in: root, scorer, globs) }) {
        switch reading {
        case .fits(let candidate): found.append(candidate)
        case .stale(let chat): stale.insert(chat)
        case .other: break
        }
      }
      waiting = []
      // Whether a message was cleared is asked of those alone that may be given: each chat's settings are a file.
      candidates += isRanked ? found : try found.filter { try isShown($0.message, of: $0.place.chat, &cleared) }
    }
    try catalog().messages(search) { place in
      waiting.append(place)
      if waiting.count >= max(64, most - candidates.count) { try read() }
      return candidates.count < most
    }
    try read()
    if order == .best { candidates.sort { ($1.score, $1.place.key) < ($0.score, $0.place.key) } }
    let sought = Excerpt.Sought(query)
    var given: [FoundMessage] = []
    for candidate in candidates where given.count < limit {
      if isRanked, try !isShown(candidate.message, of: candidate.place.chat, &cleared) { continue }
      guard let chat = try catalog().chat(at: candidate.place.chat) else { continue }
      given.append(
        FoundMessage(
          chat: chat, message: candidate.message, score: candidate.score,
          excerpt: Excerpt(of: candidate.message.content, sought)))
    }
    return (given, stale)
  }

  /// The message at a place, if it fits.
  private static func reading(
    at place: MessagePlace, in root: Path, _ scorer: MessageScorer, _ globs: [Glob]
  ) throws -> Reading {
    guard place.range.count <= longestLine else { return .other }
    guard let message = try message(at: place, in: root) else { return .stale(chat: place.chat) }
    guard globs.allSatisfy({ glob in message.sources.contains { glob.matches($0.document) } }),
      let score = scorer.score(message.content)
    else { return .other }
    return .fits((place, message, score))
  }

  /// What the catalog is asked; `nil` when no chat fits.
  private func search(for query: MessageQuery) throws -> MessageSearch? {
    var search = MessageSearch()
    if !query.wanted.isEmpty { search.expression = query.wanted.map(\.expression).joined(separator: " AND ") }
    // What only the text can decide is left to it.
    let without = query.unwanted.filter { !$0.needsText }
    if !without.isEmpty { search.without = without.map(\.expression).joined(separator: " OR ") }
    if !query.roles.isEmpty { search.roles = Set(query.roles.map(\.number)) }
    search.since = query.since
    search.until = query.until
    if !query.tags.isEmpty || !query.chats.isEmpty {
      let rows = try catalog().chats().filter { row in
        query.tags.isSubset(of: row.tags) && query.chats.allSatisfy { row.isNamed($0) }
      }
      guard !rows.isEmpty else { return nil }
      search.chats = Set(rows.map(\.path))
    }
    return search
  }

  /// The message of a line; `nil` when something else stands there by now.
  private static func message(at place: MessagePlace, in root: Path) throws -> Message? {
    guard place.range.count <= longestLine, let line = try line(at: place, in: root) else { return nil }
    // Whatever wrote over it since is seen by the next look at the chats.
    return (try? JSON(parsing: line)).flatMap { Message($0) }
  }

  private static func line(at place: MessagePlace, in root: Path) throws -> [UInt8]? {
    do {
      return try Files.read(root / place.chat / WorkspaceLayout.part(place.part), range: place.range)
    } catch {
      guard error.isNotFound else { throw error }
      return nil
    }
  }

  private func isShown(_ message: Message, of path: String, _ cleared: inout [String: String?]) throws -> Bool {
    if cleared[path] == nil { cleared[path] = .some(try chat(at: path).settings.clearedBefore) }
    guard let border = cleared[path] ?? nil else { return true }
    return message.id >= border
  }
}

extension ChatRow {
  /// Whether a word means the chat: a part of its id of four characters or more, or of its title.
  func isNamed(_ word: String) -> Bool {
    (word.utf8.count >= 4 && id.range(of: word) != nil) || id == word
      || title.lowercased().range(of: word.lowercased()) != nil
  }
}

extension Message.Role {
  /// How the catalog counts them.
  var number: Int {
    switch self {
    case .system: 0
    case .user: 1
    case .assistant: 2
    case .tool: 3
    }
  }
}
