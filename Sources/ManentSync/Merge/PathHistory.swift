import ManentCore
internal import ManentGit
import ManentHistory

/// What became of one path in each commit of a fork.
struct PathHistory {
  let path: Path
  let fork: Fork
  /// Which commits of the fork changed it, in their order.
  let changes: [Fork.Change]
  /// What led to the commits at which the sides begin, where these have different versions.
  let ground: Fork.Ground?
  /// The version in each of the fork's commits.
  private let versions: [FileVersion?]
  /// The version in each commit that both sides have and one of the fork's was made on, and in those of the ground.
  private let shared: [CommitID: FileVersion?]
  /// The commits of these on which one of the fork's was made.
  let beginnings: [CommitID]

  init(_ path: Path, _ changes: [Fork.Change], in fork: Fork) throws {
    self.path = path
    self.changes = changes
    self.fork = fork
    var shared: [CommitID: FileVersion?] = [:]
    func note(_ id: CommitID) throws {
      if shared[id] == nil { shared.updateValue(try fork.version(of: path, in: id), forKey: id) }
    }
    var versions: [FileVersion?] = []
    versions.reserveCapacity(fork.commits.count)
    var next = changes.startIndex
    for (place, commit) in fork.commits.enumerated() {
      for case .shared(let id) in commit.parents { try note(id) }
      if next < changes.endIndex, changes[next].commit == place {
        versions.append(changes[next].version)
        next += 1
        continue
      }
      switch commit.parents.first {
      case .own(let parent)?: versions.append(versions[parent])
      case .shared(let id)?: versions.append(shared[id] ?? nil)
      case nil: versions.append(nil)
      }
    }
    beginnings = Array(shared.keys)
    ground = Set(shared.values).count > 1 ? try fork.ground() : nil
    for commit in ground?.commits ?? [] {
      try note(commit.id)
      for parent in commit.parents { try note(parent) }
    }
    self.versions = versions
    self.shared = shared
  }

  /// Every version that the path has in the fork, and in what it begins at.
  var allVersions: Set<FileVersion> { Set(versions.compactMap(\.self)).union(shared.values.compactMap(\.self)) }

  /// The version in a commit that both sides have.
  func sharedVersion(in commit: CommitID) -> FileVersion? { shared[commit] ?? nil }

  /// The version in a commit of the fork.
  func version(at place: Int) -> FileVersion? { versions[place] }
}
