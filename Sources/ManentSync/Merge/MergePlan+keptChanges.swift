import ManentCore
import ManentHistory

extension MergePlan {
  /// Names a file that stays since one side has changed it, though the other has removed it or given it another name.
  func reportKeptChange(_ path: ForkedPath, winner: FileVersion?, among writes: Set<Write<FileVersion>>) throws {
    guard winner != nil, (path.ours == nil) != (path.theirs == nil), path.bases.contains(where: { $0 != nil }) else {
      return
    }
    let change = Self.versionOrder.winner(of: writes)
    let removal = Self.versionOrder.winner(of: writes.filter { $0.value == nil })
    let side: Fork.Side = path.ours == nil ? .ours : .theirs
    report.keptChanges.append(
      .init(
        path: path.path.string, removedBy: try author(removal, side),
        changedBy: try author(change, side == .ours ? .theirs : .ours),
        renamedTo: newName(of: path, on: side)?.string))
  }

  /// The machine that made a write; of one whose commit is not known, that of the newest commit of the side.
  private func author(_ write: Write<FileVersion>?, _ side: Fork.Side) throws -> String {
    if let commit = write?.commit { return try device(of: commit) }
    guard let last = fork.commits.last(where: { $0.side == side }) else { return "another machine" }
    return try device(of: fork.named(last))
  }

  /// Where a side has what a file was before both changed it: under a name that is new there.
  private func newName(of path: ForkedPath, on side: Fork.Side) -> Path? {
    let before = Set(path.bases.compactMap { $0?.blob })
    return paths.values.filter { other in
      let version = side == .ours ? other.ours : other.theirs
      return other.bases.allSatisfy { $0 == nil } && version.map { before.contains($0.blob) } ?? false
    }.map(\.path).min()
  }
}
