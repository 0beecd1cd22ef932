internal import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps new packs from being dropped until a reference leads to what is in them.
///
/// `git repack -a -d` (and with it `git gc`) lists the packs, writes what is reachable into a new one and removes those
/// that it has listed: a pack of that moment whose objects nothing leads to yet would be lost. As git does for what it
/// fetches, a file `.keep` lies beside a new pack before the pack appears, and goes when the reference has moved; a
/// pack that was listed without it was reachable by then.
///
/// The names of the packs stand in a file of the guard's own, which it holds locked: the next guard removes what a killed
/// process has left.
package final class PackGuard {
  private let folder: PackFolder
  private let note: Path
  private let lock: FileLock
  private var stems: [String] = []

  /// A guard of no packs yet; removes what killed processes have left of theirs.
  package init(in folder: PackFolder) throws(GitError) {
    self.folder = folder
    note = folder.guards / UInt64.random(in: 0...UInt64.max).padded(to: 16, radix: 16)
    let note = note
    lock = try onFiles { () throws(FileError) in
      try Files.makeFolders(folder.guards)
      try Self.sweep(folder)
      guard let lock = try FileLock.takeIfFree(note) else { throw FileError("lock", note, code: EEXIST) }
      try folder.share([folder.own, folder.guards, note])
      return lock
    }
  }

  deinit {
    // A `.keep` that cannot be removed now goes with the next guard, which finds the note.
    do throws(FileError) {
      for stem in stems { try Files.remove(folder.path / "\(stem).keep") }
      try Files.remove(note)
    } catch {}
  }

  /// Guards a pack that is about to be put into place.
  package func hold(_ stem: String) throws(GitError) {
    try onFiles { () throws(FileError) in
      // Not forced to the disk: a note and a `.keep` that a power cut takes back keep nothing from anybody.
      let file = try OwnedDescriptor(opening: note, flags: O_WRONLY | O_APPEND | O_NOFOLLOW)
      try Array("\(stem)\n".utf8).withBytes { bytes throws(FileError) in try file.write(bytes) }
      try Files.makeFolders(folder.path)
      stems.append(stem)
      try Files.writeNew(Array("being committed by manent\n".utf8), to: folder.path / "\(stem).keep", sync: false)
    }
  }

  /// Removes the packs: nothing will lead to what is in them.
  package func discard() throws(GitError) {
    try onFiles { () throws(FileError) in for stem in stems { try folder.remove(stem) } }
  }

  /// Whether another process guards packs, which it is about to let a reference lead to.
  package static func isHeldElsewhere(in folder: PackFolder) throws(GitError) -> Bool {
    try onFiles { () throws(FileError) in
      guard Files.exists(folder.guards) else { return false }
      for name in try Files.list(folder.guards) where try FileLock.isHeld(folder.guards / name) { return true }
      return false
    }
  }

  /// Ends the guards of processes that are gone.
  private static func sweep(_ folder: PackFolder) throws(FileError) {
    for name in try Files.list(folder.guards) {
      let note = folder.guards / name
      guard let lock = try FileLock.takeIfFree(note) else { continue }
      defer { withExtendedLifetime(lock) {} }
      let stems = String(decoding: try Files.read(note, limit: 1 << 24), as: UTF8.self).split(separator: "\n")
      for stem in stems.map(String.init) where stem.hasPrefix(PackFolder.mark) && !stem.contains("/") {
        folder.removeDrafts(of: stem)
        if Files.exists(folder.path / "\(stem).idx") {
          try Files.remove(folder.path / "\(stem).keep")
        } else {
          try folder.remove(stem)
        }
      }
      try Files.remove(note)
    }
  }
}
