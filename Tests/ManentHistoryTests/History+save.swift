import ManentCore
import ManentGit
import ManentHistory
import TestSupport

/// Who commits in the tests.
let somebody = [
  "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
  "GIT_COMMITTER_NAME": "Manent", "GIT_COMMITTER_EMAIL": "manent@example.org",
]

/// When they commit.
let noon = Timestamp(milliseconds: 1_795_168_800_000)

extension History {
  /// The history of a folder, which must have one.
  static func of(
    _ folder: Path, environment: [String: String] = somebody, patience: Duration = .seconds(2)
  ) throws -> History {
    guard let history = try History.open(containing: folder, environment: environment, patience: patience) else {
      throw Git.Failure(description: "no repository at \(folder)")
    }
    return history
  }

  /// Writes files of the workspace and commits them.
  @discardableResult func save(_ files: [(String, String)], message: String = "Save") throws -> CommitOutcome {
    let workspace = prefix.isEmpty ? root : Path(root.string + "/" + prefix)
    for (path, text) in files {
      try Files.makeFolders((workspace / path).parent)
      try Files.writeAtomically(Array(text.utf8), to: workspace / path)
    }
    return try commit(
      files.map { .write(path: $0.0, content: Array($0.1.utf8)) }, message: message, at: noon)
  }
}

extension CommitOutcome {
  /// The commit that was made, if one was.
  var commit: CommitID? {
    if case .committed(let commit) = self { commit } else { nil }
  }
}
