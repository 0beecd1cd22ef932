public import ManentCore
internal import ManentGit
import ManentHistory
public import ManentRecords

extension SettingsMerge {
  /// What git's merge driver is asked for (`%O %A %B %P`): by the rules of `Workspace.merge` when git joins the commit
  /// that is checked out with another one, else against the common version.
  ///
  /// - Parameters:
  ///   - path: the file's path from the root of the repository.
  ///   - workTree: the root; git runs its drivers there.
  ///   - environment: git names the commits that it joins in variables `GITHEAD_<name>`.
  public static func joined(
    base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], path: Path, workTree: Path, environment: [String: String]
  ) throws -> [UInt8]? {
    let others = environment.keys.filter { $0.hasPrefix("GITHEAD_") }.compactMap { CommitID($0.dropFirst(8)) }
    if others.count == 1, let history = try History.open(containing: workTree, environment: environment),
      let head = try history.head(),
      let joined = try joined(ours, theirs, at: path, in: try history.fork(head, others[0]))
    {
      return joined
    }
    return joined(base: base, ours, theirs, file: path.string)
  }

  private static func joined(_ ours: [UInt8], _ theirs: [UInt8], at path: Path, in fork: Fork) throws -> [UInt8]? {
    guard let left = try fork.version(of: path, in: fork.ours), let right = try fork.version(of: path, in: fork.theirs),
      try fork.content(of: left) == ours, try fork.content(of: right) == theirs
    else { return nil }
    let plan = try MergePlan(fork, only: path)
    try plan.decideFiles(as: .settings)
    return try plan.content(at: path)
  }
}
