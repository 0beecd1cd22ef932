public import ManentCore
public import ManentGit

extension GitTransport {
  /// How many objects are asked for at once: their names are words of a command line.
  private static let batch = 2000

  /// Brings contents that a partial clone has left with its remote.
  ///
  /// - Throws: `GitError` with a code of `GitError+remote`; `Interruption`.
  public func fetchPromised(_ blobs: [BlobID], of remote: Remote, in history: History) throws {
    guard !blobs.isEmpty, let promisor = try history.promisor() else { return }
    for start in stride(from: 0, to: blobs.count, by: Self.batch) {
      let names = blobs[start..<min(start + Self.batch, blobs.count)].map(\.description)
      let arguments = [
        "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--progress", "--no-tags", "--no-recurse-submodules",
        "--no-auto-maintenance", "--no-write-fetch-head", "--no-filter", "--refmap=", "--", promisor,
      ]
      let outcome = try run(arguments + names, in: history.root, url: remote.url)
      guard outcome.succeeded else {
        throw failure(of: outcome, "fetch what this partial clone lacks from", remote.shown, remote.url)
      }
    }
    try history.objects.refresh()
  }

  /// Has git write files of the checked-out commit anew, through the user's filters.
  ///
  /// - Throws: `GitError` with a code of `GitError+remote`; `Interruption`.
  public func checkOut(_ paths: [String], of remote: Remote, in history: History) throws {
    guard !paths.isEmpty else { return }
    let arguments =
      ["checkout", "--quiet", "--no-recurse-submodules", "HEAD", "--"] + paths.map { ":(top,literal)\($0)" }
    let outcome = try run(arguments, in: history.root, url: remote.url)
    guard outcome.succeeded else { throw failure(of: outcome, "write files of", remote.shown, remote.url) }
  }
}

extension History {
  /// The remote that holds what a partial clone has left out; `nil` when the clone is a whole one.
  public func promisor() throws(GitError) -> String? {
    let settings = try repository.configuration()
    if let name = try settings.text("extensions.partialclone") { return name }
    for name in try repository.remoteNames() where try settings.flag("remote.\(name).promisor") == true { return name }
    return nil
  }

  /// The contents that joining two commits reads and that are not in the repository: those in which the sides differ,
  /// and what either side's commits made of them.
  public func missingContents(joining ours: CommitID?, _ theirs: CommitID) throws(GitError) -> [BlobID] {
    var wanted: Set<BlobID> = []
    guard let ours else {
      for change in try changes(from: nil, to: theirs) { if let blob = change.blob { wanted.insert(blob) } }
      return missing(of: wanted)
    }
    let fork = try fork(ours, theirs)
    for path in try fork.differingPaths() {
      for version in [path.ours, path.theirs] + path.bases {
        if let version, version.isFile { wanted.insert(version.blob) }
      }
    }
    let shared = try fork.ground()?.commits ?? []
    for (commit, parents) in fork.commits.map({ ($0.id, fork.parents(of: $0)) }) + shared.map({ ($0.id, $0.parents) }) {
      for difference in try differences(from: parents.first, to: commit) {
        for blob in [difference.old, difference.new] { if let blob { wanted.insert(blob) } }
      }
    }
    return missing(of: wanted)
  }

  private func missing(of wanted: Set<BlobID>) -> [BlobID] {
    wanted.filter { !objects.contains(ObjectID($0)) }.sorted { $0.description < $1.description }
  }
}
