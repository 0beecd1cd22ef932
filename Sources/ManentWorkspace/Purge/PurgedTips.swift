import ManentCore
import ManentHistory

/// Commits that are known to hold nothing of the chats that were purged, with all before them
/// (`.git/manent-purged`: the name that git gives to the list of the chats, then a commit's name a line).
struct PurgedTips {
  private static let limit = 64

  private let path: Path
  private let key: String
  private var tips: [CommitID] = []

  /// What is known in a repository for a set of chats; for another set nothing is.
  init(in gitFolder: Path, for chats: Set<String>) throws {
    path = gitFolder / "manent-purged"
    key = try History.blobID(of: Array(chats.sorted().joined(separator: "\n").utf8)).description
    // Without the file, or with one that is damaged, all is looked at again.
    guard let bytes = try? Files.read(path, limit: 1 << 16) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first.map(String.init) == key else { return }
    tips = lines.dropFirst().compactMap { CommitID($0) }
  }

  /// The commits.
  var commits: Set<CommitID> { Set(tips) }

  /// Adds commits.
  mutating func add(_ commits: [CommitID]) throws {
    let new = commits.filter { !tips.contains($0) }
    guard !new.isEmpty else { return }
    tips = (tips + new).suffix(Self.limit)
    try Files.writeAtomically(Array(([key] + tips.map(\.description)).joined(separator: "\n").utf8), to: path)
  }
}
