public import ManentCore

extension GitTransport {
  /// The branches of a place that no repository knows yet.
  ///
  /// - Throws: `GitError` with a code of `GitError+remote`; `Interruption`.
  public func heads(at url: RemoteURL) throws -> RemoteHeads {
    try heads(of: url.text, url, in: "/")
  }

  /// Clones one branch's history into a new folder, with the remote `origin`, the branch checked out as far as `HEAD`
  /// goes and no file written: those are put in place by whoever has looked at what they are.
  ///
  /// - Throws: `GitError` with a code of `GitError+remote`; `Interruption`.
  public func clone(_ url: RemoteURL, branch: String, to folder: Path) throws {
    let arguments = [
      // A path is cloned as from afar, so that its objects are checked and not shared.
      "clone", "--progress", "--no-checkout", "--no-local", "--no-recurse-submodules", "--origin", "origin",
      "--template=",
      "--branch", branch, "--", url.text, folder.string,
    ]
    let outcome = try run(arguments, in: folder.parent, url: url)
    guard outcome.succeeded else { throw failure(of: outcome, "clone", url.shown, url) }
  }

  /// Writes the files of the checked-out commit into an empty work tree, and its index.
  ///
  /// - Throws: `GitError.Code.transport`; `Interruption`.
  public func checkOut(_ folder: Path) throws {
    let place = RemoteURL(configured: folder.string)
    let arguments = ["checkout", "--quiet", "--no-recurse-submodules", "HEAD", "--", "."]
    let outcome = try run(arguments, in: folder, url: place)
    guard outcome.succeeded else { throw failure(of: outcome, "write the files of", place.shown, place) }
  }
}
