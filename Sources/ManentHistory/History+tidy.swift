internal import ManentCore

extension History {
  /// What a call to ``tidy(upTo:)`` left to do.
  public enum Tidiness: Hashable, Sendable {
    /// The objects lie as they should.
    case tidy
    /// More is to be put together than the call was allowed to.
    case due
    /// Another process is at it.
    case busy
  }

  /// Puts small packs and loose objects together, so that they take not much more room than one pack of all would.
  ///
  /// Commits write small packs. Whenever those of one size have become as heavy as the next larger one they are made
  /// one with it, so that each object is written again only as often as the repository doubles, and all but the largest
  /// pack weigh half of it at most. Packs with a `.keep` are left alone; those that Manent did not write and loose
  /// objects are, too, with `gc.auto` at 0. What is read meanwhile by others stays readable.
  ///
  /// - Parameter limit: the bytes that may be put together; what is more is left, and told as due.
  public func tidy(upTo limit: Int = .max) throws(HistoryError) -> Tidiness {
    let folder = PackFolder(commonFolder: commonFolder)
    guard let lock = try folder.lockForPacking() else { return .busy }
    defer { withExtendedLifetime(lock) {} }
    try removeFormerTails(in: folder)
    let isOthersToo = try repository.configuration().text("gc.auto").map { Int($0) != 0 } ?? true
    var damaged: Set<ObjectID> = []
    while true {
      guard
        let selection = try PackSelection.due(
          in: folder, objectsFolder: commonFolder / "objects", others: isOthersToo, passingOver: damaged)
      else { return .tidy }
      guard selection.size <= limit else { return .due }
      try merge(selection, in: folder, notingDamaged: &damaged)
    }
  }

  /// Removes tails that were left for whoever was reading.
  private func removeFormerTails(in folder: PackFolder) throws(HistoryError) {
    let lock = try folder.lock()
    defer { withExtendedLifetime(lock) {} }
    try objects.tail.removeFormer(in: folder)
  }

  /// Puts the selected packs and loose objects into one pack, and removes them once that is on the disk.
  private func merge(
    _ selection: PackSelection, in folder: PackFolder, notingDamaged damaged: inout Set<ObjectID>
  ) throws(HistoryError) {
    var merge = PackMerge()
    for pack in selection.packs {
      try merge.take(try PackFile(pack, in: folder), isSettled: pack.stem == selection.settled)
    }
    try objects.refresh()
    for object in selection.loose {
      // One that cannot be read is left where it is, for `git fsck` and `doctor` to find.
      if let kind = objects.kind(of: object.id) {
        merge.take(loose: object.id, as: kind)
      } else {
        damaged.insert(object.id)
      }
    }
    guard !merge.items.isEmpty else { return }
    try merge.plan(try merge.pairs(reading: objects), reading: objects)
    try folder.prepareMerge()
    let draft = folder.mergeDraft
    do throws(HistoryError) {
      let (entries, checksum) = try merge.write(to: draft, reading: objects)
      let generation = selection.packs.compactMap(\.name?.generation).max() ?? 0
      let name = PackName(.merged, generation: generation, checksum: checksum)
      let lock = try folder.lock()
      defer { withExtendedLifetime(lock) {} }
      try folder.place(merged: draft, index: PackIndex.bytes(of: entries, packChecksum: checksum), as: name.stem)
      try folder.forget(selection.packs.map(\.stem))
      for pack in selection.packs where pack.stem != name.stem { try folder.remove(pack.stem) }
    } catch {
      try? onFiles { () throws(FileError) in try Files.remove(draft) }
      throw error
    }
    try objects.refresh()
    let loose = LooseFolder(path: commonFolder / "objects")
    for object in selection.loose where merge.places[object.id] != nil { try loose.remove(object.id) }
  }
}
