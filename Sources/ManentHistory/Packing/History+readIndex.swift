internal import ManentCore
internal import ManentGit

extension History {
  /// Git's index, which is read again only when it has changed.
  ///
  /// A sparse one, which holds folders for the files in them, is written out in full first, by the user's git: that is the
  /// same index for every program of git's, and the next command of git's that writes it makes it sparse again.
  func readIndex() throws(GitError) -> GitIndex {
    let path = gitFolder / "index"
    let status = try onFiles { () throws(FileError) in try Files.status(path) }
    if let known = indexRead, known.status == status { return known.index }
    let index = try readIndexAnew()
    indexRead = (status, index)
    return index
  }

  private func readIndexAnew() throws(GitError) -> GitIndex {
    do throws(GitError) { return try GitIndex(in: gitFolder) } catch {
      guard error.isAboutSparseIndex, let git = UserGit(environment: environment) else { throw error }
      let outcome = try git.run(["-c", "index.sparse=false", "update-index", "--force-write-index"], in: self)
      guard outcome.succeeded else { throw error }
      return try GitIndex(in: gitFolder)
    }
  }
}
