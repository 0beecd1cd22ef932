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
    func text(_ id: CommitID) throws -> Write<FileVersion> {
      if let write = known[id] { return write }
      var place = id
      var write: Write<FileVersion>?
      while write == nil {
        let version = try fork.version(of: path, in: place)
        let commit = try fork.facts(of: place)
        let parents = commit.time < oldest ? [] : commit.parents
        if commit.time < oldest {
          write = Write(origin: .shared, value: version, commit: nil)
        } else if parents.count > 1 {
          write = order.winner(of: Set(try parents.map(text)))
        } else if let parent = parents.first, try fork.version(of: path, in: parent) == version {
          place = parent
        } else {
          write = Write(
            origin: .commit(time: commit.time, committer: commit.committer), value: version, commit: nil)
        }
      }
      let found = write ?? Write(origin: .shared, value: nil, commit: nil)
      known[id] = found
      return found
    }
    return text
  }
}
