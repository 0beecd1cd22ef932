internal import ManentCore
internal import ManentGit

extension History {
  /// Sets some of the repository's own settings (`.git/config`), all of them or none; a value of `nil` takes one away.
  ///
  /// As with the index and the branches, the file is made complete elsewhere and git's lock is a second name for it, so
  /// that a process killed on the way leaves no lock. Comments, order and permissions of the file stay.
  func configure(_ settings: [(key: String, value: String?)]) throws(GitError) {
    let deadline = Deadline(in: patience)
    guard let folder = try enterCommitFolder(until: deadline) else {
      throw locked()
    }
    let target = try onFiles { () throws(FileError) in try Files.resolvingLinks(commonFolder / "config") }
    let (edited, draft) = (folder.draft("config-edited"), folder.draft("config"))
    while true {
      let seen = try onFiles { () throws(FileError) in try Files.status(target) }
      try edit(target, settings, at: edited)
      try onFiles { () throws(FileError) in
        try Files.remove(draft)
        try Files.writeNew(try Files.read(edited), to: draft, mode: seen?.mode ?? 0o644)
        try Files.remove(edited)
      }
      if let lock = try LockedFile.take(target, draft: draft) {
        if try onFiles({ () throws(FileError) in try Files.status(target) }) == seen {
          try lock.commit()
          return try onFiles { () throws(FileError) in try Files.remove(draft) }
        }
      }
      guard deadline.pause() else { throw locked() }
    }
  }

  /// Makes a copy of the settings with the new values.
  private func edit(
    _ target: Path, _ settings: [(key: String, value: String?)], at draft: Path
  ) throws(GitError) {
    try onFiles { () throws(FileError) in
      try Files.remove(draft)
      try Files.writeNew(try Files.read(target, limit: 1 << 24), to: draft, sync: false)
    }
    let configuration = try GitConfiguration(file: draft)
    for (key, value) in settings {
      if let value { try configuration.set(key, to: value) } else { try configuration.remove(key) }
    }
  }

  private func locked() -> GitError {
    GitError(
      .file, "change git's settings", path: commonFolder / "config", reason: "another program holds their lock")
  }
}
