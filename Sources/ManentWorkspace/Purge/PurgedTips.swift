import ManentCore
import ManentHistory

/// Commits that are known to hold nothing of the chats that were purged, with all before them
/// (`.git/manent-purged`: the chats' hash, then a name a line).
struct PurgedTips {
  private static let limit = 64

  private let path: Path
  private let key: String
  private var tips: [CommitID] = []

  /// What is known in a repository for a set of chats; for another set nothing is.
  init(in gitFolder: Path, for chats: Set<String>) {
    path = gitFolder / "manent-purged"
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in chats.sorted().joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    key = "\(chats.count)-\(String(hash, radix: 16))"
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
