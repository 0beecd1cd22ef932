package import ManentCore

/// Where `HEAD` leads, read from the files of a repository.
package struct HeadState: Equatable {
  /// The reference that a commit moves: `refs/heads/main`, or `HEAD` itself when it is detached.
  package var reference: String
  /// The folder that the reference's file is in.
  package var folder: Path
  /// The commit; `nil` on an unborn branch.
  package var commit: CommitID?

  /// Whether no branch is checked out.
  package var isDetached: Bool { reference == "HEAD" }

  /// The file of the reference.
  package var file: Path { folder / reference }

  /// Reads `HEAD` and what it leads to.
  package static func read(gitFolder: Path, commonFolder: Path) throws(GitError) -> HeadState {
    var reference = "HEAD"
    // Git follows at most five steps, too.
    for _ in 0..<5 {
      let folder = isOwnToWorkTree(reference) ? gitFolder : commonFolder
      guard let text = try text(folder / reference) else {
        guard reference != "HEAD" else { throw damaged(folder / reference, "there is no HEAD") }
        let packed = try PackedReferences.commit(of: reference, in: commonFolder)
        return HeadState(reference: reference, folder: folder, commit: packed)
      }
      if text.hasPrefix("ref:") {
        reference = String(text.dropFirst(4).drop { $0 == " " || $0 == "\t" })
        guard isAcceptable(reference) else { throw damaged(folder, "HEAD leads to '\(reference)'") }
      } else {
        guard let commit = CommitID(text) else { throw damaged(folder / reference, "its text is no object name") }
        return HeadState(reference: reference, folder: folder, commit: commit)
      }
    }
    throw damaged(gitFolder, "HEAD leads in a circle")
  }

  /// The first line of a small file; `nil` when there is none.
  private static func text(_ path: Path) throws(GitError) -> String? {
    do throws(FileError) {
      let bytes = try Files.read(path, limit: 4096)
      return String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self).trimmingSpaces
    } catch {
      // A folder of the same name (an empty one that git left behind) is no reference.
      if error.isNotFound || error.operation == "read" && (try? Files.status(path))?.kind == .folder { return nil }
      throw GitError(.file, error.operation, path: path, reason: error.reason, underlying: error)
    }
  }

  /// Whether each linked work tree has a reference of this name for itself.
  private static func isOwnToWorkTree(_ reference: String) -> Bool {
    !reference.hasPrefix("refs/")
      || ["refs/bisect/", "refs/worktree/", "refs/rewritten/"].contains { reference.hasPrefix($0) }
  }

  /// Whether a name from a file can be used as a path below the repository.
  private static func isAcceptable(_ reference: String) -> Bool {
    let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count >= 2 && parts[0] == "refs"
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") && !$0.utf8.contains(0) }
  }

  private static func damaged(_ path: Path, _ reason: String) -> GitError {
    GitError(.damaged, "read HEAD", path: path, reason: reason)
  }
}

extension String {
  /// The text without white space at its end.
  package var trimmingSpaces: String {
    var text = Substring(self)
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
