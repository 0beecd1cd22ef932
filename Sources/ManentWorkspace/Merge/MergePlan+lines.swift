import ManentCore
import ManentHistory

extension MergePlan {
  /// Joins two versions of a JSON Lines file. A version that the other side had, too, and went on from, adds nothing.
  func decideLines(_ path: ForkedPath, isPermanent: Bool = false) throws {
    guard let ours = path.ours, let theirs = path.theirs else {
      let present = path.ours ?? path.theirs
      let wasRemoved = !isPermanent && path.bases.contains(present)
      decisions[path.path] = wasRemoved ? .absent : Decision(present)
      return
    }
    guard ours.isFile, theirs.isFile else { return try decideKind(path, ours, theirs) }
    let (isOursOld, areTheirsOld) = (path.bases.contains(ours), path.bases.contains(theirs))
    if isOursOld != areTheirsOld, !isPermanent {
      decisions[path.path] = .version(isOursOld ? theirs : ours)
      return
    }
    let content = LineUnion.join(try fork.content(of: ours), try fork.content(of: theirs))
    decisions[path.path] = .content(content, ours.kind == theirs.kind ? ours.kind : .file)
    joined.insert(path.path)
  }

  /// A file on one side and a link or another repository on the other: the file is what Manent can read.
  func decideKind(_ path: ForkedPath, _ ours: FileVersion, _ theirs: FileVersion) throws {
    switch (ours.isFile, theirs.isFile) {
    case (true, false): decisions[path.path] = .version(ours)
    case (false, true): decisions[path.path] = .version(theirs)
    default: decisions[path.path] = .version(ours.blob > theirs.blob ? ours : theirs)
    }
  }
}
