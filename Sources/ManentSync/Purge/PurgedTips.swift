import ManentCore
internal import ManentGit
import ManentHistory

/// What is known of a repository's commits after a purge (`.git/manent-purged`): first the name that git gives to the list
/// of the purged chats, then a line each: a commit that holds nothing of them, with all before it; `OLD NEW` for what the
/// purge has made of one; `pending` while the remote may still have the old ones.
struct PurgedTips {
  /// The file's name in git's folder.
  static let file = "manent-purged"
  /// So many clean commits are kept.
  private static let limit = 64
  /// So many pairs: a sample of a long history, so that what comes from another machine is near one of them.
  private static let pairLimit = 1024

  private let path: Path
  private let key: String
  private var tips: [CommitID] = []
  /// What purges have made of commits.
  private(set) var replaced: [CommitID: CommitID] = [:]
  /// Whether the remote may still have what was replaced.
  var isPending = false

  /// What is known in a repository for a set of chats; for another set nothing is.
  init(in gitFolder: Path, for chats: Set<String>) throws {
    path = gitFolder / Self.file
    key = try Self.key(of: chats)
    try read(from: key)
  }

  private static func key(of chats: Set<String>) throws -> String {
    try History.blobID(of: Array(chats.sorted().joined(separator: "\n").utf8)).description
  }

  private mutating func read(from key: String) throws {
    // Without the file, or with one that is damaged, all is looked at again.
    guard try Files.status(path) != nil else { return }
    let lines = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self).split(separator: "\n")
    guard lines.first.map(String.init) == key else { return }
    for line in lines.dropFirst() {
      let commits = line.split(separator: " ").map { CommitID($0) }
      if line == "pending" { isPending = true }
      if commits.count == 2, let old = commits[0], let new = commits[1] { replaced[old] = new }
      if commits.count == 1, let commit = commits[0] { tips.append(commit) }
    }
  }

  /// The commits that hold nothing of the chats.
  var commits: Set<CommitID> { Set(tips) }

  /// Adds clean commits.
  mutating func add(_ commits: [CommitID]) throws {
    let new = commits.filter { !tips.contains($0) }
    guard !new.isEmpty else { return }
    tips = (tips + new).suffix(Self.limit)
    try write()
  }

  /// Notes what a purge of one chat more has made of the commits that were there.
  ///
  /// - Parameters:
  ///   - rewriting: what it has made of commits.
  ///   - tips: the commits that references and logs led to before.
  ///   - former: the chats that were purged before.
  mutating func note(_ rewriting: Rewriting, of tips: [CommitID], after former: Set<String>) throws {
    if replaced.isEmpty { try read(from: Self.key(of: former)) }
    self.tips = self.tips.compactMap { rewriting.result(of: $0) }
    replaced = replaced.compactMapValues { rewriting.result(of: $0) }
    // The names of commits are in no order, so that the first of them are a sample.
    for tip in tips.prefix(Self.pairLimit) {
      if let new = rewriting.result(of: tip), new != tip { replaced[tip] = new }
    }
    isPending = true
    try write()
  }

  /// Writes what is known.
  func write() throws {
    let pairs = replaced.sorted { $0.key.description < $1.key.description }.map { "\($0.key) \($0.value)" }
    let lines = [key] + tips.map(\.description) + pairs + (isPending ? ["pending"] : [])
    try Files.writeAtomically(Array(lines.joined(separator: "\n").utf8), to: path)
  }
}
