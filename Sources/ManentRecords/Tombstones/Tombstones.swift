public import ManentCore
import ManentFormats

/// The state of all chats that were ever forgotten, read from `forgotten.jsonl`.
///
/// Lines may come in any order and more than once, as a merge leaves them: the entry with the greatest id of a chat
/// says its state, and a purge is final unless an entry withdraws that very one.
public struct Tombstones: Sendable {
  /// A line that is no entry.
  public struct Defect: Sendable, Equatable {
    /// The line, from 1.
    public var line: Int
    /// What is wrong.
    public var problem: String
  }

  /// The entry that says the state of each chat that has one, by the chat's id.
  public private(set) var latest: [String: Tombstone] = [:]
  /// The lines that are no entries.
  public private(set) var defects: [Defect] = []
  /// The greatest id of an entry.
  public private(set) var newest: UUIDv7?

  /// The entries of chats that were ever purged.
  private var purges: [String: [Tombstone]] = [:]

  /// No entries.
  public init() {}

  /// What the lines of a file say; a line that is no entry is passed over and noted.
  public init(parsing bytes: [UInt8]) {
    let lines = JSONLines(bytes)
    var count = 0
    for line in lines {
      count = line.number
      switch line.result {
      case .success(let json):
        if let tombstone = Tombstone(json) {
          add(tombstone)
        } else {
          defects.append(Defect(line: line.number, problem: "not an entry"))
        }
      case .failure(let error):
        defects.append(Defect(line: line.number, problem: "not JSON: \(error)"))
      }
    }
    if let torn = lines.tornTail {
      if let tombstone = (try? JSON(parsing: bytes[torn])).flatMap({ Tombstone($0) }) {
        add(tombstone)
      } else {
        defects.append(Defect(line: count + 1, problem: "the line is not finished"))
      }
    }
  }

  /// Adds an entry.
  public mutating func add(_ tombstone: Tombstone) {
    newest = max(newest ?? tombstone.id, tombstone.id)
    guard tombstone.action == .purge || tombstone.over != nil || purges[tombstone.chat] != nil else {
      if latest[tombstone.chat].map({ $0.id < tombstone.id }) ?? true { latest[tombstone.chat] = tombstone }
      return
    }
    var entries = purges[tombstone.chat] ?? latest[tombstone.chat].map { [$0] } ?? []
    entries.append(tombstone)
    purges[tombstone.chat] = entries
    let withdrawn = Set(entries.compactMap(\.over))
    let left = entries.filter { $0.action == .purge && !withdrawn.contains($0.id) }
    let counting = left.isEmpty ? entries.filter { $0.action != .purge } : left
    latest[tombstone.chat] = (counting.isEmpty ? entries : counting).max { $0.id < $1.id }
  }

  /// The last action on a chat; `nil` when it was never forgotten.
  public func state(of chat: String) -> Tombstone.Action? { latest[chat]?.action }

  /// Whether a chat must not be in the work tree: it is forgotten or purged.
  public func isGone(_ chat: String) -> Bool {
    switch state(of: chat) {
    case .forget, .purge: true
    case .restore, nil: false
    }
  }

  /// The chats that are forgotten and can come back, the last forgotten first.
  public var forgotten: [Tombstone] {
    latest.values.filter { $0.action == .forget }.sorted { $0.id > $1.id }
  }
}
