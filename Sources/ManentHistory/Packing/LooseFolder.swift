internal import ManentCore
internal import ManentGit

/// The loose objects of a repository: a file each, in folders by the first two digits of their names.
struct LooseFolder {
  /// `objects`.
  let path: Path

  /// A loose object and the bytes that its file takes on the disk.
  struct Object {
    var id: ObjectID
    var size: Int
  }

  /// All loose objects, or as many as are wanted.
  func list(atMost limit: Int = .max) throws(GitError) -> [Object] {
    try onFiles { () throws(FileError) in
      var found: [Object] = []
      for folder in try Files.list(path) where folder.utf8.count == 2 {
        guard UInt8(folder, radix: 16) != nil, try Files.status(path / folder)?.kind == .folder else { continue }
        for (name, status) in try Files.entries(of: path / folder) where status.kind == .file {
          if let id = ObjectID(folder + name) { found.append(Object(id: id, size: status.size)) }
        }
        if found.count >= limit { break }
      }
      return found
    }
  }

  /// Removes a loose object, and its folder when it was the last in it.
  func remove(_ id: ObjectID) throws(GitError) {
    let name = id.description
    let folder = path / String(name.prefix(2))
    try onFiles { () throws(FileError) in try Files.remove(folder / String(name.dropFirst(2))) }
    Files.removeEmptyFolder(folder)
  }
}
