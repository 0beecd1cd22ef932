public import ManentCore
import ManentRecords
public import ManentWorkspace

/// Since when this machine has known of the chats that are forgotten (`.git/manent/state/forgets`).
///
/// The list of forgotten chats is shared through the remote, so a time in it may be forged, and a purge cannot be undone. An
/// entry of another machine therefore counts as no older than the first look that this machine had at it. A line each: `here ENTRY` for one that was made on this machine, `seen ENTRY MILLISECONDS` for another; an entry
/// is named by its id.
struct ForgetTimes {
  private(set) var here: Set<String> = []
  private(set) var seen: [String: Timestamp] = [:]

  /// What a file says; a line that was cut short says nothing.
  init(parsing bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch (words.first, words.count) {
      case ("here"?, 2): here.insert(words[1])
      case ("seen"?, 3):
        if let time = Int64(words[2]), seen[words[1]] == nil { seen[words[1]] = Timestamp(milliseconds: time) }
      default: continue
      }
    }
  }
}

extension Workspace {
  private var forgetsFile: Path { stateFolder / "forgets" }

  private func forgetTimes() throws -> ForgetTimes {
    guard try Files.status(forgetsFile) != nil else { return ForgetTimes(parsing: []) }
    return ForgetTimes(parsing: try Files.read(forgetsFile, limit: 1 << 26, followsLinks: false))
  }

  /// A forgotten chat, and how long it may count as forgotten.
  public struct ForgottenSince: Sendable, Equatable {
    /// The chat's id.
    public var chat: String
    /// What its entry says.
    public var createdAt: Timestamp
    /// Since when this machine has known of an entry that was made elsewhere; `nil` for one that was made here.
    public var knownSince: Timestamp?
  }

  /// The chats that are forgotten and not purged.
  public func forgottenChats() throws -> [ForgottenSince] {
    let forgotten = try tombstones().forgotten
    guard !forgotten.isEmpty else { return [] }
    let times = try forgetTimes()
    let now = surroundings.clock.now()
    return forgotten.map { entry in
      let id = entry.id.description
      return ForgottenSince(
        chat: entry.chat, createdAt: entry.createdAt,
        knownSince: times.here.contains(id) ? nil : times.seen[id] ?? now)
    }
  }

  /// Notes that entries are made on this machine. The caller holds the lock on chats.
  func noteMade(_ entries: [Tombstone]) throws { try note(entries.map { "here \($0.id)" }) }

  /// Notes the entries of elsewhere that this machine sees for the first time, with the time of it.
  public func noteForgottenElsewhere() throws {
    try locked(.chats) {
      let times = try forgetTimes()
      let now = surroundings.clock.now().milliseconds
      try note(
        tombstones().forgotten.map(\.id.description)
          .filter { !times.here.contains($0) && times.seen[$0] == nil }.map { "seen \($0) \(now)" })
    }
  }

  /// Appends lines, forced to the disk; a line that a crash has cut short before them stays by itself.
  private func note(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    try Files.append(Array(lines.map { "\n" + $0 + "\n" }.joined().utf8), to: forgetsFile, mode: 0o600)
  }
}
