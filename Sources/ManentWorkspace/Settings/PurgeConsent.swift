package import ManentCore

/// To which purges this machine's user has agreed (`.git/manent-consent`): those that were made here, and those of other
/// machines that the user has taken over.
///
/// A line each: `agreed CHAT`, `told CHAT` (the user knows of it), `kept NAME CHAT…` (a reference of Manent's own keeps
/// what the chats were), `held COMMIT CHAT…` (that history of the remote still holds the chats).
package struct PurgeConsent: Equatable {
  /// The chats whose purge is carried out here.
  package var agreed: Set<String> = []
  /// The chats of whose purge the user was told.
  package var told: Set<String> = []
  /// The chats that are kept, by the name of the reference.
  package var kept: [String: Set<String>] = [:]
  /// A commit of the remote whose history still held these chats.
  package var held: (commit: CommitName, chats: Set<String>)?

  package typealias CommitName = String

  private let path: Path
  /// Whether nothing was noted yet.
  package let isNew: Bool

  /// What is noted in a repository.
  package init(in gitFolder: Path) throws {
    path = gitFolder / "manent-consent"
    isNew = try Files.status(path) == nil
    guard !isNew else { return }
    for line in String(decoding: try Files.read(path, limit: 1 << 26), as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch (words.first, words.count) {
      case ("agreed"?, 2): agreed.insert(words[1])
      case ("told"?, 2): told.insert(words[1])
      case ("kept"?, 3...): kept[words[1]] = Set(words[2...])
      case ("held"?, 2...): held = (words[1], Set(words.dropFirst(2)))
      default: continue
      }
    }
  }

  /// Writes all of it, forced to disk.
  package func write() throws {
    var lines = agreed.sorted().map { "agreed \($0)" } + told.sorted().map { "told \($0)" }
    lines += kept.sorted { $0.key < $1.key }.map { "kept \($0.key) \($0.value.sorted().joined(separator: " "))" }
    if let held { lines.append((["held", held.commit] + held.chats.sorted()).joined(separator: " ")) }
    try Files.writeAtomically(Array(lines.map { $0 + "\n" }.joined().utf8), to: path)
  }

  package static func == (left: PurgeConsent, right: PurgeConsent) -> Bool {
    left.agreed == right.agreed && left.told == right.told && left.kept == right.kept
      && left.held?.commit == right.held?.commit && left.held?.chats == right.held?.chats
  }
}
