internal import CGit2
internal import ManentCore
internal import ManentGit

extension GitRepository {
  /// Writes a pack of objects, forced to the disk, and gives its name; `nil` for none.
  func writePack(of objects: Set<ObjectID>, to folder: PackFolder) throws(GitError) -> String? {
    guard !objects.isEmpty else { return nil }
    var builder: OpaquePointer?
    try GitLibrary.check(git_packbuilder_new(&builder, handle), "git_packbuilder_new")
    defer { git_packbuilder_free(builder) }
    for id in objects.sorted() {
      var name = git_oid(id)
      try GitLibrary.check(git_packbuilder_insert(builder, &name, nil), "git_packbuilder_insert")
    }
    let draft = folder.own / "collecting"
    try onFiles { () throws(FileError) in
      try Files.removeTree(draft)
      try Files.makeFolders(draft)
    }
    try GitLibrary.check(
      git_packbuilder_write(builder, draft.string, 0o444, nil, nil), "git_packbuilder_write")
    let stem = PackFolder.newStem()
    try onFiles { () throws(FileError) in
      let files = try Files.list(draft)
      try Files.sync(files.map { draft / $0 })
      try Files.makeFolders(folder.path)
      for ending in ["pack", "idx"] {
        for file in files where file.hasSuffix(".\(ending)") {
          try Files.rename(draft / file, to: folder.path / "\(stem).\(ending)")
        }
      }
      try Files.syncFolder(folder.path)
      try Files.removeTree(draft)
    }
    return stem
  }
}
