public import ManentCore
import ManentHistory

/// Joins two versions of a settings file where no workspace is at hand: as git's merge driver, and to read a file in
/// which git has left the markers of a conflict.
public enum SettingsMerge {
  /// Joins two versions key by key against what they come from; `nil` when one of them cannot be read.
  ///
  /// Of two values that both were changed the greater text counts: there is no history to tell the later one.
  public static func joined(base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], file: String) -> [UInt8]? {
    guard let left = SettingsValues(ours, file: file), let right = SettingsValues(theirs, file: file) else {
      return nil
    }
    let before = base.flatMap { SettingsValues($0, file: file) }
    var values = left.values.filter { right.values[$0.key] == $0.value }
    for key in Set(left.values.keys).union(right.values.keys) where left.values[key] != right.values[key] {
      let (one, other) = (left.values[key], right.values[key])
      if let before, before.values[key] == one {
        values[key] = other
      } else if let before, before.values[key] == other {
        values[key] = one
      } else {
        values[key] = [one, other].compactMap(\.self).max()
      }
    }
    let isOursOld = base == ours
    let isLeft = isOursOld != (base == theirs) ? !isOursOld : !ours.lexicographicallyPrecedes(theirs)
    return SettingsText.text(isLeft ? left : right, values)
  }

  /// The text of a settings file without the markers of a conflict; a file without any as it is.
  public static func resolved(_ bytes: [UInt8], file: String) -> [UInt8] {
    guard let conflict = ConflictText(bytes) else { return bytes }
    return joined(base: nil, conflict.ours, conflict.theirs, file: file) ?? bytes
  }

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
