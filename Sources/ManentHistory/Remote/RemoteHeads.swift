public import ManentGit

/// The branches of a remote.
public struct RemoteHeads: Sendable, Equatable {
  /// Where each branch is; names without `refs/heads/`.
  public var branches: [String: CommitID] = [:]
  /// The branch that a clone checks out; it need not be there.
  public var defaultBranch: String?

  /// Reads what `git ls-remote --symref` prints: `ref: refs/heads/main<tab>HEAD` and `<commit><tab>refs/heads/main`.
  init(listing: [UInt8]) {
    let prefix = "refs/heads/"
    for line in listing.split(separator: UInt8(ascii: "\n")) {
      let fields = String(decoding: line, as: UTF8.self).split(separator: "\t", maxSplits: 1)
      guard fields.count == 2 else { continue }
      if fields[1] == "HEAD", fields[0].hasPrefix("ref: " + prefix) {
        defaultBranch = String(fields[0].dropFirst("ref: ".count + prefix.count))
      } else if fields[1].hasPrefix(prefix), let commit = CommitID(fields[0]) {
        branches[String(fields[1].dropFirst(prefix.count))] = commit
      }
    }
  }

  /// The branch that is meant when nobody names one: the default one if it is there, else the only one.
  public var chosen: String? {
    if let defaultBranch, branches[defaultBranch] != nil { return defaultBranch }
    return branches.count == 1 ? branches.keys.first : ["main", "master"].first { branches[$0] != nil }
  }
}
