internal import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension PackFolder {
  /// The file with the names of packs that are being removed for good.
  private var removing: Path { own / "noted-removal" }

  /// Notes packs that are about to be removed for good: what is left of a pack when a kill comes between its files would
  /// be found by nobody, and still hold its objects.
  package func noteRemoval(_ stems: [String]) throws(GitError) {
    try finishRemoval()
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      try Files.writeAtomically(Array(stems.joined(separator: "\n").utf8), to: removing)
    }
  }

  /// Removes what was left of packs that were being removed for good, and packs that a killed git was writing. A pack that
  /// has an index is whole (again), and is left to others.
  package func finishRemoval() throws(GitError) {
    try onFiles { () throws(FileError) in
      if Files.exists(path) {
        for name in try Files.list(path) where Self.isAbandoned(name) { try Files.remove(path / name) }
      }
      guard try Files.status(removing) != nil else { return }
      let names = String(decoding: try Files.read(removing, limit: 1 << 24), as: UTF8.self)
      for name in names.split(separator: "\n") where name.hasPrefix("pack-") && !name.contains("/") {
        if !Files.exists(path / "\(name).idx") { try remove(String(name)) }
      }
      try Files.remove(removing)
    }
  }

  /// Whether a file is one that `git repack` was writing (`.tmp-PID-pack-…`) in a process that is gone.
  private static func isAbandoned(_ name: String) -> Bool {
    let parts = name.split(separator: "-")
    guard parts.count > 2, parts[0] == ".tmp", parts[2].hasPrefix("pack"), let process = Int32(parts[1]) else {
      return false
    }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
