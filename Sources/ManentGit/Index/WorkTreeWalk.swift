package import ManentCore

/// Goes through the files of a work tree, without those folders that nothing in git is about.
package struct WorkTreeWalk {
  /// Every path that git knows, sorted.
  private let tracked: [[UInt8]]

  /// - Parameter tracked: the paths of the commit and of the index, below the folder that is visited.
  package init(tracked: [[UInt8]]) { self.tracked = tracked.sorted { $0.lexicographicallyPrecedes($1) } }

  /// Whether git knows a path.
  package func isTracked(_ name: [UInt8]) -> Bool {
    let place = firstPlace(notBefore: name)
    return place < tracked.count && tracked[place] == name
  }

  /// Hands out the regular files below a folder, with their names from there on; links are not followed. Repositories
  /// within the folder, and folders that git ignores and knows nothing of, are passed over.
  package func visit(
    _ folder: Path, isIgnored: (String) throws(GitError) -> Bool,
    _ body: ([UInt8], Path) throws(GitError) -> Void
  ) throws(GitError) {
    var waiting: [(folder: Path, name: String)] = [(folder, "")]
    while let (folder, above) = waiting.popLast() {
      let entries: [(name: String, status: FileStatus)]
      do throws(FileError) { entries = try Files.entries(of: folder) } catch {
        // What is gone by now, or is closed to us and to git, holds nothing that could be committed.
        guard above.isEmpty || !error.isNotFound && !error.isPermission else { continue }
        throw GitError(.file, error.operation, path: error.path, reason: error.reason, underlying: error)
      }
      for (name, status) in entries {
        let path = above + name
        switch status.kind {
        case .file: try body(Array(path.utf8), folder / name)
        case .folder where name != ".git":
          let isKnown = holdsTracked(path)
          if !isKnown {
            if Files.exists(folder / name / ".git") { continue }
            if try isIgnored(path + "/") { continue }
          }
          waiting.append((folder / name, path + "/"))
        default: break
        }
      }
    }
  }

  private func holdsTracked(_ folder: String) -> Bool {
    let prefix = Array(folder.utf8) + [UInt8(ascii: "/")]
    let place = firstPlace(notBefore: prefix)
    return place < tracked.count && tracked[place].starts(with: prefix)
  }

  private func firstPlace(notBefore name: [UInt8]) -> Int {
    var (low, high) = (0, tracked.count)
    while low < high {
      let middle = (low + high) / 2
      if tracked[middle].lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
