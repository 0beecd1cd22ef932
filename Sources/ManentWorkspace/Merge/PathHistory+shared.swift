import ManentCore
import ManentHistory

extension PathHistory {
  /// Finds who gave the path its text in a commit that both sides have.
  ///
  /// One side may have written before that and told the other only now: which of the two texts is the later one must
  /// not depend on who met whom first. A merge only puts together what its parents have; of these the later text
  /// counts. Commits that are older than every change in the fork need no telling apart: there the search ends.
  func sharedTexts(order: WriteOrder<FileVersion>) -> (CommitID) throws -> Write<FileVersion> {
    let oldest = changes.map { fork.commits[$0.commit].time }.min() ?? .max
    var known: [CommitID: Write<FileVersion>] = [:]
    var sources: [CommitID: [CommitID]] = [:]
    // By a list and not by recursion: a line of history has any length.
    func text(_ id: CommitID) throws -> Write<FileVersion> {
      var open = [id]
      while let next = open.last {
        if known[next] == nil, sources[next] == nil {
          let version = try fork.version(of: path, in: next)
          let commit = try fork.facts(of: next)
          if commit.time < oldest {
            known[next] = Write(origin: .shared, value: version, commit: nil)
          } else if try commit.parents.count > 1
            || commit.parents.contains(where: { try fork.version(of: path, in: $0) == version })
          {
            sources[next] = commit.parents
          } else {
            let origin = Write<FileVersion>.Origin.commit(time: commit.time, committer: commit.committer)
            known[next] = Write(origin: origin, value: version, commit: nil)
          }
        }
        if let parents = sources[next], known[next] == nil {
          let missing = parents.filter { known[$0] == nil }
          open += missing
          guard missing.isEmpty else { continue }
          known[next] = order.winner(of: Set(parents.compactMap { known[$0] }))
        }
        open.removeLast()
      }
      return known[id] ?? Write(origin: .shared, value: nil, commit: nil)
    }
    return text
  }
}
